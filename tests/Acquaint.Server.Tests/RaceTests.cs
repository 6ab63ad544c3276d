using Acquaint.Core;
using Acquaint.Server.Tests.Dialects;
using Xunit;

namespace Acquaint.Server.Tests;

public sealed class RaceTests(TestServer server) : Races(server, pairs: 250);

/// <summary>
/// Conflicting calls at the same instant, forty callers at once, over HTTP. Whoever wins, one wins, the graph stays whole, every answer
/// agrees with how it ended, and nobody sees a 5xx.
/// </summary>
public abstract class Races(TestServer server, int pairs)
{
    private const int Callers = 40;

    public static TheoryData<string> Dialects => Drivers.Names;

    private sealed record Pair(Person Ann, Person Bob);

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Crossed_requests_end_in_one_request_or_one_connection(string dialect)
    {
        var driver = Drivers.Of(server, dialect);
        await OnPairs(async pair =>
        {
            var said = await Together(() => driver.Request(pair.Ann, pair.Bob), () => driver.Request(pair.Bob, pair.Ann));
            var tie = await server.Tie(pair.Ann, pair.Bob);
            // Where the second of two crossed requests is a yes, both are done; elsewhere one is.
            if (said.All(one => one.Done))
                Assert.Equal(Tie.Connected, tie);
            else
                Assert.Equal(said[0].Done ? Tie.Sent : Tie.Received, tie);
            Assert.Contains(said, one => one.Done);
            Assert.Equal(dialect == "replyke", said.Any(one => !one.Done));
        });
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Of_two_acceptances_one_is_the_one(string dialect)
    {
        var driver = Drivers.Of(server, dialect);
        await OnPairs(async pair =>
        {
            await server.Requested(pair.Ann, pair.Bob);
            var said = await Together(() => driver.Accept(pair.Bob, pair.Ann), () => driver.Accept(pair.Bob, pair.Ann));
            Assert.Single(said, one => one.Done);
            Assert.Equal(Tie.Connected, await server.Tie(pair.Ann, pair.Bob));
            Assert.Single(await server.Store.Changes(pair.Ann.Id, 10, default));
        });
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Either_the_acceptance_or_the_withdrawal_wins(string dialect)
    {
        var driver = Drivers.Of(server, dialect);
        await OnPairs(async pair =>
        {
            await server.Requested(pair.Ann, pair.Bob);
            var said = await Together(() => driver.Accept(pair.Bob, pair.Ann), () => driver.Withdraw(pair.Ann, pair.Bob));
            Assert.Single(said, one => one.Done);
            Assert.Equal(said[0].Done, await Happened(pair.Ann, ChangeKind.RequestAccepted));
            Assert.Equal(said[1].Done, await Happened(pair.Bob, ChangeKind.RequestWithdrawn));
            // Replyke withdraws and disconnects by one verb: a call that comes in after the acceptance ends the connection, and says so.
            var ended = await Happened(pair.Bob, ChangeKind.Disconnected);
            Assert.False(ended && dialect != "replyke");
            Assert.Equal(said[0].Done && !ended ? Tie.Connected : Tie.None, await server.Tie(pair.Ann, pair.Bob));
        });
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Either_the_acceptance_or_the_decline_stands(string dialect)
    {
        var driver = Drivers.Of(server, dialect);
        await OnPairs(async pair =>
        {
            await server.Requested(pair.Ann, pair.Bob);
            var said = await Together(() => driver.Accept(pair.Bob, pair.Ann), () => driver.Decline(pair.Bob, pair.Ann));
            var tie = await server.Tie(pair.Ann, pair.Bob);
            // SelfCommunity can accept what was declined, so there an acceptance that comes second stands too; it is never undone.
            if (dialect != "selfcommunity")
                Assert.Single(said, one => one.Done);
            Assert.Equal(said[0].Done ? Tie.Connected : Tie.DeclinedByThem, tie);
            Assert.Contains(said, one => one.Done);
        });
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task The_same_request_three_times_is_one_request(string dialect)
    {
        var driver = Drivers.Of(server, dialect);
        await OnPairs(async pair =>
        {
            Task<Said> Ask() => driver.Request(pair.Ann, pair.Bob);
            var said = await Together(Ask, Ask, Ask);
            Assert.Single(said, one => one.Done);
            Assert.Single(await server.Store.Changes(pair.Bob.Id, 10, default));
        });
    }

    [Fact]
    public async Task Crossed_requests_in_two_dialects_end_in_one_state()
    {
        var drivers = Drivers.All(server);
        await OnPairs(async pair =>
        {
            var (first, second) = (drivers[(int)(pair.Ann.Id.Value % 3)], drivers[(int)(pair.Bob.Id.Value / 3 % 3)]);
            var said = await Together(() => first.Request(pair.Ann, pair.Bob), () => second.Request(pair.Bob, pair.Ann));
            var tie = await server.Tie(pair.Ann, pair.Bob);
            Assert.Equal(said.All(one => one.Done) ? Tie.Connected : said[0].Done ? Tie.Sent : Tie.Received, tie);
        });
    }

    [Fact]
    public async Task Twenty_people_who_do_everything_to_each_other_at_once_leave_the_graph_whole()
    {
        var drivers = Drivers.All(server);
        var people = new List<Person>();
        for (var i = 0; i < 20; i++)
            people.Add(await server.Person("crowd"));
        await Parallel.ForEachAsync(Enumerable.Range(0, Callers), async (caller, _) =>
        {
            var random = new Random(caller);
            for (var i = 0; i < 50; i++)
            {
                var driver = drivers[random.Next(3)];
                var (viewer, other) = (people[random.Next(people.Count)], people[random.Next(people.Count)]);
                var said = await (random.Next(5) switch
                {
                    0 or 1 => driver.Request(viewer, other),
                    2 => driver.Accept(viewer, other),
                    3 => driver.Decline(viewer, other),
                    _ => random.Next(2) == 0 ? driver.Withdraw(viewer, other) : driver.Disconnect(viewer, other),
                });
                Assert.True((int)said.Status < 500);
            }
        });
        await GraphCheck.AssertWhole(server.Store, [.. people.Select(person => person.Id)]);
    }

    private async Task<bool> Happened(Person person, ChangeKind kind) =>
        (await server.Store.Changes(person.Id, 10, default)).Any(change => change.Kind == kind);

    /// <summary>Fights on many fresh pairs, forty at a time, and then looks at the whole.</summary>
    private async Task OnPairs(Func<Pair, Task> fight)
    {
        var all = new List<Pair>();
        for (var i = 0; i < pairs; i++)
            all.Add(new(await server.Person("ann"), await server.Person("bob")));
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Callers / 2 };
        await Parallel.ForEachAsync(all, atOnce, async (pair, _) => await fight(pair));
        foreach (var pair in all)
            await GraphCheck.AssertWhole(server.Store, [pair.Ann.Id, pair.Bob.Id]);
    }

    /// <summary>Lets all go at the same moment.</summary>
    private static async Task<Said[]> Together(params Func<Task<Said>>[] calls)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = calls.Select(call => Task.Run(async () =>
        {
            await go.Task;
            return await call();
        })).ToList();
        go.SetResult();
        var said = await Task.WhenAll(running);
        Assert.All(said, one => Assert.True((int)one.Status < 500, $"{one.Status}"));
        return said;
    }
}
