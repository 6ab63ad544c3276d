namespace Acquaint.Core;

/// <summary>A tenant: one set of people, and the rules among them. Nothing crosses communities.</summary>
/// <param name="Id">Replyke's project id.</param>
/// <param name="Name">What operators call it.</param>
/// <param name="IamKey">Higher Logic's <c>HLIAMKey</c>.</param>
/// <param name="Hosts">Lower-case host names, without port, by which SelfCommunity requests find it.</param>
/// <param name="IsDefault">Requests for a host that no community names come here. Exactly one community is the default.</param>
/// <param name="TokenSecret">Signs SelfCommunity bearer tokens (HS256); integrators who mint their own need it.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="Rules">What its operator can set.</param>
public sealed record Community(
    CommunityId Id,
    string Name,
    Guid IamKey,
    IReadOnlyList<string> Hosts,
    bool IsDefault,
    string TokenSecret,
    DateTimeOffset CreatedAt,
    CommunityRules Rules);

/// <summary>
/// A key with which an integrator's own server acts in a community for whomever it names. The key itself is not kept, only a digest.
/// </summary>
/// <param name="Id">By which operators name it.</param>
/// <param name="Community">Where it is good, and nowhere else.</param>
/// <param name="Name">What operators call it.</param>
/// <param name="Digest">SHA-256 of the key, hexadecimal.</param>
/// <param name="CreatedAt">When it was issued, UTC.</param>
public sealed record ServiceKey(ServiceKeyId Id, CommunityId Community, string Name, string Digest, DateTimeOffset CreatedAt);

/// <summary>What remains possible between two people after a decline.</summary>
public enum DeclinePolicy
{
    /// <summary>The addressee may ask in turn and delete the record; the requester may ask again after a while.</summary>
    Documented,

    /// <summary>A decline is final: neither may ask, neither may delete the record.</summary>
    Strict,
}

/// <summary>The rules of one community. <c>acquaint community set</c> changes them.</summary>
public sealed record CommunityRules
{
    /// <summary>How long a declined requester waits before asking again; null = never again.</summary>
    public TimeSpan? AskAgainAfter { get; init; } = TimeSpan.FromDays(21);

    /// <summary>Whether a decline is the end of it.</summary>
    public DeclinePolicy DeclinePolicy { get; init; }

    /// <summary>The most that one person may do.</summary>
    public Quotas Quotas { get; init; } = new();

    /// <summary>RSA public key (PEM, or base64 of it) of whoever vouches for people by signed tokens; null = nobody does.</summary>
    public string? ExternalKey { get; init; }

    /// <summary>The key before it, good until it is removed, so that keys can be rotated.</summary>
    public string? PreviousExternalKey { get; init; }

    /// <summary>IANA name of the zone in which Higher Logic's XML prints times.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Rows of a page when the request names no limit and its dialect documents none.</summary>
    public int PageSize { get; init; } = 10;

    /// <summary>Rows of the largest page, at most <see cref="Limits.PageSize"/>.</summary>
    public int MaxPageSize { get; init; } = Limits.PageSize;

    /// <summary>The person <c>HLIAMKey</c> + <c>HLPassword</c> speaks for; null = the administrator with the lowest id.</summary>
    public long? IamContact { get; init; }

    /// <summary>How long a token of Higher Logic's Login holds; clients keep one for minutes, so it is never less than 30.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>URL of the community's start page; null = this server under the community's first host name.</summary>
    public string? HomePage { get; init; }

    /// <summary>URL of the page where people sign in; null = the start page.</summary>
    public string? LoginPage { get; init; }

    /// <summary>
    /// Calls that one address may make in a window, by route (<c>POST /auth/sign-in</c>), <c>*</c> for every route not named; 0 = no limit.
    /// What is not named has the limit that its dialect documents.
    /// </summary>
    public IReadOnlyDictionary<string, int> RateLimits { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// Browser origins (<c>https://app.example.org</c>) whose requests may sign in by cookie. Requests that carry a token in a header
    /// or a body are welcome from any origin; an ambient cookie only from these and from the server's own.
    /// </summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>SelfCommunity's content_availability: people who have not signed in may look at lists of people there.</summary>
    public bool ContentAvailability { get; init; } = true;

    /// <summary>
    /// SelfCommunity's dynamic preferences as section.name, where they are not the server's own defaults: addresses of pages, colours.
    /// </summary>
    public IReadOnlyDictionary<string, string> Preferences { get; init; } = new Dictionary<string, string>();
}
