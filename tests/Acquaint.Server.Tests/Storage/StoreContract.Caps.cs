using Acquaint.Core;
using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The part about caps.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task At_the_cap_of_open_requests_one_more_is_refused_and_nothing_is_written()
    {
        var (ann, others, caps) = (await Person(), await Persons(4), new Caps { OpenRequests = 3 });
        foreach (var other in others[..3])
            Assert.Null((await Act(ann, RelationAction.Request, other, caps: caps)).Refusal);
        var refused = await Act(ann, RelationAction.Request, others[3], caps: caps);
        Assert.Equal(new(Relation.Blank, Refusal.TooManyOpenRequests), refused);
        Assert.Empty(await Store.Relations(ann.Id, [others[3].Id], default));
        Assert.Empty(await Store.Relations(others[3].Id, [ann.Id], default));
        Assert.Empty(await Store.Changes(others[3].Id, 10, default));
        Assert.Equal(new Tally { Sent = 3 }, await Store.Tally(ann.Id, default));
        await GraphCheck.AssertWhole(Store, [ann.Id, .. others.Select(other => other.Id)]);
    }

    [Theory]
    [InlineData(RelationAction.Withdraw)]
    [InlineData(RelationAction.Decline)]
    [InlineData(RelationAction.Accept)]
    [InlineData(RelationAction.Block)]
    public async Task A_request_that_is_open_no_more_makes_room_for_another(RelationAction end)
    {
        var (ann, bob, cas, caps) = (await Person(), await Person(), await Person(), new Caps { OpenRequests = 1 });
        Assert.Null((await Act(ann, RelationAction.Request, bob, caps: caps)).Refusal);
        Assert.Equal(Refusal.TooManyOpenRequests, (await Act(ann, RelationAction.Request, cas, caps: caps)).Refusal);
        var (who, whom) = end is RelationAction.Withdraw ? (ann, bob) : (bob, ann);
        Assert.Null((await Act(who, end, whom, caps: caps)).Refusal);
        Assert.Null((await Act(ann, RelationAction.Request, cas, caps: caps)).Refusal);
    }

    [Fact]
    public async Task The_requests_of_a_day_count_whatever_became_of_them_and_refused_ones_do_not()
    {
        var (ann, others, caps) = (await Person(), await Persons(4), new Caps { OpenRequests = 1, RequestsPerDay = 3 });
        foreach (var other in others[..3])
        {
            Assert.Null((await Act(ann, RelationAction.Request, other, caps: caps)).Refusal);
            Assert.Equal(Refusal.TooManyOpenRequests, (await Act(ann, RelationAction.Request, others[3], caps: caps)).Refusal);
            Assert.Equal(Refusal.AlreadyRequested, (await Act(ann, RelationAction.Request, other, caps: caps)).Refusal);
            await Act(ann, RelationAction.Withdraw, other, caps: caps);
        }

        var refused = await Act(ann, RelationAction.Request, others[3], caps: caps);
        Assert.Equal(new(Relation.Blank, Refusal.TooManyRequestsToday), refused);
        Assert.Equal(default, await Store.Tally(ann.Id, default));
        Assert.Null((await Act(others[3], RelationAction.Request, ann, caps: caps)).Refusal);
    }

    [Fact]
    public async Task A_day_ends_at_midnight_of_UTC()
    {
        var (ann, others, caps) = (await Person(), await Persons(4), new Caps { RequestsPerDay = 1 });
        var midnight = s_noon.AddHours(12);
        Assert.Null((await Ask(0, midnight.AddMicroseconds(-1))).Refusal);
        Assert.Equal(Refusal.TooManyRequestsToday, (await Ask(1, midnight.AddMicroseconds(-1))).Refusal);
        Assert.Null((await Ask(1, midnight)).Refusal);
        Assert.Equal(Refusal.TooManyRequestsToday, (await Ask(2, midnight.AddDays(1).AddMicroseconds(-1))).Refusal);
        await Act(others[3], RelationAction.Request, ann, at: midnight.AddDays(1));
        Assert.Null((await Act(ann, RelationAction.Accept, others[3], at: midnight.AddDays(1), caps: caps)).Refusal);
        Assert.Null((await Ask(2, midnight.AddDays(1))).Refusal);

        Task<Transition> Ask(int other, DateTimeOffset at) => Act(ann, RelationAction.Request, others[other], at: at, caps: caps);
    }

    [Theory]
    [InlineData(RelationAction.Accept)]
    [InlineData(RelationAction.RequestOrAccept)]
    public async Task Whoever_may_send_no_more_requests_still_accepts(RelationAction yes)
    {
        var (ann, bob, caps) = (await Person(), await Person(), new Caps { OpenRequests = 1, RequestsPerDay = 1 });
        await Act(ann, RelationAction.Request, await Person(), caps: caps);
        await Act(bob, RelationAction.Request, ann, caps: caps);
        Assert.Equal(Tie.Connected, (await Act(ann, yes, bob, caps: caps)).Next.Tie);
    }

    [Theory]
    [InlineData(RelationAction.Accept)]
    [InlineData(RelationAction.RequestOrAccept)]
    public async Task No_connection_forms_beyond_the_cap_of_either_side(RelationAction yes)
    {
        var (ann, bob, cas, dee, caps) = (await Person(), await Person(), await Person(), await Person(), new Caps { Connections = 1 });
        await Connect(ann, bob, s_noon);
        await Act(ann, RelationAction.Request, cas, caps: caps);
        await Act(dee, RelationAction.Request, ann, caps: caps);
        foreach (var (who, whom, why) in new[]
        {
            (ann, dee, Refusal.TooManyConnections), (cas, ann, Refusal.OtherHasTooManyConnections),
        })
        {
            var before = await Store.Relation(who.Id, whom.Id, default);
            Assert.Equal(new(before, why), await Act(who, yes, whom, caps: caps));
            Assert.Equal(before, await Store.Relation(who.Id, whom.Id, default));
            Assert.Equal(before.Mirror(), await Store.Relation(whom.Id, who.Id, default));
        }

        await GraphCheck.AssertWhole(Store, [ann.Id, bob.Id, cas.Id, dee.Id]);
        await Act(bob, RelationAction.Disconnect, ann, caps: caps);
        Assert.Null((await Act(cas, yes, ann, caps: caps)).Refusal);
        Assert.Equal(Refusal.TooManyConnections, (await Act(ann, yes, dee, caps: caps)).Refusal);
    }

    [Fact]
    public async Task What_is_there_when_a_cap_is_lowered_stays_and_can_be_ended()
    {
        var (ann, others) = (await Person(), await Persons(5));
        foreach (var other in others[..3])
            await Act(ann, RelationAction.Request, other);
        await Connect(ann, others[3], s_noon);
        await Connect(ann, others[4], s_noon);
        var caps = new Caps { OpenRequests = 1, RequestsPerDay = 1, Connections = 1 };
        Assert.Null((await Act(others[0], RelationAction.Decline, ann, caps: caps)).Refusal);
        Assert.Null((await Act(others[0], RelationAction.Restore, ann, caps: caps)).Refusal);
        Assert.Null((await Act(ann, RelationAction.Withdraw, others[1], caps: caps)).Refusal);
        Assert.Null((await Act(ann, RelationAction.Disconnect, others[3], caps: caps)).Refusal);
        Assert.Null((await Act(ann, RelationAction.Block, others[4], caps: caps)).Refusal);
        Assert.Equal(new Tally { Sent = 2, Blocking = 1 }, await Store.Tally(ann.Id, default));
    }

    [Fact]
    public async Task However_many_a_person_asks_at_once_no_more_than_the_caps_get_through()
    {
        foreach (var caps in new[] { new Caps { OpenRequests = 7 }, new Caps { RequestsPerDay = 7 } })
        {
            var (ann, others) = (await Person(), await Persons(40));
            var asked = await Task.WhenAll(
                others.Select(other => Task.Run(() => Act(ann, RelationAction.Request, other, caps: caps))));
            Assert.Equal(7, asked.Count(one => one.Refusal is null));
            Assert.Equal(7, (await Store.Tally(ann.Id, default)).Sent);
            await GraphCheck.AssertWhole(Store, [ann.Id, .. others.Select(other => other.Id)]);
        }
    }

    [Fact]
    public async Task However_many_say_yes_at_once_nobody_is_connected_beyond_the_cap()
    {
        var (people, caps) = (await Persons(12), new Caps { Connections = 3 });
        var pairs = (from one in people from other in people where one.Id < other.Id select (one, other)).ToList();
        foreach (var (one, other) in pairs)
            await Act(one, RelationAction.Request, other, caps: caps);
        await Task.WhenAll(pairs.Select(pair => Task.Run(() => Act(pair.other, RelationAction.Accept, pair.one, caps: caps))));
        var connected = (await Store.Tallies([.. people.Select(person => person.Id)], default))
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
    public async Task However_people_walk_under_caps_the_store_and_the_model_agree()
    {
        var (random, model, people, refusals) = (new Random(7), new ModelStore(), await Persons(5), new HashSet<Refusal?>());
        foreach (var person in people)
            await model.Add(person, null, default);
        Caps[] anyCaps = [new() { OpenRequests = 1 }, new() { RequestsPerDay = 1 }, new() { Connections = 1 }, Caps.None];
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
            var (move, caps) = (new Move(pair[0].Id, pair[1].Id, now, new(Ids.Next())), anyCaps[random.Next(anyCaps.Length)]);
            var attempt = new Attempt(actions[random.Next(actions.Length)], new(Ids.Next()));
            Transition Decide(Relation before) => RelationRules.Apply(before, attempt, move.At, new());
            var expected = await model.Act(move, Decide, caps, default);
            Assert.Equal(expected, await Store.Act(move, Decide, caps, default));
            refusals.Add(expected.Refusal);
        }

        await AssertSame(model, [.. people], random);
        Assert.Empty(Enum.GetValues<Refusal>().Where(one => one >= Refusal.TooManyOpenRequests).Except(refusals.OfType<Refusal>()));
    }

    [Fact]
    public async Task A_newcomer_has_fewer_requests_a_day_until_their_account_is_old_enough()
    {
        var clock = new TestClock();
        clock.Advance(CapRules.RestOfDay(clock.Now()) + TimeSpan.FromHours(12));
        var ann = NewUser(await Store.NewUserId(default)) with { CreatedAt = clock.Now() };
        Assert.Null(await Store.Add(ann, null, default));
        var others = await Persons(5);
        var connections = new Connections(Store, clock, Ids);
        var caps = new Caps { RequestsPerDay = 3, NewcomerRequestsPerDay = 1, NewcomerFor = TimeSpan.FromDays(7) };
        var looking = Looking(ann);
        looking = looking with { Community = looking.Community with { Rules = new() { Caps = caps } } };
        Assert.Null((await Ask(0)).Refusal);
        Assert.Equal(Refusal.TooManyRequestsToday, (await Ask(1)).Refusal);
        clock.Advance(TimeSpan.FromDays(7));
        foreach (var other in new[] { 1, 2, 3 })
            Assert.Null((await Ask(other)).Refusal);
        Assert.Equal(Refusal.TooManyRequestsToday, (await Ask(4)).Refusal);

        Task<Transition> Ask(int other) => connections.Act(looking, others[other].Id, new Attempt(RelationAction.Request), default);
    }
}
