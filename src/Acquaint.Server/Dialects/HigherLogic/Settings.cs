namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>What a community can set for this dialect.</summary>
internal static class Settings
{
    /// <summary>Clients send it as <c>HLIAMKey</c>; null only in a community that was never served.</summary>
    public static readonly Setting<Guid?> IamKey = new(
        "higherlogic.iam-key", "iam-key",
        new("UUID", text => Guid.Parse(text), value => $"{value}"),
        "The community's key, which clients send as HLIAMKey.",
        null)
    {
        IsSecret = true,
        ShownAs = "iamKey",
        Made = () => Secret.NewKey(),
    };

    public static readonly Setting<string> TimeZone = new(
        "higherlogic.time-zone", "time-zone",
        Forms.Words("IANA name", text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
            ? text
            : throw new FormatException($"There is no time zone {text}.")),
        "The zone in which XML prints times.",
        "UTC");

    /// <summary>Null = the administrator with the lowest id.</summary>
    public static readonly Setting<long?> IamContact = new(
        "higherlogic.iam-contact", "iam-contact",
        new("user id, or none", ParseContact, value => value?.ToString(CultureInfo.InvariantCulture) ?? "none"),
        "Whom HLIAMKey with HLPassword speaks for; none = the administrator with the lowest id.",
        null);

    /// <summary>Clients keep a token for minutes, so it is never less than 30.</summary>
    public static readonly Setting<TimeSpan> TokenLife = new(
        "higherlogic.token-life", "token-life",
        new(
            "minutes, 30 or more",
            text => Forms.WholeOrNull(text) is { } minutes and >= 30 and <= 525_600
                ? TimeSpan.FromMinutes(minutes)
                : throw new FormatException("Give a number of minutes from 30 to 525600."),
            value => value.TotalMinutes.ToString(CultureInfo.InvariantCulture)),
        "How long a token of Login holds.",
        TimeSpan.FromHours(24));

    public static readonly Setting<string?> HomePage = new(
        "higherlogic.home-page", "home-page", Forms.Url, "The community's start page; none = this server under the first of hosts.", null);

    public static readonly Setting<string?> LoginPage = new(
        "higherlogic.login-page", "login-page", Forms.Url, "Where people sign in; none = the start page.", null);

    public static Declaration Declared { get; } =
        new("higherlogic", "Higher Logic", [IamKey, TimeZone, IamContact, TokenLife, HomePage, LoginPage])
        {
            ExposedHeaders = ["HLAuthToken", "CurrentContactKey"],
        };

    public static bool IsKeyOf(Community community, Guid presented) =>
        community.Get(IamKey) is { } kept && Secret.IsSame(presented, kept);

    private static long? ParseContact(string text) => text == "none"
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("Give a user id, or none.");
}
