namespace Acquaint.Core;

/// <summary>
/// A change that its recipient is notified of: somebody asked, somebody accepted. It is history: it stays when the request is withdrawn,
/// and when either side blocks the other, because its going would tell of the block.
/// </summary>
public sealed record Notice(Change Change, User Actor, DateTimeOffset? SeenAt, DateTimeOffset? ReadAt)
{
    public static bool IsOf(ChangeKind kind) => kind switch
    {
        ChangeKind.RequestSent or ChangeKind.RequestAccepted => true,
        ChangeKind.RequestDeclined or ChangeKind.RequestRestored or ChangeKind.RequestWithdrawn or ChangeKind.Disconnected => false,
        ChangeKind.Blocked or ChangeKind.Unblocked or ChangeKind.DeclineDiscarded => false,
    };
}

/// <summary>How many notices a person has: kept in step with the rows. What was read was seen.</summary>
public readonly record struct NoticeCounts(int All, int Unseen, int Unread);

/// <summary>
/// Which notices: at most <c>Limit</c>, from an offset, or next to a known one: the newest of the older, or the oldest of the newer.
/// Never more than one of the three.
/// </summary>
public readonly record struct NoticeSlice(int Limit, int Offset = 0, ChangeId? OlderThan = null, ChangeId? NewerThan = null);

/// <summary>Some of a person's notices, newest first whichever way they were asked for.</summary>
/// <param name="More">There are more of them in the direction that the slice went.</param>
public sealed record NoticePage(IReadOnlyList<Notice> Items, NoticeCounts Counts, bool More);

public enum NoticeMark
{
    Seen,

    /// <summary>Read, and so seen.</summary>
    Read,
}

/// <summary>Marks all of a person's notices that are not newer than <paramref name="Last"/>.</summary>
public sealed record NoticeSweep(UserId Owner, ChangeId Last, NoticeMark Mark, DateTimeOffset At);
