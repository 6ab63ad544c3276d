using Npgsql;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

public sealed class SqliteCrashTests : CrashTests
{
    private protected override Task<TestDatabase> Create() => Task.FromResult(TestDatabase.OnSqlite());
}

public sealed class PostgresCrashTests : CrashTests
{
    private protected override Task<TestDatabase> Create() => TestDatabase.OnPostgres();

    /// <summary>A commit that was on its way when the server died is still carried out by the database.</summary>
    private protected override async Task Settle(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var others = source.CreateCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        while ((long)(await others.ExecuteScalarAsync())! > 0)
            await Task.Delay(10);
    }
}

/// <summary>The server killed in the middle of writing: what it answered is there, what is there is whole.</summary>
public abstract class CrashTests
{
    private protected abstract Task<TestDatabase> Create();

    private protected virtual Task Settle(TestDatabase database) => Task.CompletedTask;

    [Fact]
    public async Task Killed_under_load_it_loses_no_answered_write_and_leaves_no_half_edge()
    {
        await using var database = await Create();
        var load = await Load.Prepare(database.ConnectionString);
        var random = new Random(1);
        for (var kill = 0; kill < Scale.Kills; kill++)
        {
            using var server = await Load.Serve(database.ConnectionString);
            var before = load.Answered;
            var running = load.Run(server.Url, int.MaxValue - before, mayBeWritten: false, default);
            while (load.Answered == before)
                await Task.Delay(1);
            await Task.Delay(random.Next(300));
            await server.Kill();
            await running;
            await Settle(database);
            await load.Check();
        }

        Assert.Empty(load.Faults);
    }
}
