using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>PostgreSQL killed or made read-only under a server that lives on.</summary>
public sealed class DatabaseServerTests
{
    private const int Writes = 300;

    [Fact]
    public async Task When_postgres_is_killed_callers_are_told_nothing_answered_is_lost_and_the_same_server_goes_on()
    {
        await using var postgres = new PostgresServer { IsDurable = true };
        await postgres.InitializeAsync();
        var load = await Load.Prepare(postgres.ConnectionString());
        using var server = await Load.Serve(postgres.ConnectionString());
        var random = new Random(1);
        for (var kill = 0; kill < Scale.DatabaseKills; kill++)
        {
            var before = load.Answered;
            var running = load.Run(server.Url, int.MaxValue / 2, mayBeWritten: true, default);
            while (load.Answered < before + Writes)
                await Task.Delay(1);
            await Task.Delay(random.Next(300));
            postgres.Kill();
            await running;
            Words.AreUnavailable(load);
            await Words.AreUnavailable(server.Url, load);
            await postgres.Restart();
            await load.Check();
        }

        await GoesOn(server, load);
    }

    [Fact]
    public async Task While_postgres_is_read_only_callers_are_told_and_it_goes_on_when_it_is_not()
    {
        await using var postgres = new PostgresServer { IsDurable = true };
        await postgres.InitializeAsync();
        var load = await Load.Prepare(postgres.ConnectionString());
        using var server = await Load.Serve(postgres.ConnectionString());
        await load.Run(server.Url, Writes, mayBeWritten: false, default);
        Assert.Empty(load.Faults);
        await postgres.Execute("ALTER SYSTEM SET default_transaction_read_only = on");
        await postgres.Execute("SELECT pg_reload_conf()");
        await load.Run(server.Url, int.MaxValue / 2, mayBeWritten: false, default);
        Words.AreUnavailable(load);
        await Words.AreUnavailable(server.Url, load);
        await postgres.Execute("ALTER SYSTEM RESET default_transaction_read_only");
        await postgres.Execute("SELECT pg_reload_conf()");
        await GoesOn(server, load);
    }

    /// <summary>Connections that died in the pool may each be notified by one caller more.</summary>
    private static async Task GoesOn(ServerProcess server, Load load)
    {
        const int Patience = 20;
        var until = load.Answered + Writes;
        for (var i = 0; i < Patience && load.Answered < until; i++)
            await load.Run(server.Url, until - load.Answered, mayBeWritten: true, default);
        Assert.True(load.Answered >= until, "it doesn't go on");
        await load.Check();
    }
}
