using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The part about what people are notified of.</summary>
public abstract partial class StoreContract
{
    private Notifications Notifications => new(Store, TimeProvider.System);

    [Fact]
    public async Task People_are_notified_of_requests_and_acceptances_and_of_nothing_else()
    {
        var (ann, bob) = (await Person(), await Person());
        await Act(ann, RelationAction.Request, bob);
        await Act(bob, RelationAction.Decline, ann);
        await Act(bob, RelationAction.Restore, ann);
        await Act(bob, RelationAction.Accept, ann);
        await Act(bob, RelationAction.Disconnect, ann);
        await Act(ann, RelationAction.Request, bob);
        await Act(ann, RelationAction.Withdraw, bob);
        var toBob = await Store.Notifications(bob.Id, new(10), default);
        Assert.Equal([ChangeKind.RequestSent, ChangeKind.RequestSent], toBob.Items.Select(notification => notification.Change.Kind));
        Assert.All(toBob.Items, notification => Assert.Equal((ann, null, null), (notification.Actor, notification.SeenAt,
            notification.ReadAt)));
        Assert.Equal(new NotificationCounts(2, 2, 2), toBob.Counts);
        var toAnn = await Store.Notifications(ann.Id, new(10), default);
        Assert.Equal([ChangeKind.RequestAccepted], toAnn.Items.Select(notification => notification.Change.Kind));
        Assert.Equal(new NotificationCounts(1, 1, 1), await Store.NotificationCounts(ann.Id, default));
    }

    [Fact]
    public async Task A_notification_is_its_owners_and_no_other_change_is_one()
    {
        var (ann, bob) = (await Person(), await Person());
        await Act(ann, RelationAction.Request, bob);
        await Act(bob, RelationAction.Decline, ann);
        var (asked, declined) = ((await Store.Changes(bob.Id, 1, default))[0].Id, (await Store.Changes(ann.Id, 1, default))[0].Id);
        Assert.True(await Store.HasNotification(bob.Id, asked, default));
        Assert.False(await Store.HasNotification(ann.Id, asked, default));
        Assert.False(await Store.HasNotification(ann.Id, declined, default));
        Assert.False(await Store.HasNotification(bob.Id, new(Ids.Next()), default));
    }

    [Fact]
    public async Task A_block_by_either_side_neither_adds_nor_removes_a_notification()
    {
        var (ann, bob) = (await Person(), await Person());
        await Act(ann, RelationAction.Request, bob);
        var before = await Store.Notifications(bob.Id, new(10), default);
        await Act(ann, RelationAction.Block, bob);
        await Act(bob, RelationAction.Block, ann);
        await Act(ann, RelationAction.Unblock, bob);
        AssertSame(before, await Store.Notifications(bob.Id, new(10), default));
        Assert.Equal(default, await Store.NotificationCounts(ann.Id, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Notifications_add_up_to_the_whole_by_offset_and_from_either_end(int size)
    {
        var ann = await Notified(10);
        var whole = (await Store.Notifications(ann.Id, new(100), default)).Items;
        Assert.Equal(10, whole.Count);
        Assert.Equal(whole.Select(notification => notification.Change.Id.Value.ToString()).OrderDescending(StringComparer.Ordinal),
            whole.Select(notification => notification.Change.Id.Value.ToString()));
        var (byOffset, older, newer) = (new List<Notification>(), new List<Notification>(), new List<Notification>());
        for (var offset = 0; offset < 10; offset += size)
            byOffset.AddRange((await Store.Notifications(ann.Id, new(size, offset), default)).Items);
        Assert.Equal(whole, byOffset);

        NotificationPage page;
        do
        {
            page = await Store.Notifications(ann.Id, new(size, OlderThan: older.Count == 0 ? null : older[^1].Change.Id), default);
            older.AddRange(page.Items);
        }
        while (page.More);
        Assert.Equal(whole, older);

        newer.Add(whole[^1]);
        do
        {
            page = await Store.Notifications(ann.Id, new(size, NewerThan: newer[0].Change.Id), default);
            newer.InsertRange(0, page.Items);
        }
        while (page.More);
        Assert.Equal(whole, newer);
    }

    [Fact]
    public async Task Marking_some_read_counts_each_once_and_marks_them_seen()
    {
        var ann = await Notified(5);
        var ids = (await Store.Notifications(ann.Id, new(100), default)).Items.Select(notification => notification.Change.Id).ToList();
        var others = (await Store.Notifications((await Notified(1)).Id, new(1), default)).Items.Single().Change.Id;
        Assert.Equal(2, await Store.Mark(ann.Id, [ids[0], ids[1], others, new(Ids.Next())], NotificationMark.Read, s_noon, default));
        Assert.Equal(1, await Store.Mark(ann.Id, [ids[1], ids[2]], NotificationMark.Read, s_noon.AddHours(1), default));
        Assert.Equal(0, await Store.Mark(ann.Id, [], NotificationMark.Read, s_noon, default));
        var after = await Store.Notifications(ann.Id, new(100), default);
        Assert.Equal([s_noon, s_noon, s_noon.AddHours(1), null, null], after.Items.Select(notification => notification.ReadAt));
        Assert.Equal(after.Items.Select(notification => notification.ReadAt), after.Items.Select(notification => notification.SeenAt));
        Assert.Equal(new NotificationCounts(5, 2, 2), after.Counts);
    }

    [Fact]
    public async Task Marking_some_seen_leaves_them_unread()
    {
        var ann = await Notified(3);
        var ids = (await Store.Notifications(ann.Id, new(100), default)).Items.Select(notification => notification.Change.Id).ToList();
        Assert.Equal(2, await Store.Mark(ann.Id, ids[..2], NotificationMark.Seen, s_noon, default));
        Assert.Equal(1, await Store.Mark(ann.Id, [ids[1], ids[2], new(Ids.Next())], NotificationMark.Seen, s_noon.AddHours(1), default));
        Assert.Equal(0, await Store.Mark(ann.Id, [], NotificationMark.Seen, s_noon, default));
        Assert.Equal([s_noon, s_noon, s_noon.AddHours(1)], await SeenAt(ann));
        Assert.Equal(new NotificationCounts(3, 0, 3), await Store.NotificationCounts(ann.Id, default));
    }

    [Fact]
    public async Task What_is_no_notification_can_not_be_marked()
    {
        var (ann, bob) = (await Person(), await Person());
        await Connect(ann, bob, s_noon);
        await Act(ann, RelationAction.Disconnect, bob);
        var disconnected = (await Store.Changes(bob.Id, 1, default)).Single();
        Assert.Equal(ChangeKind.Disconnected, disconnected.Kind);
        Assert.Equal(0, await Store.Mark(bob.Id, [disconnected.Id], NotificationMark.Read, s_noon, default));
        Assert.Equal(new NotificationCounts(1, 1, 1), await Store.NotificationCounts(bob.Id, default));
    }

    [Fact]
    public async Task A_sweep_marks_the_oldest_first_no_more_than_its_limit_and_nothing_newer_than_its_last()
    {
        var ann = await Notified(6);
        var newestFirst = (await Store.Notifications(ann.Id, new(100), default)).Items;
        var seen = new NotificationSweep(ann.Id, newestFirst[2].Change.Id, NotificationMark.Seen, s_noon);
        Assert.Equal(3, await Store.Mark(seen, 3, default));
        Assert.Equal([null, null, null, s_noon, s_noon, s_noon], await SeenAt(ann));
        Assert.Equal(1, await Store.Mark(seen, 3, default));
        Assert.Equal(0, await Store.Mark(seen, 3, default));
        Assert.Equal(new NotificationCounts(6, 2, 6), await Store.NotificationCounts(ann.Id, default));
        var read = seen with { Last = newestFirst[1].Change.Id, Mark = NotificationMark.Read, At = s_noon.AddHours(1) };
        Assert.Equal(5, await Store.Mark(read, 10, default));
        Assert.Equal([null, s_noon.AddHours(1), s_noon, s_noon, s_noon, s_noon], await SeenAt(ann));
        Assert.Equal(new NotificationCounts(6, 1, 1), await Store.NotificationCounts(ann.Id, default));
        Assert.Equal(0, await Store.Mark(seen with { Owner = (await Person()).Id }, 3, default));
    }

    [Fact]
    public async Task Everything_is_marked_however_much_there_is()
    {
        var ann = await Notified(0);
        Assert.Equal(0, await Notifications.MarkAllSeen(Looking(ann), default));
        var bob = await Person();
        for (var i = 0; i < Limits.NotificationsPerWrite; i++)
        {
            await Act(bob, RelationAction.Request, ann, quotas: Quotas.None);
            await Act(bob, RelationAction.Withdraw, ann);
        }

        await Act(bob, RelationAction.Request, ann, quotas: Quotas.None);
        var viewer = Looking(ann);
        var all = Limits.NotificationsPerWrite + 1;
        Assert.Equal(all, await Notifications.MarkAllSeen(viewer, default));
        Assert.Equal(new NotificationCounts(all, 0, all), await Notifications.Count(viewer, default));
        var ids = (await Notifications.List(viewer, new(all), default)).Items.Select(notification => notification.Change.Id).ToList();
        Assert.Equal(1, await Notifications.MarkRead(viewer, ids[..1], default));
        Assert.Equal(all - 1, await Notifications.MarkAllRead(viewer, default));
        Assert.Equal(0, await Notifications.MarkRead(viewer, ids, default));
        Assert.Equal(new NotificationCounts(all, 0, 0), await Notifications.Count(viewer, default));
    }

    [Fact]
    public async Task Counts_equal_the_rows_while_notifications_come_and_are_marked_at_once()
    {
        var ann = await Person();
        var people = new List<User>();
        for (var i = 0; i < 40; i++)
            people.Add(await Person());
        var (notifications, viewer) = (Notifications, Looking(ann));
        await Task.WhenAll(people.Select((other, i) => Task.Run(async () =>
        {
            await Act(other, RelationAction.Request, ann);
            if (i % 4 == 0)
                await notifications.MarkAllSeen(viewer, default);
            if (i % 4 == 1)
                await notifications.MarkAllRead(viewer, default);
        })));
        var page = await Store.Notifications(ann.Id, new(100), default);
        Assert.Equal(40, page.Counts.All);
        Assert.Equal(page.Items.Count(notification => notification.SeenAt is null), page.Counts.Unseen);
        Assert.Equal(page.Items.Count(notification => notification.ReadAt is null), page.Counts.Unread);
        Assert.Equal(page.Counts.Unseen, await notifications.MarkAllSeen(viewer, default));
    }

    /// <summary>A person whom so many others have asked.</summary>
    private async Task<User> Notified(int times)
    {
        var person = await Person();
        for (var i = 0; i < times; i++)
            await Act(await Person(), RelationAction.Request, person);
        return person;
    }

    private async Task<IEnumerable<DateTimeOffset?>> SeenAt(User owner) =>
        (await Store.Notifications(owner.Id, new(100), default)).Items.Select(notification => notification.SeenAt);
}
