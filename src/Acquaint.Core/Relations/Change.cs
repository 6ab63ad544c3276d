namespace Acquaint.Core;

/// <summary>What happened. The numbers are stored; they never change.</summary>
public enum ChangeKind
{
    RequestSent = 1,
    RequestAccepted = 2,
    RequestDeclined = 3,
    RequestRestored = 4,
    RequestWithdrawn = 5,
    Disconnected = 6,

    /// <summary>Stored for the operator's record; no dialect shows it to the blocked person.</summary>
    Blocked = 7,

    /// <summary>As <see cref="Blocked"/>.</summary>
    Unblocked = 8,

    /// <summary>The addressee deleted the record of their decline. Stored for the operator's record; nobody is notified.</summary>
    DeclineDiscarded = 9,
}

/// <summary>
/// A fact that happened to <paramref name="Recipient"/>, written in the transaction that caused it, exactly once.
/// Notifications, webhooks and live events read from here.
/// </summary>
/// <param name="Id">UUID version 7: ids of one recipient sort by time.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Recipient">The person opposite the one who acted.</param>
/// <param name="Actor">The one who acted.</param>
/// <param name="Request">The request it was about; null for a block between strangers.</param>
/// <param name="At">When, UTC, whole microseconds.</param>
public sealed record Change(ChangeId Id, ChangeKind Kind, UserId Recipient, UserId Actor, RequestId? Request, DateTimeOffset At);
