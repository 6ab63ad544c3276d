using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>People of whom everybody asks everybody, through many callers at once, and which of their requests were answered.</summary>
internal sealed class Askers
{
    private const int Callers = 16;
    private static int s_made;
    private readonly List<User> _people = [];
    private readonly Dictionary<UserId, string> _tokens = [];
    private readonly ConcurrentBag<(UserId Viewer, UserId Other)> _answered = [];
    private int _failed;

    /// <summary>How many requests the server said yes to.</summary>
    public int Answered => _answered.Count;

    /// <summary>How many it answered with its own failure.</summary>
    public int Failed => _failed;

    /// <summary>Adds people, and makes their tokens as a server with this key will know them.</summary>
    public static async Task<Askers> Gather(string connection, SigningKey key, int people)
    {
        var askers = new Askers();
        await using var store = await Database.Open(connection, default);
        await using var services = new ServiceCollection().AddAcquaint(store, key).BuildServiceProvider();
        var directory = services.GetRequiredService<CommunityList>();
        await directory.EnsureOne(default);
        var community = await directory.Default(default);
        community = community with { Rules = TestServer.WithoutQuotas(community.Rules) };
        await directory.Save(community, default);
        var dialect = services.GetServices<IDialect>().Single(one => one.Name == "selfcommunity");
        for (var i = 0; i < people; i++)
        {
            var account = new NewAccount($"person{Interlocked.Increment(ref s_made)}");
            var user = (await services.GetRequiredService<AccountService>().Open(community, account, default)).User!;
            askers._people.Add(user);
            askers._tokens.Add(user.Id, dialect.IssueToken(community, user));
        }

        return askers;
    }

    /// <summary>Until all is asked, the server is down, or the test says stop. A server without its database is asked again.</summary>
    public Task AskEverybody(Uri url, CancellationToken stop) => Task.WhenAll(
        Enumerable.Range(0, Callers).Select(caller => Task.Run(() => AskEverybody(url, caller, stop), stop)));

    /// <summary>What was answered is there, once, and what is there is whole.</summary>
    public async Task AssertKept(string connection)
    {
        await using var store = await Database.Open(connection, default);
        foreach (var (viewer, other) in _answered)
            Assert.Equal(Tie.Sent, (await store.Relation(viewer, other, default)).Tie);
        await GraphCheck.AssertWhole(store, [.. _people.Select(user => user.Id)]);
        foreach (var person in _people)
        {
            // Each request that is there has told its addressee once.
            var told = await store.Changes(person.Id, 1000, default);
            Assert.Equal((await store.Counters(person.Id, default)).Received, told.Count);
        }
    }

    private async Task AskEverybody(Uri url, int caller, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = url };
        var pairs = from viewer in _people from other in _people where viewer.Id < other.Id select (viewer.Id, other.Id);
        try
        {
            foreach (var (viewer, other) in pairs.Where((_, i) => i % Callers == caller))
            {
                while (await Ask(http, viewer, other, stop) is HttpStatusCode.ServiceUnavailable)
                    await Task.Delay(20, stop);
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            // The server was killed, or the test is over.
        }
    }

    private async Task<HttpStatusCode> Ask(HttpClient http, UserId viewer, UserId other, CancellationToken stop)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/user/{other}/connection/request/");
        ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[viewer]);
        using var answer = await http.SendAsync(ask, stop);
        if (answer.StatusCode is HttpStatusCode.OK)
            _answered.Add((viewer, other));
        else if ((int)answer.StatusCode >= 500)
            Interlocked.Increment(ref _failed);
        return answer.StatusCode;
    }
}
