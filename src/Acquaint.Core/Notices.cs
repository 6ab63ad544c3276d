namespace Acquaint.Core;

/// <summary>The use cases of notices: looking at what happened, and keeping track of what was looked at.</summary>
public sealed class Notices(IStore store, TimeProvider clock)
{
    public Task<NoticePage> List(Viewer viewer, NoticeSlice slice, CancellationToken stop) => store.Notices(viewer.Id, slice, stop);

    public Task<NoticeCounts> Count(Viewer viewer, CancellationToken stop) => store.NoticeCounts(viewer.Id, stop);

    public Task<bool> Has(Viewer viewer, ChangeId id, CancellationToken stop) => store.HasNotice(viewer.Id, id, stop);

    /// <summary>Returns how many of them were unread. What is no notice of the viewer's is left alone.</summary>
    public async Task<int> MarkRead(Viewer viewer, IReadOnlyCollection<ChangeId> ids, CancellationToken stop)
    {
        var marked = 0;
        foreach (var some in ids.Distinct().Chunk(Limits.NoticesPerWrite))
            marked += await store.MarkRead(viewer.Id, some, clock.Now(), stop);
        return marked;
    }

    /// <summary>Returns how many of these, which the viewer was just shown, were unseen.</summary>
    public Task<int> MarkSeen(Viewer viewer, IReadOnlyCollection<ChangeId> ids, CancellationToken stop) =>
        store.MarkSeen(viewer.Id, ids, clock.Now(), stop);

    /// <summary>Returns how many were unseen.</summary>
    public Task<int> MarkAllSeen(Viewer viewer, CancellationToken stop) => Sweep(viewer, NoticeMark.Seen, stop);

    /// <summary>Returns how many were unread.</summary>
    public Task<int> MarkAllRead(Viewer viewer, CancellationToken stop) => Sweep(viewer, NoticeMark.Read, stop);

    /// <summary>In writes of bounded size, up to the newest notice there is now: what comes meanwhile nobody has looked at.</summary>
    private async Task<int> Sweep(Viewer viewer, NoticeMark mark, CancellationToken stop)
    {
        var newest = await store.Notices(viewer.Id, new(1), stop);
        if (newest.Items.Count == 0)
            return 0;
        var sweep = new NoticeSweep(viewer.Id, newest.Items[0].Change.Id, mark, clock.Now());
        var (marked, some) = (0, Limits.NoticesPerWrite);
        while (some == Limits.NoticesPerWrite)
        {
            some = await store.Mark(sweep, Limits.NoticesPerWrite, stop);
            marked += some;
        }

        return marked;
    }
}
