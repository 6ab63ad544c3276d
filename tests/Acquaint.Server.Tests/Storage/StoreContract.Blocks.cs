using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The part about whom a person blocks.</summary>
public abstract partial class StoreContract
{
    private protected Connections Connections => new(Store, TimeProvider.System, Ids);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Pages_of_blocked_people_add_up_to_the_whole_newest_block_first(int size)
    {
        var ann = await Person();
        var blocked = new List<UserId>();
        for (var i = 0; i < 10; i++)
        {
            var other = await Person();
            if (i % 3 == 0)
                await Connect(ann, other, s_noon);
            await Act(ann, RelationAction.Block, other, at: s_noon.AddMinutes(i / 4));
            blocked.Add(other.Id);
        }

        blocked.Reverse();
        var (byOffset, byCursor) = (new List<UserId>(), new List<UserId>());
        for (var offset = 0; offset < 10; offset += size)
            byOffset.AddRange((await Store.Blocked(ann.Id, new(size, offset), default)).Items.Select(row => row.User.Id));
        Assert.Equal(blocked, byOffset);
        Cursor? next = null;
        do
        {
            var page = await Store.Blocked(ann.Id, new(size, After: next), default);
            Assert.Equal(10, page.Total);
            byCursor.AddRange(page.Items.Select(row => row.User.Id));
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(blocked, byCursor);
        Assert.Equal(blocked, await Store.BlockedIds(ann.Id, 100, default));
        Assert.Equal(blocked[..2], await Store.BlockedIds(ann.Id, 2, default));
    }

    [Fact]
    public async Task Only_the_one_who_blocks_has_the_other_in_the_list()
    {
        var (ann, bob) = (await Person(), await Person());
        await Act(ann, RelationAction.Block, bob);
        Assert.Equal(1, (await Store.Counters(ann.Id, default)).Blocking);
        Assert.Equal(0, (await Store.Counters(bob.Id, default)).Blocking);
        Assert.Empty((await Store.Blocked(bob.Id, new(10), default)).Items);
        await Act(ann, RelationAction.Unblock, bob);
        Assert.Equal(0, (await Store.Blocked(ann.Id, new(10), default)).Total);
        Assert.Empty(await Store.BlockedIds(ann.Id, 10, default));
    }

    [Fact]
    public async Task Who_blocks_somebody_is_not_there_for_them()
    {
        var (ann, bob, cas) = (await Person(), await Person(), await Person());
        await Connect(cas, bob, s_noon);
        await Connect(cas, await Person(), s_noon);
        await Act(bob, RelationAction.Request, await Person());
        await Act(bob, RelationAction.Block, ann);
        await Act(await Person(), RelationAction.Block, bob);

        Assert.Equal([bob.Id], await Store.Blockers(ann.Id, default));
        Assert.DoesNotContain(ann.Id, await Store.Blockers(bob.Id, default));
        Assert.Equal(1, (await Store.Counters(ann.Id, default)).BlockedBy);
        var counters = await Store.Counters(ann.Id, [bob.Id, cas.Id], default);
        Assert.Equal([cas.Id], counters.Keys);
        Assert.Equal(1, counters[cas.Id].Connected);
        foreach (var which in new[] { Mutuality.First, Mutuality.Never, Mutuality.Ignored })
        {
            var page = await Store.Connections(cas.Id, ann.Id, which, new(10), default);
            Assert.Equal((1, 1), (page.Total, page.Items.Count));
            Assert.DoesNotContain(bob.Id, page.Items.Select(one => one.User.Id));
        }

        Assert.Null(await People.Reach(HomeCommunity, Looking(ann), bob.Id, default));
        Assert.Null(await People.Reach(HomeCommunity, Looking(ann), bob.Key, default));
        Assert.Equal(bob, await People.Reach(HomeCommunity, Looking(cas), bob.Id, default));
        Assert.Equal(bob, await People.Reach(HomeCommunity, null, bob.Id, default));
        Assert.Empty(await People.FindByUsernames(Looking(ann), [bob.Username], default));
        foreach (var query in new[] { new PeopleQuery(), new() { Text = bob.Username }, new() { Order = PeopleOrder.Location } })
        {
            var found = await People.Search(HomeCommunity, Looking(ann), query, new(100), default);
            Assert.DoesNotContain(bob.Id, found.Items.Select(one => one.Id));
            Assert.Equal(found.Items.Count, found.Total);
        }
    }

    [Fact]
    public async Task Who_blocks_in_turn_sees_those_whom_they_block()
    {
        var (ann, bob) = (await Person(), await Person());
        await Act(ann, RelationAction.Block, bob);
        // Rules let nobody block who is blocked; older programs' did.
        var context = new ActionContext(bob.Id, ann.Id, s_noon, new(Ids.Next()));
        await Store.Act(context, before => new(before with { IBlockedAt = s_noon }, Change: ChangeKind.Blocked), Quotas.None, default);
        Assert.Empty(await Store.Blockers(ann.Id, default));
        Assert.Equal(new Counters { Blocking = 1 }, await Store.Counters(ann.Id, default));
        Assert.Equal(bob, await People.Reach(HomeCommunity, Looking(ann), bob.Id, default));
        await Act(ann, RelationAction.Unblock, bob);
        Assert.Equal([bob.Id], await Store.Blockers(ann.Id, default));
        Assert.Equal(new Counters { BlockedBy = 1 }, await Store.Counters(ann.Id, default));
    }

    [Fact]
    public async Task Toggling_blocks_and_unblocks_and_as_many_at_once_as_there_are_leave_what_their_number_says()
    {
        var (ann, bob) = (await Viewer(), await Viewer());
        Assert.NotNull((await Connections.ToggleBlock(ann, bob.Id, default)).Next.IBlockedAt);
        Assert.Equal([bob.Id], await Connections.BlockedIds(ann, default));
        Assert.Equal([bob.Id], (await Connections.Blocked(ann, new(10), default)).Items.Select(row => row.User.Id));
        Assert.Null((await Connections.ToggleBlock(ann, bob.Id, default)).Next.IBlockedAt);
        Assert.Empty(await Connections.BlockedIds(ann, default));
        var connections = Connections;
        var many = await Task.WhenAll(Enumerable.Range(0, 21).Select(_ => Task.Run(() => connections.ToggleBlock(ann, bob.Id, default))));
        Assert.Equal(11, many.Count(one => one.Change is ChangeKind.Blocked));
        Assert.Equal(10, many.Count(one => one.Change is ChangeKind.Unblocked));
        Assert.Equal([bob.Id], await connections.BlockedIds(ann, default));
    }

    [Fact]
    public async Task Nobody_blocks_themself_or_somebody_unknown()
    {
        var ann = await Viewer();
        Assert.Equal(Refusal.Yourself, (await Connections.ToggleBlock(ann, ann.Id, default)).Refusal);
        Assert.Equal(Refusal.NoSuchUser, (await Connections.ToggleBlock(ann, new(987654), default)).Refusal);
    }

    /// <summary>A new person, looking.</summary>
    private protected async Task<Viewer> Viewer() => Looking(await Person());

    private protected Viewer Looking(User user) =>
        new(user.Id, user.Key, NewCommunity("viewed") with { Id = user.Community }, user.Role);
}
