namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What a community can set for this dialect.</summary>
internal static class Settings
{
    /// <summary>Signs bearer tokens (HS256); null only in a community that was never served.</summary>
    public static readonly Setting<string?> TokenSecret = new(
        "selfcommunity.token-secret", "token-secret",
        new("text of 32 characters or more", ParseSecret, value => $"{value}"),
        "Signs tokens; integrators who mint their own need it.",
        null)
    {
        IsSecret = true,
        Made = () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
    };

    public static readonly Setting<bool> ContentAvailability = new(
        "selfcommunity.content-availability", "content-availability", Forms.Truth,
        "Whether people who have not signed in may look at lists of people.", true);

    /// <summary>As section.name, where they are not the server's own defaults: addresses of pages, colours.</summary>
    public static readonly Setting<IReadOnlyDictionary<string, string>> Preferences = new(
        "selfcommunity.preference", "preference",
        new("section.name=value", WithPreference, value => string.Join(',', value.Select(one => $"{one.Key}={one.Value}"))),
        "One of the dynamic preferences.",
        new Dictionary<string, string>());

    public static Declaration Declared { get; } = new("selfcommunity", "SelfCommunity", [TokenSecret, ContentAvailability, Preferences]);

    private static string? ParseSecret(string text) => text.Length >= 32
        ? text
        : throw new FormatException("The secret must have at least 32 characters.");

    /// <summary>With one more preference, or, when no value is given, without it.</summary>
    private static Dictionary<string, string> WithPreference(string written, IReadOnlyDictionary<string, string> present)
    {
        if (written.Split('=', 2) is not [var key, var text] || !IsPreferenceKey(key))
            throw new FormatException("Write section.name=value, or section.name= for the default.");
        if (key is "configurations.follow_enabled" or "configurations.connection_enabled" or "configurations.content_availability")
            throw new FormatException($"{key} says what the server does; no setting changes it.");
        if (!Text.IsStorable(text))
            throw new FormatException("That is no text.");
        var preferences = present.ToDictionary();
        preferences.Remove(key);
        if (text.Length > 0)
            preferences.Add(key, text);
        return preferences;
    }

    private static bool IsPreferenceKey(string key) =>
        key.Split('.') is [{ Length: > 0 and <= 64 }, { Length: > 0 and <= 64 }]
        && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '.');
}
