using System.Text.Json.Nodes;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>One dynamic preference; <c>value</c> is a JSON boolean or number where it looks like one.</summary>
internal sealed record PreferenceWire(string Section, string Name, JsonValue Value);

/// <summary>The schema "Feature".</summary>
internal sealed record FeatureWire(string Name, bool Enabled);

/// <summary>The schema "UserSettings".</summary>
internal sealed record SettingsWire(
    int QaFrequency, int EmailNotificationNotQa, int MobileNotificationsScmty, int ShowToastNotifications, int ToastNotificationsEmitSound);

/// <summary>The answer of <c>jwt/token/</c>.</summary>
internal sealed record JwtWire(string Refresh, string Access);

/// <summary>The token answer of RFC 6749 section 5.1.</summary>
internal sealed record TokenWire(string AccessToken, int ExpiresIn, string TokenType, string Scope, string RefreshToken);
