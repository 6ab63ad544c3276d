using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The part about reads that are of one moment, whatever is written meanwhile.</summary>
public abstract partial class StoreContract
{
    private const int Flips = 300;

    [Fact]
    public async Task A_list_has_as_many_rows_as_it_counts_while_they_come_and_go()
    {
        var (ann, bob) = (await Person(), await Person());
        await WhileItFlips(
            on => Act(ann, on ? RelationAction.Request : RelationAction.Withdraw, bob),
            async () =>
            {
                foreach (var (owner, list) in new[] { (ann, EdgeList.Sent), (ann, EdgeList.SentOrDeclined), (bob, EdgeList.Received) })
                {
                    var page = await Store.List(owner.Id, list, new(10), default);
                    Assert.Equal(page.Total, page.Items.Count);
                }
            });
    }

    [Fact]
    public async Task The_blocked_are_as_many_as_are_counted_while_they_come_and_go()
    {
        var (ann, bob) = (await Person(), await Person());
        await WhileItFlips(
            on => Act(ann, on ? RelationAction.Block : RelationAction.Unblock, bob),
            async () =>
            {
                var page = await Store.Blocked(ann.Id, new(10), default);
                Assert.Equal(page.Total, page.Items.Count);
            });
    }

    [Fact]
    public async Task Notifications_are_as_many_as_are_counted_while_they_come()
    {
        var (ann, bob) = (await Person(), await Person());
        await WhileItFlips(
            on => Act(ann, on ? RelationAction.Request : RelationAction.Withdraw, bob),
            async () =>
            {
                var page = await Store.Notifications(bob.Id, new(Flips), default);
                Assert.Equal(page.Counts.All, page.Items.Count);
                Assert.Equal(page.Counts.Unseen, page.Items.Count(one => one.SeenAt is null));
            });
    }

    [Fact]
    public async Task The_directory_has_as_many_people_as_it_counts_while_they_come_and_go()
    {
        var ann = await Person();
        await Person();
        await WhileItFlips(
            on => Store.Save(ann with { Status = on ? UserStatus.Deleted : UserStatus.Active }, default),
            async () =>
            {
                foreach (var order in Enum.GetValues<DirectoryOrder>())
                {
                    var page = await Store.List(new DirectoryRequest(Home, order, false, [ann.Id]), new(10), default);
                    Assert.Equal(page.Total, page.Items.Count);
                }
            });
    }

    [Fact]
    public async Task Mutual_connections_are_as_many_as_are_counted_while_they_come_and_go()
    {
        var (owner, viewer, both) = (await Person(), await Person(), await Person());
        await Connect(viewer, both, s_noon);
        await Connect(owner, await Person(), s_noon);
        await WhileItFlips(
            async on =>
            {
                await Act(owner, on ? RelationAction.Request : RelationAction.Disconnect, both);
                if (on)
                    await Act(both, RelationAction.Accept, owner);
            },
            async () =>
            {
                foreach (var which in Enum.GetValues<Mutuality>())
                {
                    var page = await Store.Connections(owner.Id, viewer.Id, which, new(10), default);
                    Assert.Equal(page.Total, page.Items.Count);
                }
            });
    }

    [Fact]
    public async Task Whoever_blocks_the_viewer_is_in_nobodys_counters_at_any_moment()
    {
        var (ann, bob, viewer) = (await Person(), await Person(), await Person());
        await Act(bob, RelationAction.Block, viewer);
        await WhileItFlips(
            on => Act(ann, on ? RelationAction.Request : RelationAction.Withdraw, bob),
            async () =>
            {
                Assert.Equal(default, (await Store.Counters(viewer.Id, [ann.Id], default)).GetValueOrDefault(ann.Id));
                var both = await Store.Counters(null, [ann.Id, bob.Id], default);
                Assert.Equal(both.GetValueOrDefault(ann.Id).Sent, both.GetValueOrDefault(bob.Id).Received);
            });
    }

    private static async Task WhileItFlips(Func<bool, Task> flip, Func<Task> look)
    {
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < Flips; i++)
                await flip(i % 2 == 0);
        });
        do
        {
            await look();
        }
        while (!writing.IsCompleted);
        await writing;
    }
}
