using Acquaint.Server.Tests.Dialects;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// Conflicting calls on the same pair at the same instant, over HTTP, many pairs at once. Whoever wins, the graph stays whole, every
/// answer agrees with how it ended, each change is stored once, and nobody sees a 5xx.
/// </summary>
[Collection(Arena.Collection)]
public sealed class DuelTests(Arena arena)
{
    private const string TwoDialects = "two dialects";
    private const int AtOnce = 20;

    /// <summary>With how many others each person duels: their counters are fought over too.</summary>
    private const int PairsPerPerson = 10;

    public static TheoryData<string, string, string> Duels
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var engine in Arena.Engines)
            {
                foreach (var duel in Duel.All)
                {
                    foreach (var dialect in TestedDialects.OfProduct.Select(one => one.Name).Append(TwoDialects))
                        all.Add(duel.Name, dialect, engine);
                }
            }

            return all;
        }
    }

    private sealed record Fought(Bout Bout, IReadOnlyList<Ending> Endings, Said First, Said Second);

    [Theory]
    [MemberData(nameof(Duels))]
    public async Task A_duel_ends_as_if_one_call_had_come_after_the_other(string name, string dialect, string engine)
    {
        var (server, duel) = (arena.On(engine), Duel.All.Single(one => one.Name == name));
        var pairs = engine == Arena.ThreeServers ? Scale.Pairs / 3 : Scale.Pairs;
        var people = await Task.WhenAll(Enumerable.Range(0, pairs / (PairsPerPerson / 2)).Select(_ => server.Person("duel")));
        var fights = new Fought[pairs];
        var dialects = Dialects(server, dialect);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, pairs),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, _) =>
            {
                var bout = await Begin(server, duel, Pair(people, i));
                fights[i] = await Fight(duel, bout, dialects[i % dialects.Count], firstIsReady: i % 4 < 2);
            });

        var endings = await Judge(server, people, fights);
        Report(duel, dialect, engine, endings);
        var broken = endings.Where(one => one.Ending is null).Select(one => one.Seen).ToList();
        Assert.True(broken.Count == 0, $"{broken.Count} of {pairs} ended as no order of the calls could: {broken.FirstOrDefault()}");
        await GraphCheck.AssertWhole(server.Store, [.. people.Select(person => person.Id)]);
    }

    /// <summary>In which dialects the first and the second call are made; with two, every two take their turn.</summary>
    private static List<(IDialectDriver First, IDialectDriver Second)> Dialects(TestServer server, string dialect)
    {
        var all = Drivers.OfProduct(server);
        return
        [
            .. from first in all
               from second in all
               where dialect == TwoDialects ? first != second : first == second && first.Name == dialect
               select (first, second),
        ];
    }

    /// <summary>Neighbours in a ring, then those two apart, and so on: no pair twice, and no person in many of those under way.</summary>
    private static (Person Ann, Person Bob) Pair(Person[] people, int i)
    {
        var (round, place) = (i / people.Length, i % people.Length);
        var (one, other) = (people[place], people[(place + round + 1) % people.Length]);
        return i % 2 == 0 ? (one, other) : (other, one);
    }

    private static async Task<Fought> Fight(Duel duel, Bout bout, (IDialectDriver First, IDialectDriver Second) dialects, bool firstIsReady)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Who waits first is often served last, so they take turns at it.
        var early = firstIsReady ? First() : null;
        var second = After(go.Task, () => duel.CallSecond(dialects.Second, bout));
        var first = early ?? First();
        go.SetResult();
        return new(bout, duel.Endings(dialects.First, dialects.Second), await first, await second);

        Task<Said> First() => After(go.Task, () => duel.CallFirst(dialects.First, bout));
    }

    private static Task<Said> After(Task signal, Func<Task<Said>> call) => Task.Run(async () =>
    {
        await signal;
        return await call();
    });

    private static async Task<Bout> Begin(TestServer server, Duel duel, (Person Ann, Person Bob) pair)
    {
        var bout = new Bout(pair.Ann, pair.Bob, default);
        if (!duel.BeginsAsked)
            return bout;
        await server.Requested(pair.Ann, pair.Bob);
        var relation = await server.Store.Relation(pair.Ann.Id, pair.Bob.Id, default);
        return bout with { Request = relation.Request!.Id };
    }

    /// <summary>What each bout came to, and the legal ending that this is; none when it is broken.</summary>
    private static async Task<List<(Outcome Seen, Ending? Ending)>> Judge(TestServer server, Person[] people, Fought[] fights)
    {
        var heard = new Dictionary<(UserId Recipient, UserId Actor), string>();
        foreach (var person in people)
        {
            foreach (var from in (await server.Store.Changes(person.Id, int.MaxValue, default)).GroupBy(change => change.Actor))
                heard.Add((person.Id, from.Key), Ending.Words(from.Select(change => change.Kind)));
        }

        var endings = new List<(Outcome Seen, Ending? Ending)>();
        foreach (var (bout, legal, first, second) in fights)
        {
            var seen = new Outcome(
                first,
                second,
                await server.Store.Relation(bout.Ann.Id, bout.Bob.Id, default),
                heard.GetValueOrDefault((bout.Ann.Id, bout.Bob.Id), ""),
                heard.GetValueOrDefault((bout.Bob.Id, bout.Ann.Id), ""));
            endings.Add((seen, legal.FirstOrDefault(ending => ending.Fits(seen))));
        }

        return endings;
    }

    private void Report(Duel duel, string dialect, string engine, List<(Outcome Seen, Ending? Ending)> endings)
    {
        int Count(Won? won) => endings.Count(one => one.Ending?.Won == won);
        arena.Note(endings.Select(one => one.Ending?.Note).OfType<string>());
        arena.Row(
            $"| {duel.Name} ({duel.First} : {duel.Second}) | {dialect} | {engine} "
            + $"| {endings.Count} | {Count(Won.First)} | {Count(Won.Second)} | {Count(Won.Both)} | {Count(null)} |");
    }
}
