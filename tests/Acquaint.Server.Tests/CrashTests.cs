using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Acquaint.Core;
using Acquaint.Server.Accounts;
using Acquaint.Server.Dialects;
using Acquaint.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>The server killed in the middle of writing: what it answered is there, what is there is whole.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Rounds = 5;
    private const int Callers = 16;
    private int _made;
    private readonly string _folder = Directory.CreateTempSubdirectory("acquaint-crash-").FullName;

    private string Connection => $"Data Source={Path.Combine(_folder, "crash.db")}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_under_load_it_loses_no_answered_write_and_leaves_no_half_edge()
    {
        var answered = new ConcurrentBag<(UserId Viewer, UserId Other)>();
        for (var round = 0; round < Rounds; round++)
        {
            var (people, tokens) = await Prepare();
            using var server = await ServerProcess.Serve("--database", Connection);
            using var stop = new CancellationTokenSource();
            var load = Task.WhenAll(Enumerable.Range(0, Callers).Select(
                caller => Task.Run(() => AskEverybody(server.Url, people, tokens, caller, answered, stop.Token))));
            var before = answered.Count;
            while (answered.Count < before + 100 + (37 * round))
                await Task.Delay(1);
            await server.Kill();
            await stop.CancelAsync();
            await load;
            await Look(people, answered);
        }

        Assert.True(answered.Count > Rounds * 100);
    }

    /// <summary>Adds people, and makes their tokens as the server will know them.</summary>
    private async Task<(List<User> People, Dictionary<UserId, string> Tokens)> Prepare()
    {
        await using var store = await Database.Open(Connection, default);
        await using var services = new ServiceCollection()
            .AddAcquaint(store, Settings.From(Connection).Key).BuildServiceProvider();
        var directory = services.GetRequiredService<CommunityDirectory>();
        await directory.EnsureOne(default);
        var community = await directory.Default(default);
        var dialect = services.GetServices<IDialect>().Single(one => one.Name == "selfcommunity");
        var people = new List<User>();
        for (var i = 0; i < 60; i++)
        {
            var account = new NewAccount($"person{Interlocked.Increment(ref _made)}");
            people.Add((await services.GetRequiredService<AccountService>().Open(community, account, default)).User!);
        }

        return (people, people.ToDictionary(user => user.Id, user => dialect.IssueToken(community, user)));
    }

    private static async Task AskEverybody(
        Uri url,
        List<User> people,
        Dictionary<UserId, string> tokens,
        int caller,
        ConcurrentBag<(UserId Viewer, UserId Other)> answered,
        CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = url };
        var pairs = from viewer in people from other in people where viewer.Id < other.Id select (viewer.Id, other.Id);
        foreach (var (viewer, other) in pairs.Where((_, i) => i % Callers == caller))
        {
            using var ask = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/user/{other}/connection/request/");
            ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens[viewer]);
            try
            {
                using var answer = await http.SendAsync(ask, stop);
                if (answer.StatusCode == HttpStatusCode.OK)
                    answered.Add((viewer, other));
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                return;
            }
        }
    }

    private async Task Look(List<User> people, ConcurrentBag<(UserId Viewer, UserId Other)> answered)
    {
        await using var store = await Database.Open(Connection, default);
        foreach (var (viewer, other) in answered)
            Assert.Equal(Tie.Sent, (await store.Relation(viewer, other, default)).Tie);
        await GraphCheck.AssertWhole(store, [.. people.Select(user => user.Id)]);
        foreach (var person in people)
        {
            // Each request that is there has told its addressee once.
            var told = await store.Changes(person.Id, 1000, default);
            Assert.Equal((await store.Tally(person.Id, default)).Received, told.Count);
        }
    }
}
