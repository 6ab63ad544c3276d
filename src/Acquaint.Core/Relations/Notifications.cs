namespace Acquaint.Core;

/// <summary>The use cases of notifications: looking at what happened, and keeping track of what was looked at.</summary>
public sealed class Notifications(IStore store, TimeProvider clock)
{
    /// <summary>What those did who block the viewer since stays, as what the deleted did stays, and shows as little of them.</summary>
    public async Task<NotificationPage> List(Viewer viewer, NotificationRequest paging, CancellationToken stop)
    {
        var page = await store.Notifications(viewer.Id, paging, stop);
        var relations = await store.Relations(viewer.Id, [.. page.Items.Select(one => one.Actor.Id).Distinct()], stop);
        return page with { Items = [.. page.Items.Select(Seen)] };

        Notification Seen(Notification one) => relations.GetValueOrDefault(one.Actor.Id,
            Relation.Blank) is { ViewerIsBlocked: true } relation
            ? one with { Actor = one.Actor.Purged(relation.TheyBlockedAt!.Value) }
            : one;
    }

    public Task<NotificationCounts> Count(Viewer viewer, CancellationToken stop) => store.NotificationCounts(viewer.Id, stop);
    public Task<bool> Has(Viewer viewer, ChangeId id, CancellationToken stop) => store.HasNotification(viewer.Id, id, stop);

    /// <summary>Returns how many of them were unread. What is no notification of the viewer's is left alone.</summary>
    public async Task<int> MarkRead(Viewer viewer, IReadOnlyCollection<ChangeId> ids, CancellationToken stop)
    {
        var marked = 0;
        foreach (var some in ids.Distinct().Chunk(Limits.NotificationsPerWrite))
            marked += await store.Mark(viewer.Id, some, NotificationMark.Read, clock.Now(), stop);
        return marked;
    }

    /// <summary>Returns how many of these, which the viewer was just shown, were unseen.</summary>
    public Task<int> MarkSeen(Viewer viewer, IReadOnlyCollection<ChangeId> ids, CancellationToken stop) =>
        store.Mark(viewer.Id, ids, NotificationMark.Seen, clock.Now(), stop);

    /// <summary>Returns how many were unseen.</summary>
    public Task<int> MarkAllSeen(Viewer viewer, CancellationToken stop) => Sweep(viewer, NotificationMark.Seen, stop);

    /// <summary>Returns how many were unread.</summary>
    public Task<int> MarkAllRead(Viewer viewer, CancellationToken stop) => Sweep(viewer, NotificationMark.Read, stop);

    /// <summary>In writes of bounded size, up to the newest notification there is now: what comes meanwhile nobody has looked at.</summary>
    private async Task<int> Sweep(Viewer viewer, NotificationMark mark, CancellationToken stop)
    {
        var newest = await store.Notifications(viewer.Id, new(1), stop);
        if (newest.Items.Count == 0)
            return 0;
        var sweep = new NotificationSweep(viewer.Id, newest.Items[0].Change.Id, mark, clock.Now());
        var (marked, some) = (0, Limits.NotificationsPerWrite);
        while (some == Limits.NotificationsPerWrite)
        {
            some = await store.Mark(sweep, Limits.NotificationsPerWrite, stop);
            marked += some;
        }

        return marked;
    }
}
