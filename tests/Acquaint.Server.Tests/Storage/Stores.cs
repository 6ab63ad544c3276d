using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The model keeps its own contract: what the real stores are compared with is right.</summary>
public sealed class ModelStoreTests : StoreContract
{
    private protected override Task<IStore> Open() => Task.FromResult<IStore>(new ModelStore());

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class SqliteStoreTests : SqlStoreContract
{
    protected override Task<TestDatabase> Create() => Task.FromResult(TestDatabase.OnSqlite());
}

public sealed class PostgresStoreTests : SqlStoreContract
{
    protected override Task<TestDatabase> Create() => TestDatabase.OnPostgres();
}

/// <summary>The contract on a database; an engine is one line.</summary>
public abstract class SqlStoreContract : StoreContract
{
    private TestDatabase? _database;
    private SqlStore? _store;

    protected abstract Task<TestDatabase> Create();

    [Fact]
    public async Task A_write_that_comes_late_counts_for_the_day_that_has_begun()
    {
        var (ann, quotas) = (await Person(), new Quotas { RequestsPerDay = 3 });
        var midnight = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        foreach (var at in new[] { midnight, midnight.AddMicroseconds(-1), midnight.AddMicroseconds(1) })
            Assert.Null((await Act(ann, RelationAction.Request, await Person(), at: at, quotas: quotas)).Refusal);
        var again = await Act(ann, RelationAction.Request, await Person(), at: midnight.AddMicroseconds(-2), quotas: quotas);
        Assert.Equal(Refusal.TooManyRequestsToday, again.Refusal);
    }

    [Fact]
    public async Task A_clock_that_was_wrong_for_a_while_bars_nobody()
    {
        var (ann, quotas) = (await Person(), new Quotas { RequestsPerDay = 1 });
        var now = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        Assert.Null((await Act(ann, RelationAction.Request, await Person(), at: now.AddYears(10), quotas: quotas)).Refusal);
        Assert.Null((await Act(ann, RelationAction.Request, await Person(), at: now, quotas: quotas)).Refusal);
        var again = await Act(ann, RelationAction.Request, await Person(), at: now, quotas: quotas);
        Assert.Equal(Refusal.TooManyRequestsToday, again.Refusal);
    }

    private protected override async Task<IStore> Open()
    {
        _database = await Create();
        return _store = await Database.Open(_database.ConnectionString, default);
    }

    /// <summary>What a server holds in memory of people is what another has just made of them, in every read, at every moment.</summary>
    [Fact]
    public async Task What_one_store_made_of_a_person_the_others_show_at_once()
    {
        await using var other = await Database.Open(_database!.ConnectionString, default);
        var (ann, bob) = (await Person(), await Person());
        await Act(bob, RelationAction.Request, ann);
        var told = 0;
        using var done = new CancellationTokenSource();
        // Somebody who reads all the time, so that every state gets into memory as early as it can.
        var reading = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var least = Volatile.Read(ref told);
                var seen = (await other.List(ann.Id, EdgeList.Received, new PageRequest(1), default)).Items.Single().User;
                Assert.True(seen.Profile.Reputation >= least, $"{seen.Profile.Reputation} was read after {least} was stored");
            }
        });
        const int Changes = 100;
        for (var i = 1; i <= Changes; i++)
        {
            var (user, _) = await Store.Save(Home, bob.Id, old => old with { Profile = old.Profile with { Reputation = i } }, default);
            Assert.Equal(i, user!.Profile.Reputation);
            Volatile.Write(ref told, i);
            Assert.Equal(i, (await other.Find(Home, bob.Id, default))!.Profile.Reputation);
            var own = await Store.List(ann.Id, EdgeList.Received, new PageRequest(1), default);
            Assert.Equal(i, own.Items.Single().User.Profile.Reputation);
        }

        await done.CancelAsync();
        await reading;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
