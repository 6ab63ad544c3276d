using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The part about edges, lists, counts and changes.</summary>
public abstract partial class StoreContract
{
    private static readonly EdgeList[] s_lists = Enum.GetValues<EdgeList>();

    [Fact]
    public async Task A_refusal_writes_nothing()
    {
        var (ann, bob) = (await Person(), await Person());
        Assert.Equal(Refusal.NoSuchRequest, (await Act(ann, RelationAction.Accept, bob)).Refusal);
        Assert.Equal(Relation.Blank, await Store.Relation(ann.Id, bob.Id, default));
        Assert.Empty(await Store.Relations(ann.Id, [bob.Id], default));
        Assert.Empty(await Store.Changes(bob.Id, 10, default));
    }

    [Fact]
    public async Task Asking_for_what_holds_already_writes_nothing()
    {
        var (ann, bob) = (await Person(), await Person());
        await Act(ann, RelationAction.Request, bob);
        await Act(bob, RelationAction.Decline, ann);
        var again = await Act(bob, RelationAction.Decline, ann);
        Assert.Null(again.Refusal);
        Assert.Equal(2, (await Store.Changes(ann.Id, 10, default)).Count + (await Store.Changes(bob.Id, 10, default)).Count);
    }

    [Fact]
    public async Task What_throws_inside_a_decision_writes_nothing_and_the_store_lives_on()
    {
        var (ann, bob) = (await Person(), await Person());
        var context = new ActionContext(ann.Id, bob.Id, s_noon, new(Ids.Next()));
        Transition Decide(Relation before) => throw new InvalidTimeZoneException();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => Store.Act(context, Decide, new(), default));
        Assert.Null((await Act(ann, RelationAction.Request, bob)).Refusal);
    }

    [Fact]
    public async Task A_request_is_found_by_id_by_its_parties_only()
    {
        var (ann, bob, cas) = (await Person(), await Person(), await Person());
        var id = (await Act(ann, RelationAction.Request, bob)).Next.Request!.Id;
        Assert.Equal(bob.Id, (await Store.Find(ann.Id, id, default))?.Other);
        Assert.Equal(ann.Id, (await Store.Find(bob.Id, id, default))?.Other);
        Assert.Null(await Store.Find(cas.Id, id, default));
        Assert.Null(await Store.Find(ann.Id, new RequestId(Ids.Next()), default));
    }

    [Fact]
    public async Task A_relation_comes_back_as_it_was_decided_on_both_sides()
    {
        var (ann, bob) = (await Person(), await Person());
        foreach (var (who, action, whom) in new[]
        {
            (ann, RelationAction.Request, bob), (bob, RelationAction.Decline, ann), (ann, RelationAction.Withdraw, bob),
            (bob, RelationAction.Block, ann), (bob, RelationAction.Unblock, ann), (ann, RelationAction.Block, bob),
        })
        {
            var after = await Act(who, action, whom, "message \U0001F600 'quoted'");
            Assert.Null(after.Refusal);
            Assert.Equal(after.Next, await Store.Relation(who.Id, whom.Id, default));
            Assert.Equal(after.Next.Mirror(), await Store.Relation(whom.Id, who.Id, default));
        }
    }

    [Fact]
    public async Task Counters_of_many_are_those_of_each()
    {
        var (ann, bob, cas) = (await Person(), await Person(), await Person());
        await Act(ann, RelationAction.Request, bob);
        await Act(cas, RelationAction.Block, ann);
        var counters = await Store.Counters(null, [ann.Id, bob.Id, cas.Id, new(9_999_999)], default);
        foreach (var person in new[] { ann, bob, cas })
            Assert.Equal(await Store.Counters(person.Id, default), counters[person.Id]);
        Assert.Equal(new Counters { Received = 1 }, counters[bob.Id]);
        Assert.DoesNotContain(new(9_999_999), counters.Keys);
        Assert.Empty(await Store.Counters(null, [], default));
    }

    [Fact]
    public async Task A_pair_that_has_nothing_left_between_it_leaves_no_row()
    {
        var (ann, bob) = (await Person(), await Person());
        await Act(ann, RelationAction.Request, bob);
        await Act(ann, RelationAction.Withdraw, bob);
        Assert.Empty(await Store.Relations(ann.Id, [bob.Id], default));
        Assert.Empty(await Store.Relations(bob.Id, [ann.Id], default));
    }

    [Fact]
    public async Task Seen_is_noted_once_on_both_sides_and_a_new_request_is_unseen()
    {
        var (ann, bob) = (await Person(), await Person());
        await Act(ann, RelationAction.Request, bob);
        await Store.MarkSeen(new(bob.Id, ann.Id, s_noon, default), default);
        await Store.MarkSeen(new(bob.Id, ann.Id, s_noon.AddHours(1), default), default);
        Assert.Equal(s_noon, (await List(bob, EdgeList.Received)).Single().Edge.SeenAt);
        Assert.Equal(s_noon, (await List(ann, EdgeList.Sent)).Single().Edge.SeenAt);
        await Act(ann, RelationAction.Withdraw, bob);
        await Act(ann, RelationAction.Request, bob);
        Assert.Null((await List(bob, EdgeList.Received)).Single().Edge.SeenAt);
    }

    [Fact]
    public async Task The_requester_can_not_mark_their_own_request_seen()
    {
        var (ann, bob) = (await Person(), await Person());
        await Act(ann, RelationAction.Request, bob);
        await Store.MarkSeen(new(ann.Id, bob.Id, s_noon, default), default);
        Assert.Null((await List(ann, EdgeList.Sent)).Single().Edge.SeenAt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_of_every_size_add_up_to_the_whole_list_with_equal_times_among_the_rows(int size)
    {
        var ann = await Person();
        for (var i = 0; i < 20; i++)
            await Act(await Person(), RelationAction.Request, ann, at: s_noon.AddMinutes(i / 4));
        var whole = await List(ann, EdgeList.Received);
        Assert.Equal(20, whole.Count);
        Assert.Equal(whole.OrderByDescending(row => row.Edge.Relation.Request!.At).ThenByDescending(row => row.User.Id), whole);

        var byOffset = new List<Listed>();
        for (var offset = 0; offset < 20; offset += size)
            byOffset.AddRange((await Store.List(ann.Id, EdgeList.Received, new(size, offset), default)).Items);
        Assert.Equal(whole, byOffset);

        var byCursor = new List<Listed>();
        Cursor? next = null;
        do
        {
            var page = await Store.List(ann.Id, EdgeList.Received, new(size, After: next), default);
            byCursor.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(whole, byCursor);
    }

    [Fact]
    public async Task Sent_or_declined_merges_both_by_time()
    {
        var ann = await Person();
        for (var i = 0; i < 9; i++)
        {
            var other = await Person();
            await Act(ann, RelationAction.Request, other, at: s_noon.AddMinutes(i));
            if (i % 2 == 0)
                await Act(other, RelationAction.Decline, ann);
        }

        var whole = await List(ann, EdgeList.SentOrDeclined);
        Assert.Equal(9, whole.Count);
        Assert.Equal(whole.OrderByDescending(row => row.Edge.Relation.Request!.At), whole);
        Assert.Equal(4, (await Store.List(ann.Id, EdgeList.Sent, new(1), default)).Total);
        var first = await Store.List(ann.Id, EdgeList.SentOrDeclined, new(4), default);
        var rest = await Store.List(ann.Id, EdgeList.SentOrDeclined, new(100, After: first.Next), default);
        Assert.Equal(whole, [.. first.Items, .. rest.Items]);
        Assert.Equal(9, rest.Total);
    }

    [Fact]
    public async Task Only_my_own_requests_count_as_accepted_and_the_latest_acceptance_comes_first()
    {
        var (ann, bob, cas, dee) = (await Person(), await Person(), await Person(), await Person());
        await Connect(ann, bob, s_noon);
        await Connect(ann, cas, s_noon.AddDays(1));
        await Connect(dee, ann, s_noon.AddDays(2));
        Assert.Equal([cas.Id, bob.Id], (await Store.AcceptedSince(ann.Id, s_noon, 10, default)).Select(row => row.User.Id));
        Assert.Equal([cas.Id], (await Store.AcceptedSince(ann.Id, s_noon.AddDays(1), 10, default)).Select(row => row.User.Id));
        Assert.Equal([cas.Id], (await Store.AcceptedSince(ann.Id, s_noon, 1, default)).Select(row => row.User.Id));
    }

    [Theory]
    [InlineData(2, 9)]
    [InlineData(9, 2)]
    public async Task Mutual_connections_come_first_whoever_has_the_shorter_list(int viewersOwn, int ownersOwn)
    {
        var (viewer, owner) = (await Person(), await Person());
        var mutual = new List<UserId>();
        for (var i = 0; i < 3; i++)
        {
            var both = await Person();
            await Connect(viewer, both, s_noon.AddMinutes(i));
            await Connect(owner, both, s_noon.AddMinutes(100 - i));
            mutual.Add(both.Id);
        }

        for (var i = 0; i < viewersOwn; i++)
            await Connect(viewer, await Person(), s_noon.AddMinutes(i));
        for (var i = 0; i < ownersOwn; i++)
            await Connect(await Person(), owner, s_noon.AddMinutes(i * 20));

        var all = await Store.Connections(owner.Id, viewer.Id, Mutuality.First, new(100), default);
        Assert.Equal(ownersOwn + 3, all.Total);
        Assert.Equal(mutual, all.Items.Take(3).Select(row => row.User.Id));
        var only = await Store.Connections(owner.Id, viewer.Id, Mutuality.Only, new(100), default);
        Assert.Equal(mutual, only.Items.Select(row => row.User.Id));
        Assert.Equal(3, only.Total);
        var rest = await Store.Connections(owner.Id, viewer.Id, Mutuality.Never, new(100), default);
        Assert.Equal(all.Items.Skip(3), rest.Items);
        Assert.Equal(ownersOwn, rest.Total);

        foreach (var size in new[] { 1, 2, 4 })
        {
            var pages = new List<Listed>();
            for (var offset = 0; offset < all.Total; offset += size)
                pages.AddRange((await Store.Connections(owner.Id, viewer.Id, Mutuality.First, new(size, offset), default)).Items);
            Assert.Equal(all.Items, pages);
        }
    }

    [Fact]
    public async Task Each_change_is_stored_once_for_the_one_it_happened_to_newest_first()
    {
        var (ann, bob) = (await Person(), await Person());
        var id = (await Act(ann, RelationAction.Request, bob)).Next.Request!.Id;
        await Act(bob, RelationAction.Accept, ann);
        await Act(ann, RelationAction.Disconnect, bob);
        await Act(bob, RelationAction.Block, ann);
        var toBob = await Store.Changes(bob.Id, 10, default);
        Assert.Equal([ChangeKind.Disconnected, ChangeKind.RequestSent], toBob.Select(change => change.Kind));
        Assert.All(toBob, change => Assert.Equal((bob.Id, ann.Id, (RequestId?)id), (change.Recipient, change.Actor, change.Request)));
        var toAnn = await Store.Changes(ann.Id, 10, default);
        Assert.Equal([ChangeKind.Blocked, ChangeKind.RequestAccepted], toAnn.Select(change => change.Kind));
        Assert.Null(toAnn[0].Request);
        Assert.Single(await Store.Changes(ann.Id, 1, default));
    }

    [Fact]
    public async Task People_who_race_leave_one_winner()
    {
        for (var round = 0; round < 50; round++)
        {
            var (ann, bob) = (await Person(), await Person());
            var crossed = await Task.WhenAll(
                Task.Run(() => Act(ann, RelationAction.Request, bob)), Task.Run(() => Act(bob, RelationAction.Request, ann)));
            Assert.Single(crossed, one => one.Refusal is null);
            Assert.Single(crossed, one => one.Refusal is Refusal.RequestedByThem);
            var (winner, loser) = crossed[0].Refusal is null ? (ann, bob) : (bob, ann);
            var ends = await Task.WhenAll(
                Task.Run(() => Act(loser, RelationAction.Accept, winner)), Task.Run(() => Act(winner, RelationAction.Withdraw, loser)));
            Assert.Single(ends, one => one.Refusal is null);
            await AssertWhole([ann, bob]);
        }
    }

    [Fact]
    public async Task However_many_walk_at_random_the_store_and_the_model_agree()
    {
        var random = new Random(7);
        var model = new ModelStore();
        var people = new List<User>();
        for (var i = 0; i < 6; i++)
        {
            people.Add(await Person());
            await model.Add(people[i], null, default);
        }

        var now = s_noon;
        for (var step = 0; step < 1500; step++)
        {
            now += TimeSpan.FromHours(random.Next(24));
            var (viewer, other) = (people[random.Next(people.Count)], people[random.Next(people.Count)]);
            if (viewer == other)
                continue;
            var context = new ActionContext(viewer.Id, other.Id, now, new(Ids.Next()));
            if (random.Next(10) == 0)
            {
                await Store.MarkSeen(context, default);
                await model.MarkSeen(context, default);
                continue;
            }

            if (random.Next(20) == 0)
            {
                var sweep = new NotificationSweep(viewer.Id, new(Ids.Next()), (NotificationMark)random.Next(2), now);
                Assert.Equal(await model.Mark(sweep, 3, default), await Store.Mark(sweep, 3, default));
                continue;
            }

            var action = (RelationAction)random.Next(Enum.GetValues<RelationAction>().Length);
            var command = new RelationCommand(action, new(Ids.Next()), random.Next(2) == 0 ? null : $"message {step}");
            Transition Decide(Relation before) => RelationRules.Apply(before, command, now, new());
            Assert.Equal(await model.Act(context, Decide, new(), default), await Store.Act(context, Decide, new(), default));
            if (step % 50 == 0)
                await AssertSame(model, people, random);
        }

        await AssertSame(model, people, random);
        await AssertWhole(people);
    }

    private async Task AssertSame(ModelStore model, List<User> people, Random random)
    {
        var ids = people.ConvertAll(person => person.Id);
        foreach (var person in people)
        {
            Assert.Equal(await model.Counters(person.Id, default), await Store.Counters(person.Id, default));
            Assert.Equal(
                (await model.Relations(person.Id, ids, default)).OrderBy(pair => pair.Key),
                (await Store.Relations(person.Id, ids, default)).OrderBy(pair => pair.Key));
            Assert.Equal(await model.Changes(person.Id, 1000, default), await Store.Changes(person.Id, 1000, default));
            foreach (var list in s_lists)
            {
                var paging = new PageRequest(random.Next(1, 8), random.Next(4));
                AssertSame(await model.List(person.Id, list, paging, default), await Store.List(person.Id, list, paging, default));
            }

            AssertSame(await model.Notifications(person.Id, new(5), default), await Store.Notifications(person.Id, new(5), default));
            Assert.Equal((await model.Suggest(person.Id, new(9), default)).Items, (await Store.Suggest(person.Id, new(9), default)).Items);
            var some = new PageRequest(random.Next(1, 8), random.Next(4));
            AssertSame(await model.Blocked(person.Id, some, default), await Store.Blocked(person.Id, some, default));
            foreach (var which in Enum.GetValues<Mutuality>())
            {
                var (viewer, paging) = (ids[random.Next(ids.Count)], new PageRequest(random.Next(1, 8), random.Next(4)));
                if (viewer == person.Id)
                    continue;
                AssertSame(
                    await model.Connections(person.Id, viewer, which, paging, default),
                    await Store.Connections(person.Id, viewer, which, paging, default));
            }
        }
    }

    private static void AssertSame(NotificationPage expected, NotificationPage actual)
    {
        Assert.Equal(expected.Items, actual.Items);
        Assert.Equal((expected.Counts, expected.More), (actual.Counts, actual.More));
    }

    private static void AssertSame(Page<Listed> expected, Page<Listed> actual)
    {
        Assert.Equal(expected.Items, actual.Items);
        Assert.Equal(expected.Total, actual.Total);
        Assert.Equal(expected.Next, actual.Next);
    }

    /// <summary>Both edges of each pair mirror each other, and the counters equal the rows they count.</summary>
    private async Task AssertWhole(IReadOnlyList<User> people)
    {
        foreach (var person in people)
        {
            var ids = people.Where(other => other != person).Select(other => other.Id).ToList();
            var relations = await Store.Relations(person.Id, ids, default);
            foreach (var (other, relation) in relations)
                Assert.Equal(relation.Mirror(), await Store.Relation(other, person.Id, default));
            var counted = relations.Values.Aggregate(default(Counters), (sum, relation) => sum + Counters.Of(relation));
            Assert.Equal(counted, await Store.Counters(person.Id, default));
        }
    }

    private protected Task<Transition> Act(
        User viewer, RelationAction action, User other, string? message = null, DateTimeOffset? at = null, Quotas? quotas = null)
    {
        var context = new ActionContext(viewer.Id, other.Id, at ?? s_noon, new(Ids.Next()));
        var command = new RelationCommand(action, new(Ids.Next()), message);
        return Store.Act(context, before => RelationRules.Apply(before, command, context.At, new()), quotas ?? new(), default);
    }

    private async Task Connect(User requester, User addressee, DateTimeOffset at)
    {
        Assert.Null((await Act(requester, RelationAction.Request, addressee, at: at)).Refusal);
        Assert.Null((await Act(addressee, RelationAction.Accept, requester, at: at)).Refusal);
    }

    private async Task<IReadOnlyList<Listed>> List(User owner, EdgeList list)
    {
        var page = await Store.List(owner.Id, list, new(100), default);
        Assert.Equal(page.Items.Count, page.Total);
        return page.Items;
    }
}
