using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The part about changing, suspending and deleting people.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_profile_is_changed_where_nobody_can_come_between()
    {
        var ann = await Person();
        var people = People;
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => people.Save(
            HomeCommunity,
            ann.Id,
            user => user with { Profile = user.Profile with { Reputation = user.Profile.Reputation + 1 } },
            default))));
        var after = (await Store.Find(Home, ann.Id, default))!;
        Assert.Equal(30, after.Profile.Reputation);
        Assert.True(after.UpdatedAt > ann.UpdatedAt);
        Assert.Equal(ann with { Profile = after.Profile, UpdatedAt = after.UpdatedAt }, after);
    }

    [Fact]
    public async Task A_save_refuses_handles_of_others_and_leaves_alone_what_is_not_its_own()
    {
        var (ann, bob) = (await Person(), await Person());
        var taken = await People.Save(HomeCommunity, ann.Id, user => user with { Username = bob.Username.ToUpperInvariant() }, default);
        Assert.Equal(new Saved(null, HandleKind.Username), taken);
        Assert.Equal(ann, await Store.Find(Home, ann.Id, default));
        var saved = await People.Save(HomeCommunity, ann.Id, _ => bob with { Username = "new", Status = UserStatus.Deleted }, default);
        Assert.Equal(
            (ann.Id, ann.Key, Home, UserStatus.Active),
            (saved.User!.Id, saved.User.Key, saved.User.Community, saved.User.Status));
        Assert.Equal(saved.User, await Store.Find(Home, ann.Id, default));
        Assert.Equal(bob, await Store.Find(Home, bob.Id, default));
        Assert.Equal(default, await People.Save(HomeCommunity, new(4711), user => user, default));
        var away = await Save(NewCommunity("away.example"));
        Assert.Equal(default, await People.Save(away, ann.Id, user => user with { Username = "stolen" }, default));
        Assert.Equal(saved.User, await Store.Find(Home, ann.Id, default));
    }

    [Fact]
    public async Task The_suspended_can_be_reinstated_and_the_deleted_can_not()
    {
        var ann = await Person();
        Assert.Equal(UserStatus.Suspended, (await People.Suspend(HomeCommunity, ann.Id, default))!.Status);
        Assert.Equal(UserStatus.Suspended, (await People.Find(HomeCommunity, ann.Id, default))!.Status);
        Assert.Equal(UserStatus.Active, (await People.Reinstate(HomeCommunity, ann.Id, default))!.Status);
        Assert.Null(await People.Suspend(HomeCommunity, new(4711), default));
        Assert.True(await People.Delete(HomeCommunity, ann.Id, hard: false, default));
        Assert.Null(await People.Reinstate(HomeCommunity, ann.Id, default));
        Assert.Null(await People.Suspend(HomeCommunity, ann.Id, default));
        Assert.Equal(default, await People.Save(HomeCommunity, ann.Id, user => user with { Username = "back" }, default));
        Assert.True((await Store.Find(Home, ann.Id, default))!.IsDeleted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_deleted_lose_what_they_are_found_by_and_sign_in_with_and_keep_their_id(bool hard)
    {
        var ann = NewUser(await Store.NewUserId(default)) with
        {
            Email = "ann@example.org",
            ExternalId = "ext",
            Role = UserRole.Admin,
            Profile = FullProfile(),
        };
        Assert.Null(await Store.Add(ann, "hash", default));
        var session = new Session(ann.Id, new(Ids.Next()), s_noon, s_noon.AddDays(1));
        await Store.Add(session, default);
        Assert.True(await People.Delete(HomeCommunity, ann.Id, hard, default));
        var deleted = (await Store.Find(Home, ann.Id, default))!;
        Assert.NotNull(deleted.DeletedAt);
        var kept = ann with { Status = UserStatus.Deleted, DeletedAt = deleted.DeletedAt, UpdatedAt = deleted.UpdatedAt };
        var purged = kept with
        {
            Username = deleted.Username,
            Email = null,
            ExternalId = null,
            Role = UserRole.Member,
            Profile = new(),
        };
        Assert.Equal(hard ? purged : kept, deleted);
        Assert.Equal(hard, deleted.Username != ann.Username);
        Assert.Equal(deleted, await Store.Find(Handle.Of(Home, ann.Key), default));
        Assert.Null(await Store.PasswordHash(ann.Id, default));
        Assert.Null(await Store.Find(ann.Id, session.Id, default));
        Assert.Null(await People.FindByName(HomeCommunity, "ann@example.org", default));
        Assert.Empty(await Store.Named(Home, "ann", [], 10, default));
        Assert.Empty(await Store.Named(Home, deleted.Username, [], 10, default));
        Assert.Equal(0, (await People.Search(HomeCommunity, null, new(), new(10), default)).Total);
        var heir = NewUser(await Store.NewUserId(default)) with { Username = ann.Username, Email = ann.Email, ExternalId = ann.ExternalId };
        Assert.Null(await Store.Add(heir, null, default));
        Assert.NotEqual(ann.Id, heir.Id);
    }

    [Fact]
    public async Task Who_was_deleted_softly_can_be_deleted_hard_and_keeps_the_time_of_the_first()
    {
        var ann = await Person();
        Assert.True(await People.Delete(HomeCommunity, ann.Id, hard: false, default));
        var soft = (await Store.Find(Home, ann.Id, default))!;
        Assert.True(await People.Delete(HomeCommunity, ann.Id, hard: true, default));
        var hard = (await Store.Find(Home, ann.Id, default))!;
        Assert.NotEqual(soft.Username, hard.Username);
        Assert.Equal(soft.DeletedAt, hard.DeletedAt);
        Assert.False(await People.Delete(HomeCommunity, new(4711), hard: false, default));
        Assert.False(await People.Delete(await Save(NewCommunity("away.example")), ann.Id, hard: false, default));
    }

    [Fact]
    public async Task Every_tie_goes_and_the_others_hear_of_what_they_could_see()
    {
        var ann = await Person();
        var others = await Persons(Limits.PurgedAtOnce + 7);
        var (asked, asking, declined, declining, friendly, blocked, blocking) =
            (others[0], others[1], others[2], others[3], others[4], others[5], others[6]);
        await Act(ann, RelationAction.Request, asked);
        await Act(asking, RelationAction.Request, ann);
        await Act(declined, RelationAction.Request, ann);
        await Act(ann, RelationAction.Decline, declined);
        await Act(ann, RelationAction.Request, declining);
        await Act(declining, RelationAction.Decline, ann);
        await Act(ann, RelationAction.Block, blocked);
        await Act(blocking, RelationAction.Block, ann);
        foreach (var other in others[7..].Prepend(friendly))
            await Connect(ann, other, s_noon);
        Assert.True(await People.Delete(HomeCommunity, ann.Id, hard: false, default));

        Assert.Empty(await Store.Others(ann.Id, new(0), 100, default));
        Assert.Equal(default, await Store.Counters(ann.Id, default));
        foreach (var other in others)
            Assert.Equal(default, await Store.Counters(other.Id, default));
        await GraphCheck.AssertWhole(Store, [ann.Id, .. others.Select(other => other.Id)]);
        Assert.Equal(ChangeKind.RequestWithdrawn, await Last(asked));
        Assert.Equal(ChangeKind.RequestWithdrawn, await Last(asking));
        Assert.Equal(ChangeKind.RequestWithdrawn, await Last(declined));
        Assert.Equal(ChangeKind.RequestSent, await Last(declining));
        Assert.Equal(ChangeKind.Disconnected, await Last(friendly));
        Assert.Equal(ChangeKind.Blocked, await Last(blocked));
        Assert.Null(await Last(blocking));
        Assert.True((await Store.Notifications(asked.Id, new(1), default)).Items.Single().Actor.IsDeleted);

        async Task<ChangeKind?> Last(User user) => (await Store.Changes(user.Id, 1, default)) is [var last] ? last.Kind : null;
    }

    [Fact]
    public async Task An_action_that_began_before_the_deletion_comes_too_late()
    {
        var (ann, bob, cas) = (await Person(), await Person(), await Person());
        await Connect(ann, bob, s_noon);
        await Save(ann with { Status = UserStatus.Deleted });
        foreach (var (who, whom) in new[] { (cas, ann), (ann, cas) })
        {
            Assert.Equal(new(Relation.Blank, Refusal.NoSuchUser), await Act(who, RelationAction.Request, whom));
            Assert.Equal(Refusal.NoSuchUser, (await Act(who, RelationAction.Block, whom)).Refusal);
            Assert.Empty(await Store.Relations(who.Id, [whom.Id], default));
            Assert.DoesNotContain(await Store.Changes(whom.Id, 10, default), change => change.Actor == who.Id);
        }

        Assert.Equal(Refusal.NoSuchUser, (await Act(bob, RelationAction.Disconnect, ann)).Refusal);
        Assert.Equal(Tie.Connected, (await Store.Relation(bob.Id, ann.Id, default)).Tie);
        await GraphCheck.AssertWhole(Store, [ann.Id, bob.Id, cas.Id]);
        await Save(ann);
        Assert.Null((await Act(cas, RelationAction.Request, ann)).Refusal);
    }

    [Fact]
    public async Task A_deletion_that_broke_off_is_finished_by_the_next()
    {
        var ann = await Person();
        var others = await Persons(5);
        foreach (var other in others)
            await Connect(ann, other, s_noon);
        await Save(ann with { Status = UserStatus.Deleted, DeletedAt = s_noon });
        await Store.Purge(new(ann.Id, others[2].Id, s_noon, new(Ids.Next())), default);
        await Store.Purge(new(ann.Id, others[2].Id, s_noon, new(Ids.Next())), default);
        Assert.Equal([.. others.Select(other => other.Id).Except([others[2].Id])], await Store.Others(ann.Id, new(0), 10, default));
        Assert.True(await People.Delete(HomeCommunity, ann.Id, hard: false, default));
        Assert.Empty(await Store.Others(ann.Id, new(0), 10, default));
        foreach (var other in others)
            Assert.Equal([ChangeKind.Disconnected], (await Store.Changes(other.Id, 1, default)).Select(change => change.Kind));
        Assert.Equal(s_noon, (await Store.Find(Home, ann.Id, default))!.DeletedAt);
        await GraphCheck.AssertWhole(Store, [ann.Id, .. others.Select(other => other.Id)]);
    }

    [Fact]
    public async Task However_many_act_on_a_person_while_they_are_deleted_nothing_is_left()
    {
        var (connections, community) = (Connections, HomeCommunity);
        for (var round = 0; round < 5; round++)
        {
            var ann = await Person();
            var others = await Persons(12);
            var (annLooks, began) = (Looking(ann), new TaskCompletionSource());
            var actions = Enum.GetValues<RelationAction>();
            var acting = others.Select((other, i) => Task.Run(async () =>
            {
                var (random, refusals) = (new Random(i), 0);
                for (var turn = 0; turn < 200_000 && refusals < 5; turn++)
                {
                    var action = actions[random.Next(actions.Length)];
                    var after = random.Next(2) == 0
                        ? await connections.Act(Looking(other), ann.Id, new RelationCommand(action), default)
                        : await connections.Act(annLooks, other.Id, new RelationCommand(action), default);
                    refusals += after.Refusal is Refusal.NoSuchUser ? 1 : 0;
                    if (turn == 10)
                        began.TrySetResult();
                }

                return refusals;
            })).ToList();
            await began.Task;
            await Task.WhenAll(
                People.Delete(community, ann.Id, hard: false, default), People.Delete(community, ann.Id, hard: true, default));
            Assert.Empty(await Store.Others(ann.Id, new(0), 100, default));
            Assert.All(await Task.WhenAll(acting), refusals => Assert.Equal(5, refusals));
            Assert.Empty(await Store.Others(ann.Id, new(0), 100, default));
            await GraphCheck.AssertWhole(Store, [ann.Id, .. others.Select(other => other.Id)]);
        }
    }
}
