namespace Acquaint.Storage;

/// <summary>Notifications: the changes of two kinds, and the marks on them.</summary>
/// <remarks>
/// Marks and counts change together: a marking write first locks the owner's counters, as the write of a change does, so the rows it finds
/// unmarked stay so until it marks them. The kinds are literals because the partial indexes name them.
/// </remarks>
internal sealed partial class SqlStore
{
    private const string NotificationsOf =
        "SELECT owner, id, kind, actor, request_id, at, seen_at, read_at FROM changes WHERE owner = @owner AND kind IN (1, 2)";
    private const string NewestNotifications = $"{NotificationsOf} ORDER BY id DESC LIMIT @limit OFFSET @offset";
    private const string OlderNotifications = $"{NotificationsOf} AND id < @than ORDER BY id DESC LIMIT @limit OFFSET @offset";
    private const string NewerNotifications = $"{NotificationsOf} AND id > @than ORDER BY id LIMIT @limit OFFSET @offset";
    private const string NotificationById = "SELECT kind FROM changes WHERE owner = @owner AND kind IN (1, 2) AND id = @id";
    private const string CountsOf = "SELECT notifications, unseen, unread FROM counters WHERE owner = @owner";
    private const string LockCounters = "UPDATE counters SET unread = unread WHERE owner = @owner";
    private const string TakeMarked = "UPDATE counters SET unseen = unseen - @seen, unread = unread - @read WHERE owner = @owner";
    private const string SetSeen = "UPDATE changes SET seen_at = @at WHERE owner = @owner AND kind IN (1, 2) AND seen_at IS NULL AND id IN";
    private const string SetRead = "UPDATE changes SET read_at = @at WHERE owner = @owner AND kind IN (1, 2) AND read_at IS NULL AND id IN";
    private const string OldestUnseen =
        "(SELECT id FROM changes WHERE owner = @owner AND kind IN (1, 2) AND seen_at IS NULL AND id <= @last ORDER BY id LIMIT @limit)";
    private const string OldestUnread =
        "(SELECT id FROM changes WHERE owner = @owner AND kind IN (1, 2) AND read_at IS NULL AND id <= @last ORDER BY id LIMIT @limit)";
    private const string SetSeenOfUnseen = $"{SetSeen} {OldestUnseen}";
    private const string SetSeenOfUnread = $"{SetSeen} {OldestUnread}";
    private const string SetReadOfUnread = $"{SetRead} {OldestUnread}";
    private const string SetSeenOfIds = $"{SetSeen} ({{ids}})";
    private const string SetReadOfIds = $"{SetRead} ({{ids}})";

    public Task<NotificationPage> Notifications(UserId owner, NotificationRequest paging, CancellationToken stop) => engine.Snapshot(
        async session =>
        {
            var (stamp, counts) = (StampQuestion(), CountsQuestion(owner));
            var found = new Question<(Change Change, DateTimeOffset? SeenAt, DateTimeOffset? ReadAt)>(
                row => (Rows.ToChange(row), Rows.Time(row, 6), Rows.Time(row, 7)), NotificationStep(owner, paging));
            await session.Ask(stamp, counts, found);
            var shown = found.Rows.Take(paging.Limit).ToList();
            var people = await PeopleIn(session, [.. shown.Select(one => one.Change.Actor).Distinct()], stamp.Rows.Single());
            var notifications = shown.ConvertAll(one => new Notification(one.Change, people[one.Change.Actor], one.SeenAt, one.ReadAt));
            if (paging.NewerThan is not null)
                notifications.Reverse();
            return new NotificationPage(notifications, counts.Rows.SingleOrDefault(), More: found.Rows.Count > paging.Limit);
        },
        stop);

    public async Task<bool> HasNotification(UserId owner, ChangeId id, CancellationToken stop)
    {
        var step = new Step(NotificationById, ("owner", owner.Value), ("id", id.Value));
        return (await engine.Read(session => session.Query(row => row.GetInt32(0), step), stop)).Count > 0;
    }

    public Task<NotificationCounts> NotificationCounts(UserId owner, CancellationToken stop) => engine.Read(
        async session =>
        {
            var counts = CountsQuestion(owner);
            await session.Ask(counts);
            return counts.Rows.SingleOrDefault();
        },
        stop);

    public async Task<int> Mark(
        UserId owner, IReadOnlyCollection<ChangeId> ids, NotificationMark mark, DateTimeOffset at, CancellationToken stop)
    {
        if (ids.Count == 0)
            return 0;
        Step? read = mark is NotificationMark.Read ? MarkStep(SetReadOfIds, owner, ids, at) : null;
        return await Mark(owner, MarkStep(SetSeenOfIds, owner, ids, at), read, stop);
    }

    public Task<int> Mark(NotificationSweep sweep, int limit, CancellationToken stop)
    {
        (string, object?)[] args =
            [("owner", sweep.Owner.Value), ("at", Rows.Micros(sweep.At)), ("last", sweep.Last.Value), ("limit", limit)];
        return sweep.Mark switch
        {
            NotificationMark.Seen => Mark(sweep.Owner, new(SetSeenOfUnseen, args), null, stop),
            NotificationMark.Read => Mark(sweep.Owner, new(SetSeenOfUnread, args), new Step(SetReadOfUnread, args), stop),
        };
    }

    private static Step MarkStep(string sql, UserId owner, IReadOnlyCollection<ChangeId> ids, DateTimeOffset at) =>
        ForIds(sql, [.. ids.Select(id => (object)id.Value)], ("owner", owner.Value), ("at", Rows.Micros(at)));

    /// <summary>Returns how many rows got the mark that was asked for: read, if any is to be read, else seen.</summary>
    private Task<int> Mark(UserId owner, Step markSeen, Step? markRead, CancellationToken stop) => engine.Write(
        async session =>
        {
            if (await session.Run(new Step(LockCounters, ("owner", owner.Value))) == 0)
                return new Written<int>(0, Keep: false);
            var seen = await session.Run(markSeen);
            var read = markRead is { } step ? await session.Run(step) : 0;
            await session.Run(new Step(TakeMarked, ("owner", owner.Value), ("seen", seen), ("read", read)));
            return new Written<int>(markRead is null ? seen : read, Keep: seen + read > 0);
        },
        stop);

    private static Question<NotificationCounts> CountsQuestion(UserId owner) =>
        new(row => new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)), new Step(CountsOf, ("owner", owner.Value)));

    private static Step NotificationStep(UserId owner, NotificationRequest paging)
    {
        (string, object?)[] args = [("owner", owner.Value), ("limit", (long)paging.Limit + 1), ("offset", (long)paging.Offset)];
        if ((paging.OlderThan ?? paging.NewerThan) is not { } than)
            return new(NewestNotifications, args);
        return new(paging.OlderThan is null ? NewerNotifications : OlderNotifications, [.. args, ("than", than.Value)]);
    }
}
