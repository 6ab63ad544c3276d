using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The part about acting on what is known by a request's id or by a key, and on whom.</summary>
public abstract partial class StoreContract
{
    [Theory]
    [InlineData(RelationAction.Accept, Tie.Connected)]
    [InlineData(RelationAction.Decline, Tie.DeclinedByMe)]
    public async Task A_request_is_answered_by_its_id(RelationAction action, Tie tie)
    {
        var (ann, bob, cas) = (await Person(), await Person(), await Person());
        var id = (await Act(ann, RelationAction.Request, bob)).Next.Request!.Id;
        Assert.Equal(new(Relation.Blank, Refusal.NoSuchRequest), await Connections.Act(Looking(cas), id, action, default));
        Assert.Equal(Refusal.NoSuchRequest, (await Connections.Act(Looking(ann), id, action, default)).Refusal);
        var done = await Connections.Act(Looking(bob), id, action, default);
        Assert.Equal((tie, null), (done.Next.Tie, done.Refusal));
        Assert.Equal(done.Next, await Store.Relation(bob.Id, ann.Id, default));
        Assert.Single(await Store.Changes(ann.Id, 10, default));
        await GraphCheck.AssertWhole(Store, [ann.Id, bob.Id, cas.Id]);
    }

    [Fact]
    public async Task What_a_request_became_is_ended_by_its_id()
    {
        var (ann, bob) = (await Person(), await Person());
        var id = (await Act(ann, RelationAction.Request, bob)).Next.Request!.Id;
        Assert.Equal(Refusal.NoSuchRequest, (await Connections.End(Looking(bob), id, default)).Refusal);
        Assert.Equal(ChangeKind.RequestWithdrawn, (await Connections.End(Looking(ann), id, default)).Change);
        Assert.Equal(Refusal.NoSuchRequest, (await Connections.End(Looking(ann), id, default)).Refusal);
        id = (await Act(ann, RelationAction.Request, bob)).Next.Request!.Id;
        await Act(bob, RelationAction.Accept, ann);
        Assert.Equal(ChangeKind.Disconnected, (await Connections.End(Looking(bob), id, default)).Change);
        Assert.Empty(await Store.Relations(ann.Id, [bob.Id], default));
        await GraphCheck.AssertWhole(Store, [ann.Id, bob.Id]);
    }

    [Fact]
    public async Task Of_an_answer_and_a_withdrawal_by_the_id_one_wins_and_nothing_is_done_twice()
    {
        var connections = Connections;
        for (var round = 0; round < 100; round++)
        {
            var (ann, bob) = (await Person(), await Person());
            var id = (await Act(ann, RelationAction.Request, bob)).Next.Request!.Id;
            var done = await Task.WhenAll(
                Task.Run(() => connections.Act(Looking(bob), id, RelationAction.Accept, default)),
                Task.Run(() => connections.Act(Looking(bob), id, RelationAction.Accept, default)),
                Task.Run(() => Act(ann, RelationAction.Withdraw, bob)));
            Assert.Single(done, one => one.Refusal is null);
            var lost = done[2].Refusal is null ? Refusal.NoSuchRequest : Refusal.AlreadyConnected;
            Assert.Equal(done[2].Refusal is null ? 2 : 1, done[..2].Count(one => one.Refusal == lost));
            await GraphCheck.AssertWhole(Store, [ann.Id, bob.Id]);
        }
    }

    [Fact]
    public async Task Whoever_is_suspended_meanwhile_forms_nothing_and_ends_what_there_is()
    {
        var (ann, bob) = (await Person(), await Person());
        var id = (await Act(ann, RelationAction.Request, bob)).Next.Request!.Id;
        foreach (var one in new[] { ann, bob })
        {
            await People.Suspend(HomeCommunity, one.Id, default);
            Assert.Equal(Refusal.Suspended, (await Connections.Act(Looking(bob), id, RelationAction.Accept, default)).Refusal);
            var byUser = await Connections.Act(Looking(bob), ann.Id, new RelationCommand(RelationAction.Accept), default);
            Assert.Equal(Refusal.Suspended, byUser.Refusal);
            await People.Reinstate(HomeCommunity, one.Id, default);
        }

        await People.Suspend(HomeCommunity, bob.Id, default);
        Assert.Null((await Connections.Act(Looking(bob), id, RelationAction.Decline, default)).Refusal);
        await Act(bob, RelationAction.Block, ann);
        var blocked = await Connections.Act(Looking(ann), bob.Id, new RelationCommand(RelationAction.Request), default);
        Assert.Equal(Refusal.NoSuchUser, blocked.Refusal);
    }

    [Fact]
    public async Task Acting_on_nobody_or_on_somebody_of_another_community_leaves_no_row()
    {
        var ann = await Person();
        var away = NewUser(await Store.NewUserId(default)) with { Community = (await Save(NewCommunity("away.example"))).Id };
        Assert.Null(await Store.Add(away, null, default));
        foreach (var other in new[] { new UserId(987654), away.Id })
        {
            var refused = await Connections.Act(Looking(ann), other, new RelationCommand(RelationAction.Request), default);
            Assert.Equal(new(Relation.Blank, Refusal.NoSuchUser), refused);
            Assert.Empty(await Store.Others(ann.Id, new(0), 10, default));
            Assert.Empty(await Store.Others(other, new(0), 10, default));
            Assert.Equal(default, await Store.Counters(other, default));
        }
    }

    [Fact]
    public async Task A_key_finds_its_owner_in_whichever_community_and_how_the_viewer_stands_to_them()
    {
        var (ann, bob) = (await Person(), await Person());
        await Act(ann, RelationAction.Request, bob);
        var away = (await Save(NewCommunity("away.example"))).Id;
        Assert.Equal(bob, await Store.Find(bob.Key, default));
        Assert.Null(await Store.Find(new UserKey(Ids.Next()), default));
        var found = await Store.Find(ann.Id, Handle.Of(Home, bob.Key), default);
        Assert.Equal((bob, Tie.Sent), (found!.User, found.Relation.Tie));
        Assert.Equal(Relation.Blank, (await Store.Find((await Person()).Id, Handle.Of(Home, bob.Key), default))!.Relation);
        Assert.Null(await Store.Find(ann.Id, Handle.Of(away, bob.Key), default));
        Assert.Equal(Tie.Sent, (await Connections.See(Looking(ann), bob.Key, default))!.Tie);
        await Act(bob, RelationAction.Block, ann);
        Assert.Null(await Connections.See(Looking(ann), bob.Key, default));
        await People.Delete(HomeCommunity, bob.Id, hard: true, default);
        Assert.True((await Store.Find(bob.Key, default))!.IsDeleted);
        Assert.Null(await People.Find(bob.Key, default));
        Assert.Null(await Store.Find(ann.Id, Handle.Of(Home, bob.Key), default));
    }
}
