using System.Collections.Concurrent;
using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

/// <summary>
/// What forks or fails the original in most tries, a thousand times each: every try has one winner, the losers hear why in the documented
/// words, and both sides agree with how it ended.
/// </summary>
public sealed class ContestTests(TestServer server)
{
    private const int Tries = 1000;
    private const int AtOnce = 16;

    private sealed record Pair(Person Ann, Person Bob)
    {
        public string OfAnn => $"/users/{Ann.Key.Value}/connection";

        public string OfBob => $"/users/{Bob.Key.Value}/connection";
    }

    [Fact]
    public Task Of_two_crossed_requests_one_is_sent() => Try(async pair =>
    {
        var replies = await Together(() => Ask(pair.Ann, pair.OfBob), () => Ask(pair.Bob, pair.OfAnn));
        OneWins(replies, HttpStatusCode.Created, "connection/request-pending");
        Assert.Equal(replies[0].Status is HttpStatusCode.Created ? Tie.Sent : Tie.Received, await server.Tie(pair.Ann, pair.Bob));
        await Mirrored(pair);
    });

    [Fact]
    public Task Of_the_same_request_three_times_one_is_sent() => Try(async pair =>
    {
        var replies = await Together(
            () => Ask(pair.Ann, pair.OfBob), () => Ask(pair.Ann, pair.OfBob), () => Ask(pair.Ann, pair.OfBob));
        var won = OneWins(replies, HttpStatusCode.Created, "connection/request-pending");
        Assert.Equal(won["id"].GetGuid(), (await server.RequestBetween(pair.Bob, pair.Ann)).Id.Value);
        await Mirrored(pair);
    });

    /// <summary>
    /// One verb takes a request back and ends a connection. A deletion that comes in while the request is open either takes it back, and
    /// then the acceptance finds nothing, or finds it accepted meanwhile and does nothing. One that comes in after the acceptance ends
    /// the connection, and says so: then both did what they said, one after the other.
    /// </summary>
    [Fact]
    public Task Of_an_acceptance_and_a_withdrawal_one_wins_and_no_connection_ends_unsaid() => Try(async pair =>
    {
        var id = await server.Ask(pair.Ann, pair.Bob);
        var replies = await Together(
            () => server.As(pair.Bob, "PATCH", $"/connections/{id}/accept", "{}"),
            () => server.As(pair.Ann, "DELETE", $"/connections/{id}"));
        var accepted = replies[0].Status is HttpStatusCode.OK;
        var ended = replies[1].Status is HttpStatusCode.OK ? replies[1]["message"].GetString() : null;
        Assert.Equal(!accepted, ended == "Connection request withdrawn successfully.");
        if (!accepted)
            replies[0].IsFault(404, "connection/not-found");
        if (ended is null)
            replies[1].IsFault(404, "connection/not-found");
        Assert.Equal(accepted && ended is null ? Tie.Connected : Tie.None, await server.Tie(pair.Ann, pair.Bob));
        await Mirrored(pair);
    });

    private async Task Try(Func<Pair, Task> contest)
    {
        var failed = new ConcurrentBag<Exception>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Tries), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            try
            {
                await contest(new(await server.Person("ann"), await server.Person("bob")));
            }
            catch (Exception e)
            {
                failed.Add(e);
            }
        });
        Assert.True(failed.IsEmpty, $"{failed.Count} of {Tries} tries failed, one of them with {failed.FirstOrDefault()}");
    }

    private Task<Reply> Ask(Person viewer, string path) => server.As(viewer, "POST", path, "{}");

    private async Task Mirrored(Pair pair)
    {
        var (here, there) = (await server.Store.Relation(pair.Ann.Id, pair.Bob.Id, default),
            await server.Store.Relation(pair.Bob.Id, pair.Ann.Id, default));
        Assert.Equal(here, there.Mirror());
    }

    private static Reply OneWins(Reply[] replies, HttpStatusCode status, string refusal)
    {
        foreach (var loser in replies.Where(one => one.Status != status))
            loser.IsFault(409, refusal);
        return Assert.Single(replies, one => one.Status == status);
    }

    private static async Task<Reply[]> Together(params Func<Task<Reply>>[] calls)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = calls.Select(call => Task.Run(async () =>
        {
            await go.Task;
            return await call();
        })).ToList();
        go.SetResult();
        return await Task.WhenAll(running);
    }
}
