namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What a community can set for this dialect.</summary>
internal static class Settings
{
    private static readonly Form<string?> s_publicKey = Forms.OrNone("RSA public key in PEM or base64 of it", text =>
    {
        RsaKeys.Parse(text, isPrivate: false);
        return text;
    });

    private static readonly Form<IReadOnlyDictionary<string, int>> s_limits = new(
        "METHOD /route=calls,*=calls,… where 0 is no limit, or default",
        ParseLimits,
        value => value.Count == 0 ? "default" : string.Join(',', value.Select(one => $"{one.Key}={one.Value}")));

    /// <summary>
    /// By route (<c>POST /auth/sign-in</c>), <c>*</c> for every route not named; 0 = no limit. What is not named has the documented limit.
    /// </summary>
    public static readonly Setting<IReadOnlyDictionary<string, int>> RateLimits = new(
        "replyke.rate-limits", "rate-limits", s_limits, "Calls that one address may make in five minutes, by route.",
        new Dictionary<string, int>());

    public static readonly Setting<string?> ExternalKey = new(
        "replyke.external-key", "external-key", s_publicKey, "The key of whoever vouches for people by signed tokens.", null);

    /// <summary>So that keys can be rotated.</summary>
    public static readonly Setting<string?> PreviousExternalKey = new(
        "replyke.previous-external-key", "previous-external-key", s_publicKey, "The key before it, good until it is removed.", null);

    public static Declaration Declared { get; } = new("replyke", "Replyke", [RateLimits, ExternalKey, PreviousExternalKey]);

    /// <summary>The keys that may have signed an external token: the current one, and while keys are rotated the one before it.</summary>
    public static IReadOnlyList<RSAParameters> ExternalKeys(Community community) =>
        [.. new[] { community.Get(ExternalKey), community.Get(PreviousExternalKey) }
            .OfType<string>().Select(key => RsaKeys.Parse(key, isPrivate: false))];

    private static Dictionary<string, int> ParseLimits(string text) => text == "default" ? [] : Forms.Split(text)
        .Select(one => one.Split('='))
        .Select(pair => pair is [{ } route, { } calls] && IsRoute(route) && Forms.WholeOrNull(calls) is { } most
            ? (Route: route, Most: most)
            : throw new FormatException("Write METHOD /route=calls, several of them separated by commas, * for every other route."))
        .DistinctBy(one => one.Route)
        .ToDictionary(one => one.Route, one => one.Most);

    private static bool IsRoute(string text) => text == "*" || text.Split(' ') is [{ Length: > 0 }, ['/', ..]];
}
