using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The part about quotas.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task At_the_quota_of_open_requests_one_more_is_refused_and_nothing_is_written()
    {
        var (ann, others, quotas) = (await Person(), await Persons(4), new Quotas { OpenRequests = 3 });
        foreach (var other in others[..3])
            Assert.Null((await Act(ann, RelationAction.Request, other, quotas: quotas)).Refusal);
        var refused = await Act(ann, RelationAction.Request, others[3], quotas: quotas);
        Assert.Equal(new(Relation.Blank, Refusal.TooManyOpenRequests), refused);
        Assert.Empty(await Store.Relations(ann.Id, [others[3].Id], default));
        Assert.Empty(await Store.Relations(others[3].Id, [ann.Id], default));
        Assert.Empty(await Store.Changes(others[3].Id, 10, default));
        Assert.Equal(new Counters { Sent = 3 }, await Store.Counters(ann.Id, default));
        await GraphCheck.AssertWhole(Store, [ann.Id, .. others.Select(other => other.Id)]);
    }

    [Theory]
    [InlineData(RelationAction.Withdraw)]
    [InlineData(RelationAction.Decline)]
    [InlineData(RelationAction.Accept)]
    [InlineData(RelationAction.Block)]
    public async Task A_request_that_is_open_no_more_makes_room_for_another(RelationAction end)
    {
        var (ann, bob, cas, quotas) = (await Person(), await Person(), await Person(), new Quotas { OpenRequests = 1 });
        Assert.Null((await Act(ann, RelationAction.Request, bob, quotas: quotas)).Refusal);
        Assert.Equal(Refusal.TooManyOpenRequests, (await Act(ann, RelationAction.Request, cas, quotas: quotas)).Refusal);
        var (who, whom) = end is RelationAction.Withdraw ? (ann, bob) : (bob, ann);
        Assert.Null((await Act(who, end, whom, quotas: quotas)).Refusal);
        Assert.Null((await Act(ann, RelationAction.Request, cas, quotas: quotas)).Refusal);
    }

    [Fact]
    public async Task The_requests_of_a_day_count_whatever_became_of_them_and_refused_ones_do_not()
    {
        var (ann, others, quotas) = (await Person(), await Persons(4), new Quotas { OpenRequests = 1, RequestsPerDay = 3 });
        foreach (var other in others[..3])
        {
            Assert.Null((await Act(ann, RelationAction.Request, other, quotas: quotas)).Refusal);
            Assert.Equal(Refusal.TooManyOpenRequests, (await Act(ann, RelationAction.Request, others[3], quotas: quotas)).Refusal);
            Assert.Equal(Refusal.AlreadyRequested, (await Act(ann, RelationAction.Request, other, quotas: quotas)).Refusal);
            await Act(ann, RelationAction.Withdraw, other, quotas: quotas);
        }

        var refused = await Act(ann, RelationAction.Request, others[3], quotas: quotas);
        Assert.Equal(new(Relation.Blank, Refusal.TooManyRequestsToday), refused);
        Assert.Equal(default, await Store.Counters(ann.Id, default));
        Assert.Null((await Act(others[3], RelationAction.Request, ann, quotas: quotas)).Refusal);
    }

    [Fact]
    public async Task A_day_ends_at_midnight_of_UTC()
    {
        var (ann, others, quotas) = (await Person(), await Persons(4), new Quotas { RequestsPerDay = 1 });
        var midnight = s_noon.AddHours(12);
        Assert.Null((await Ask(0, midnight.AddMicroseconds(-1))).Refusal);
        Assert.Equal(Refusal.TooManyRequestsToday, (await Ask(1, midnight.AddMicroseconds(-1))).Refusal);
        Assert.Null((await Ask(1, midnight)).Refusal);
        Assert.Equal(Refusal.TooManyRequestsToday, (await Ask(2, midnight.AddDays(1).AddMicroseconds(-1))).Refusal);
        await Act(others[3], RelationAction.Request, ann, at: midnight.AddDays(1));
        Assert.Null((await Act(ann, RelationAction.Accept, others[3], at: midnight.AddDays(1), quotas: quotas)).Refusal);
        Assert.Null((await Ask(2, midnight.AddDays(1))).Refusal);

        Task<Transition> Ask(int other, DateTimeOffset at) => Act(ann, RelationAction.Request, others[other], at: at, quotas: quotas);
    }

    [Theory]
    [InlineData(RelationAction.Accept)]
    [InlineData(RelationAction.RequestOrAccept)]
    public async Task Whoever_may_send_no_more_requests_still_accepts(RelationAction yes)
    {
        var (ann, bob, quotas) = (await Person(), await Person(), new Quotas { OpenRequests = 1, RequestsPerDay = 1 });
        await Act(ann, RelationAction.Request, await Person(), quotas: quotas);
        await Act(bob, RelationAction.Request, ann, quotas: quotas);
        Assert.Equal(Tie.Connected, (await Act(ann, yes, bob, quotas: quotas)).Next.Tie);
    }

    [Theory]
    [InlineData(RelationAction.Accept)]
    [InlineData(RelationAction.RequestOrAccept)]
    public async Task No_connection_forms_beyond_the_quota_of_either_side(RelationAction yes)
    {
        var (ann, bob, cas, dee, quotas) = (await Person(), await Person(), await Person(), await Person(), new Quotas { Connections = 1 });
        await Connect(ann, bob, s_noon);
        await Act(ann, RelationAction.Request, cas, quotas: quotas);
        await Act(dee, RelationAction.Request, ann, quotas: quotas);
        foreach (var (who, whom, why) in new[]
        {
            (ann, dee, Refusal.TooManyConnections), (cas, ann, Refusal.OtherHasTooManyConnections),
        })
        {
            var before = await Store.Relation(who.Id, whom.Id, default);
            Assert.Equal(new(before, why), await Act(who, yes, whom, quotas: quotas));
            Assert.Equal(before, await Store.Relation(who.Id, whom.Id, default));
            Assert.Equal(before.Mirror(), await Store.Relation(whom.Id, who.Id, default));
        }

        await GraphCheck.AssertWhole(Store, [ann.Id, bob.Id, cas.Id, dee.Id]);
        await Act(bob, RelationAction.Disconnect, ann, quotas: quotas);
        Assert.Null((await Act(cas, yes, ann, quotas: quotas)).Refusal);
        Assert.Equal(Refusal.TooManyConnections, (await Act(ann, yes, dee, quotas: quotas)).Refusal);
    }

    [Fact]
    public async Task What_is_there_when_a_quota_is_lowered_stays_and_can_be_ended()
    {
        var (ann, others) = (await Person(), await Persons(5));
        foreach (var other in others[..3])
            await Act(ann, RelationAction.Request, other);
        await Connect(ann, others[3], s_noon);
        await Connect(ann, others[4], s_noon);
        var quotas = new Quotas { OpenRequests = 1, RequestsPerDay = 1, Connections = 1 };
        Assert.Null((await Act(others[0], RelationAction.Decline, ann, quotas: quotas)).Refusal);
        Assert.Null((await Act(others[0], RelationAction.Restore, ann, quotas: quotas)).Refusal);
        Assert.Null((await Act(ann, RelationAction.Withdraw, others[1], quotas: quotas)).Refusal);
        Assert.Null((await Act(ann, RelationAction.Disconnect, others[3], quotas: quotas)).Refusal);
        Assert.Null((await Act(ann, RelationAction.Block, others[4], quotas: quotas)).Refusal);
        Assert.Equal(new Counters { Sent = 2, Blocking = 1 }, await Store.Counters(ann.Id, default));
    }

    [Fact]
    public async Task However_many_a_person_asks_at_once_no_more_than_the_quotas_get_through()
    {
        foreach (var quotas in new[] { new Quotas { OpenRequests = 7 }, new Quotas { RequestsPerDay = 7 } })
        {
            var (ann, others) = (await Person(), await Persons(40));
            var asked = await Task.WhenAll(
                others.Select(other => Task.Run(() => Act(ann, RelationAction.Request, other, quotas: quotas))));
            Assert.Equal(7, asked.Count(one => one.Refusal is null));
            Assert.Equal(7, (await Store.Counters(ann.Id, default)).Sent);
            await GraphCheck.AssertWhole(Store, [ann.Id, .. others.Select(other => other.Id)]);
        }
    }

    [Fact]
    public async Task However_many_say_yes_at_once_nobody_is_connected_beyond_the_quota()
    {
        var (people, quotas) = (await Persons(12), new Quotas { Connections = 3 });
        var pairs = (from one in people from other in people where one.Id < other.Id select (one, other)).ToList();
        foreach (var (one, other) in pairs)
            await Act(one, RelationAction.Request, other, quotas: quotas);
        await Task.WhenAll(pairs.Select(pair => Task.Run(() => Act(pair.other, RelationAction.Accept, pair.one, quotas: quotas))));
        var connected = (await Store.Counters(null, [.. people.Select(person => person.Id)], default))
            .ToDictionary(one => one.Key, one => one.Value.Connected);
        Assert.All(connected.Values, count => Assert.InRange(count, 0, 3));
        foreach (var (one, other) in pairs)
        {
            // Nobody was refused but for somebody who is full.
            if ((await Store.Relation(one.Id, other.Id, default)).Tie is not Tie.Connected)
                Assert.Contains(3, new[] { connected[one.Id], connected[other.Id] });
        }

        await GraphCheck.AssertWhole(Store, [.. people.Select(person => person.Id)]);
    }

    [Fact]
    public async Task However_people_walk_under_quotas_the_store_and_the_model_agree()
    {
        var (random, model, people, refusals) = (new Random(7), new ModelStore(), await Persons(5), new HashSet<Refusal?>());
        foreach (var person in people)
            await model.Add(person, null, default);
        Quotas[] anyQuotas = [new() { OpenRequests = 1 }, new() { RequestsPerDay = 1 }, new() { Connections = 1 }, Quotas.None];
        RelationAction[] actions =
        [
            RelationAction.Request, RelationAction.RequestOrAccept, RelationAction.Accept,
            RelationAction.Withdraw, RelationAction.Disconnect,
        ];
        var now = s_noon;
        for (var step = 0; step < 500; step++)
        {
            now += TimeSpan.FromMinutes(random.Next(60));
            var pair = random.GetItems(people.ToArray(), 2);
            if (pair[0] == pair[1])
                continue;
            var context = new ActionContext(pair[0].Id, pair[1].Id, now, new(Ids.Next()));
            var quotas = anyQuotas[random.Next(anyQuotas.Length)];
            var command = new RelationCommand(actions[random.Next(actions.Length)], new(Ids.Next()));
            Transition Decide(Relation before) => RelationRules.Apply(before, command, context.At, new());
            var expected = await model.Act(context, Decide, quotas, default);
            Assert.Equal(expected, await Store.Act(context, Decide, quotas, default));
            refusals.Add(expected.Refusal);
        }

        await AssertSame(model, [.. people], random);
        Assert.Empty(Enum.GetValues<Refusal>().Where(one => one >= Refusal.TooManyOpenRequests).Except(refusals.OfType<Refusal>()));
    }

    [Fact]
    public async Task A_newcomer_has_fewer_requests_a_day_until_their_account_is_old_enough()
    {
        var clock = new TestClock();
        clock.Advance(QuotaRules.RestOfDay(clock.Now()) + TimeSpan.FromHours(12));
        var ann = NewUser(await Store.NewUserId(default)) with { CreatedAt = clock.Now() };
        Assert.Null(await Store.Add(ann, null, default));
        var others = await Persons(5);
        var connections = new Connections(Store, clock, Ids);
        var quotas = new Quotas { RequestsPerDay = 3, NewcomerRequestsPerDay = 1, NewcomerFor = TimeSpan.FromDays(7) };
        var looking = Looking(ann);
        looking = looking with { Community = looking.Community with { Rules = new() { Quotas = quotas } } };
        Assert.Null((await Ask(0)).Refusal);
        Assert.Equal(Refusal.TooManyRequestsToday, (await Ask(1)).Refusal);
        clock.Advance(TimeSpan.FromDays(7));
        foreach (var other in new[] { 1, 2, 3 })
            Assert.Null((await Ask(other)).Refusal);
        Assert.Equal(Refusal.TooManyRequestsToday, (await Ask(4)).Refusal);

        Task<Transition> Ask(int other) => connections.Act(looking, others[other].Id, new RelationCommand(RelationAction.Request), default);
    }
}
