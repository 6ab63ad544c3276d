namespace Acquaint.Core;

/// <summary>A tenant: one set of people, and the rules among them. Nothing crosses communities.</summary>
/// <param name="Id">By which integrators and other parts of the program name it.</param>
/// <param name="Name">What operators call it.</param>
/// <param name="Hosts">Lower-case host names, without port, by which requests that name no community find it.</param>
/// <param name="IsDefault">Requests for a host that no community names come here. Exactly one community is the default.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="Rules">What its operator can set, whatever the dialect.</param>
/// <param name="Settings">What its operator can set for one dialect, and what was made for it there (keys, secrets).</param>
public sealed record Community(
    CommunityId Id, string Name, IReadOnlyList<string> Hosts, bool IsDefault, DateTimeOffset CreatedAt, CommunityRules Rules,
    CommunitySettings Settings)
{
    public T Get<T>(Setting<T> setting) => Settings.Of(setting);
}

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

    /// <summary>Rows of a page when the request names no limit and its dialect documents none.</summary>
    public int PageSize { get; init; } = 10;

    /// <summary>Rows of the largest page, at most <see cref="Limits.PageSize"/>.</summary>
    public int MaxPageSize { get; init; } = Limits.PageSize;

    /// <summary>
    /// Browser origins (<c>https://app.example.org</c>) whose requests may sign in by cookie. Requests that carry a token in a header
    /// or a body are welcome from any origin; an ambient cookie only from these and from the server's own.
    /// </summary>
    public IReadOnlyList<string> Origins { get; init; } = [];
}
