namespace Acquaint.Core;

/// <summary>
/// A change that its recipient is notified of: somebody asked, somebody accepted. It is history: it stays when the request is withdrawn,
/// and when either side blocks the other, because its going would tell of the block. Who blocks the recipient shows in it as somebody who
/// was deleted.
/// </summary>
public sealed record Notification(Change Change, User Actor, DateTimeOffset? SeenAt, DateTimeOffset? ReadAt)
{
    public static bool IsOf(ChangeKind kind) => kind switch
    {
        ChangeKind.RequestSent or ChangeKind.RequestAccepted => true,
        ChangeKind.RequestDeclined or ChangeKind.RequestRestored or ChangeKind.RequestWithdrawn or ChangeKind.Disconnected => false,
        ChangeKind.Blocked or ChangeKind.Unblocked or ChangeKind.DeclineDiscarded => false,
    };
}

/// <summary>How many notifications a person has: kept in step with the rows. What was read was seen.</summary>
public readonly record struct NotificationCounts(int All, int Unseen, int Unread);

/// <summary>
/// Which notifications: at most <c>Limit</c>, from an offset, or next to a known one: the newest of the older, or the oldest of the newer.
/// Never more than one of the three.
/// </summary>
public readonly record struct NotificationRequest(int Limit, int Offset = 0, ChangeId? OlderThan = null, ChangeId? NewerThan = null);

/// <summary>Some of a person's notifications, newest first whichever way they were asked for.</summary>
/// <param name="More">There are more of them in the direction that the page went.</param>
public sealed record NotificationPage(IReadOnlyList<Notification> Items, NotificationCounts Counts, bool More);

public enum NotificationMark
{
    Seen,

    /// <summary>Read, and so seen.</summary>
    Read,
}

/// <summary>Marks all of a person's notifications that are not newer than <paramref name="Last"/>.</summary>
public sealed record NotificationSweep(UserId Owner, ChangeId Last, NotificationMark Mark, DateTimeOffset At);
