namespace Acquaint.Core;

/// <summary>What happened to whom, and what of it they have looked at.</summary>
public interface IChangeStore
{
    /// <summary>What happened to the person, newest first.</summary>
    Task<IReadOnlyList<Change>> Changes(UserId recipient, int limit, CancellationToken stop);

    /// <summary>Some of the owner's notifications, in the order of their ids, with the people who caused them: of one moment.</summary>
    Task<NotificationPage> Notifications(UserId owner, NotificationRequest paging, CancellationToken stop);

    /// <summary>Whether the owner has a notification with this id.</summary>
    Task<bool> HasNotification(UserId owner, ChangeId id, CancellationToken stop);

    /// <summary>Zeros for one who has no notifications.</summary>
    Task<NotificationCounts> NotificationCounts(UserId owner, CancellationToken stop);

    /// <summary>
    /// Gives those of the owner's notifications that have these ids the mark, for good: the first time of each counts. What is read is
    /// seen. Returns how many lacked it.
    /// </summary>
    Task<int> Mark(UserId owner, IReadOnlyCollection<ChangeId> ids, NotificationMark mark, DateTimeOffset at, CancellationToken stop);

    /// <summary>
    /// Marks the oldest of the owner's notifications that lack the mark, at most <paramref name="limit"/>. Returns how many got it: fewer
    /// than the limit means that none up to the sweep's last is left.
    /// </summary>
    Task<int> Mark(NotificationSweep sweep, int limit, CancellationToken stop);
}
