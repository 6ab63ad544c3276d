namespace Acquaint.Core;

/// <summary>
/// The most that one person may do in a community, against abuse: 0 = as much as they like. What they have beyond a quota that was lowered,
/// they keep.
/// </summary>
public sealed record Quotas
{
    public static readonly Quotas None = new() { OpenRequests = 0, RequestsPerDay = 0, NewcomerRequestsPerDay = 0, Connections = 0 };

    /// <summary>Requests that they sent and that are open.</summary>
    public int OpenRequests { get; init; } = 500;

    /// <summary>Requests that they send on one day of UTC, whatever becomes of them.</summary>
    public int RequestsPerDay { get; init; } = 100;

    /// <summary>The same for newcomers, who may not send more than others either.</summary>
    public int NewcomerRequestsPerDay { get; init; } = 20;

    /// <summary>For how long after their account was opened somebody is a newcomer.</summary>
    public TimeSpan NewcomerFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Counted for both when two people connect.</summary>
    public int Connections { get; init; } = 30_000;

    /// <summary>What holds now for a person since then: newcomers have the lower number of requests per day.</summary>
    public Quotas For(DateTimeOffset createdAt, DateTimeOffset now) => now - createdAt < NewcomerFor
        ? this with { RequestsPerDay = Lower(RequestsPerDay, NewcomerRequestsPerDay) }
        : this;

    private static int Lower(int one, int other) => one == 0 ? other : other == 0 ? one : Math.Min(one, other);
}

/// <summary>What the quotas look at of a person: how it would be after a change.</summary>
/// <param name="Counters">The lengths of their lists.</param>
/// <param name="AskedToday">Requests that they sent on the day of the change, the change's own included.</param>
public readonly record struct Standing(Counters Counters, int AskedToday);
