using System.Net;
using Acquaint.Server.Tests.Dialects.HigherLogic;
using Acquaint.Server.Tests.Dialects.Replyke;
using Acquaint.Server.Tests.Dialects.SelfCommunity;
using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>
/// How often the busiest calls go to PostgreSQL, and with how many statements, BEGIN and COMMIT among them, once the caller, the
/// community and the people are known. These numbers may only fall.
/// </summary>
public sealed class HopTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private CountingEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _server = new(await TestDatabase.OnPostgres()) { Between = engine => _engine = new(engine) };
        await _server.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_acceptance_by_user_is_nine_statements_in_three_trips()
    {
        var (ann, bob) = await Pair();
        var client = _server.As(bob);
        var sent = await Count(
            () => _server.Requested(ann, bob),
            async () => Assert.Equal(HttpStatusCode.OK, (await client.Post($"/api/v2/user/{ann.Id}/connection/accept/")).Status),
            () => _server.Act(bob, RelationAction.Disconnect, ann));
        Assert.Equal(new(Connections: 1, Trips: 3, Statements: 9), sent);
    }

    [Fact]
    public async Task An_acceptance_by_request_is_nine_statements_in_three_trips()
    {
        var (ann, bob) = await Pair();
        var (path, token) = ("", _server.Token(bob, "replyke"));
        var sent = await Count(
            async () => path = $"{ReplykeApi.ProjectOf(bob.Community)}/connections/{await _server.Ask(ann, bob)}/accept",
            async () => Assert.Equal(HttpStatusCode.OK, (await _server.Send("PATCH", path, token, "{}")).Status),
            () => _server.Act(bob, RelationAction.Disconnect, ann));
        Assert.Equal(new(Connections: 1, Trips: 3, Statements: 9), sent);
    }

    [Fact]
    public async Task How_one_stands_to_somebody_known_by_key_is_one_read()
    {
        var (ann, bob) = await Pair();
        await _server.Requested(ann, bob);
        var sent = await Count(async () =>
            Assert.Equal("pending", (await _server.As(ann, "GET", $"/users/{bob.Key.Value}/connection"))["status"].GetString()));
        Assert.Equal(new(Connections: 1, Trips: 2, Statements: 3), sent);
    }

    [Fact]
    public async Task Whose_key_it_is_when_nothing_names_the_community_is_one_read()
    {
        var bob = await _server.Person("bob", community: await _server.NewCommunity("elsewhere"));
        await _server.NewCommunity("another");
        var sent = await Count(async () => Assert.Equal(
            HttpStatusCode.OK, (await _server.Send("GET", $"/api/v6/users/{bob.Key.Value}/connections-count")).Status));
        Assert.Equal(3, sent.Connections);
    }

    [Fact]
    public async Task A_page_of_a_list_is_one_trip()
    {
        var (ann, bob) = await Pair();
        await _server.Requested(ann, bob);
        var client = new HigherLogicClient(_server);
        var sent = await Count(async () => Assert.Single((await client.Sent(ann)).Json.EnumerateArray()));
        Assert.Equal(new(Connections: 1, Trips: 1, Statements: 2), sent);
    }

    private async Task<(Person, Person)> Pair() => (await _server.Person("ann"), await _server.Person("bob"));

    private Task<Hops> Count(Func<Task> call) => Count(() => Task.CompletedTask, call, () => Task.CompletedTask);

    /// <summary>The least that a call needs: the first finds nothing in memory.</summary>
    private async Task<Hops> Count(Func<Task> prepare, Func<Task> call, Func<Task> undo)
    {
        var all = new List<Hops>();
        for (var i = 0; i < 4; i++)
        {
            await prepare();
            _engine.Hops = default;
            await call();
            all.Add(_engine.Hops);
            await undo();
        }

        return all.MinBy(hops => hops.Statements);
    }
}

/// <summary>What went to the database.</summary>
internal readonly record struct Hops(int Connections, int Trips, int Statements);

/// <summary>Counts what an engine sends: BEGIN goes with the first statements, the end of a transaction by itself.</summary>
internal sealed class CountingEngine(ISqlEngine engine) : ISqlEngine
{
    public Hops Hops { get; set; }

    public int UserIdBlock => engine.UserIdBlock;

    public bool WritesAlone => engine.WritesAlone;

    public Task LockSchema(SqlSession session) => engine.LockSchema(session);

    public Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken stop) =>
        engine.Read(session => work(Counting(session, new(1, 0, 0))), stop);

    public Task<T> Snapshot<T>(Func<SqlSession, Task<T>> work, CancellationToken stop) =>
        engine.Snapshot(session => work(Counting(session, new(1, 1, 2))), stop);

    public Task<T> Write<T>(Func<SqlSession, Task<Written<T>>> work, CancellationToken stop) =>
        engine.Write(session => work(Counting(session, new(1, 1, 2))), stop);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private NotingSession Counting(SqlSession session, Hops around)
    {
        Add(around);
        return new(session, (statements, _) => Add(new(0, 1, statements.Count)));

        void Add(Hops more) => Hops = new(
            Hops.Connections + more.Connections, Hops.Trips + more.Trips, Hops.Statements + more.Statements);
    }
}
