namespace Acquaint.Core;

/// <summary>What quotas refuse: one table, one pure function.</summary>
/// <remarks>
/// What would happen, what would then be beyond its quota, the refusal. The first that holds is told. A test reads this very table.
/// <code>
/// | RequestSent     | the viewer's open requests       | !TooManyOpenRequests        |
/// | RequestSent     | the viewer's requests of the day | !TooManyRequestsToday       |
/// | RequestAccepted | the viewer's connections         | !TooManyConnections         |
/// | RequestAccepted | the other's connections          | !OtherHasTooManyConnections |
/// </code>
/// Everything else goes on at a quota. A request that crosses the other's is an acceptance, so it counts as no request. A decline that is
/// taken back makes the requester's open requests grow, but they didn't ask for it, and the addressee can't help their number.
/// </remarks>
public static class QuotaRules
{
    /// <summary>
    /// Decides one change from how both would stand after it; null = the quotas allow it. Pure: the store calls it inside its transaction,
    /// and again after a retry.
    /// </summary>
    public static Refusal? Refuse(ChangeKind? change, Standing viewer, Standing other, Quotas quotas) => change switch
    {
        ChangeKind.RequestSent => RefuseRequest(viewer, quotas),
        ChangeKind.RequestAccepted => RefuseConnection(viewer, other, quotas),
        ChangeKind.RequestDeclined or ChangeKind.RequestRestored or ChangeKind.RequestWithdrawn or ChangeKind.Disconnected => null,
        ChangeKind.Blocked or ChangeKind.Unblocked or ChangeKind.DeclineDiscarded or null => null,
    };

    /// <summary>The number of the day of UTC on which a request sent at this time counts.</summary>
    public static int DayOf(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Days;

    /// <summary>How long that day still lasts.</summary>
    public static TimeSpan RestOfDay(DateTimeOffset at) => TimeSpan.FromDays(1) - at.UtcDateTime.TimeOfDay;

    private static Refusal? RefuseRequest(Standing viewer, Quotas quotas)
    {
        if (IsBeyond(viewer.Counters.Sent, quotas.OpenRequests))
            return Refusal.TooManyOpenRequests;
        return IsBeyond(viewer.AskedToday, quotas.RequestsPerDay) ? Refusal.TooManyRequestsToday : null;
    }

    private static Refusal? RefuseConnection(Standing viewer, Standing other, Quotas quotas)
    {
        if (IsBeyond(viewer.Counters.Connected, quotas.Connections))
            return Refusal.TooManyConnections;
        return IsBeyond(other.Counters.Connected, quotas.Connections) ? Refusal.OtherHasTooManyConnections : null;
    }

    private static bool IsBeyond(int number, int quota) => quota > 0 && number > quota;
}
