using System.Collections.Concurrent;
using Acquaint.Server.Tests.Dialects;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// Fifty callers do everything to two hundred people of two communities in all dialects, several at a time on the same pair. At the end
/// each pair's changes have an order that leads to what is stored, and they are those that the answers told of, no more and no fewer.
/// </summary>
[Collection(Arena.Collection)]
public sealed class MixTests(Arena arena)
{
    private const int Callers = 50;
    private const int People = 160;
    private const int Strangers = 40;

    /// <summary>Actions that follow each other on one pair: with fifty callers, all of them under way at once.</summary>
    private const int InARow = 5;

    public static TheoryData<string> Engines => [.. Arena.Engines];

    private enum Verb
    {
        Request,
        Accept,
        Decline,
        Restore,
        Withdraw,
        Disconnect,
        Block,
    }

    private static readonly Verb[] s_often =
    [
        Verb.Request, Verb.Request, Verb.Request, Verb.Accept, Verb.Accept, Verb.Decline, Verb.Decline, Verb.Restore, Verb.Withdraw,
        Verb.Disconnect, Verb.Disconnect, Verb.Block,
    ];

    private readonly record struct Told(UserId Viewer, UserId Other, Verb Verb, Said Said);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Everything_at_once_leaves_what_some_order_of_it_would(string engine)
    {
        var server = arena.On(engine);
        var elsewhere = await server.NewCommunity("elsewhere", TestServer.WithoutQuotas);
        var people = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => server.Person("crowd")));
        var others = await Task.WhenAll(Enumerable.Range(0, Strangers).Select(_ => server.Person("crowd", community: elsewhere)));
        (Person, Person)[] across = [.. others.Select((other, i) => (people[i], other))];
        (Person, Person)[] pairs = [.. Ring(people, 1), .. Ring(people, 2), .. Ring(others, 1), .. across];
        new Random(1).Shuffle(pairs);

        var all = await Everything(server, pairs);

        Assert.DoesNotContain(all, one => (int)one.Said.Status >= 500);
        foreach (var verb in Enum.GetValues<Verb>())
            Assert.Contains(all, one => one.Verb == verb && one.Said.Done);
        var told = all.ToLookup(one => (one.Viewer, one.Other));
        await GraphCheck.AssertWhole(server.Store, [.. people.Concat(others).Select(person => person.Id)]);
        var changes = await Changes(server, people.Concat(others));
        foreach (var (one, other) in pairs)
        {
            var (mine, theirs) = ((one.Id, other.Id), (other.Id, one.Id));
            Assert.Equal("", Mismatch(told[mine], changes[mine]));
            Assert.Equal("", Mismatch(told[theirs], changes[theirs]));
            var end = await server.Store.Relation(one.Id, other.Id, default);
            Assert.True(SerialOrder.Exists(one.Id, changes[mine].Concat(changes[theirs]), end), $"no order of changes leads to {end}");
        }

        foreach (var (one, other) in across)
            Assert.Equal(Relation.Blank, await server.Store.Relation(one.Id, other.Id, default));
    }

    private static IEnumerable<(Person, Person)> Ring(Person[] people, int apart) =>
        people.Select((person, i) => (person, people[(i + apart) % people.Length]));

    private static async Task<List<Told>> Everything(TestServer server, (Person, Person)[] pairs)
    {
        var drivers = Drivers.OfProduct(server);
        var told = new ConcurrentBag<Told>();
        var actions = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (var i = 0; i < Scale.Actions; i++)
            {
                var (viewer, other) = pairs[Interlocked.Increment(ref actions) / InARow % pairs.Length];
                if (random.Next(2) == 0)
                    (viewer, other) = (other, viewer);
                var verb = s_often[random.Next(s_often.Length)];
                // Not every dialect can take a decline back.
                var dialect = verb is Verb.Restore ? drivers.First(one => one.Restores) : drivers[random.Next(drivers.Count)];
                told.Add(new(viewer.Id, other.Id, verb, await Do(dialect, verb, viewer, other)));
            }
        })));
        return [.. told];
    }

    private static Task<Said> Do(IDialectDriver dialect, Verb verb, Person viewer, Person other) => verb switch
    {
        Verb.Request => dialect.Request(viewer, other),
        Verb.Accept => dialect.Accept(viewer, other),
        Verb.Decline => dialect.Decline(viewer, other),
        Verb.Restore => dialect.Restore(viewer, other),
        Verb.Withdraw => dialect.Withdraw(viewer, other),
        Verb.Disconnect => dialect.Disconnect(viewer, other),
        Verb.Block => dialect.Block(viewer, other),
    };

    private static async Task<ILookup<(UserId Actor, UserId Recipient), Change>> Changes(TestServer server, IEnumerable<Person> people)
    {
        var all = new List<Change>();
        foreach (var person in people)
            all.AddRange(await server.Store.Changes(person.Id, int.MaxValue, default));
        return all.ToLookup(change => (change.Actor, change.Recipient));
    }

    /// <summary>What one was told to have done to the other, held against what is stored of it; empty when they agree.</summary>
    private static string Mismatch(IEnumerable<Told> told, IEnumerable<Change> stored)
    {
        var done = told.Where(one => one.Said.Done).CountBy(one => one.Verb).ToDictionary();
        var kinds = stored.CountBy(change => change.Kind).ToDictionary();
        int Done(params Verb[] verbs) => verbs.Sum(verb => done.GetValueOrDefault(verb));
        int Stored(params ChangeKind[] some) => some.Sum(kind => kinds.GetValueOrDefault(kind));

        // Declining twice is no second change; everything else that was done is one.
        var ends = Done(Verb.Withdraw, Verb.Disconnect) + told.Count(one => one.Said.DidAnother);
        var ended = Stored(
            ChangeKind.RequestWithdrawn, ChangeKind.Disconnected, ChangeKind.RequestDeclined, ChangeKind.DeclineDiscarded);
        var agree = Stored(ChangeKind.RequestSent, ChangeKind.RequestAccepted) == Done(Verb.Request, Verb.Accept)
            && Stored(ChangeKind.RequestRestored) == Done(Verb.Restore)
            && Stored(ChangeKind.Blocked, ChangeKind.Unblocked) == Done(Verb.Block)
            && ended >= ends
            && ended <= ends + Done(Verb.Decline);
        return agree ? "" : $"told {string.Join(' ', done)} and {ends} endings, stored {string.Join(' ', kinds)}";
    }
}
