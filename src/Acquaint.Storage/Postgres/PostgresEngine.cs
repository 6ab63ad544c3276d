using System.Data;
using System.Security.Cryptography;
using Npgsql;

namespace Acquaint.Storage;

/// <summary>PostgreSQL: pooled connections, statements prepared by themselves, writes tried again when the database asks to.</summary>
internal sealed class PostgresEngine : ISqlEngine
{
    private readonly NpgsqlDataSource _all;
    private readonly NpgsqlDataSource _source;

    public PostgresEngine(NpgsqlConnectionStringBuilder settings)
    {
        // No statement leaves state in its session, so resetting a returned connection would only cost a round trip.
        settings.NoResetOnClose = true;
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 100;
        settings.AutoPrepareMinUsages = 2;
        settings.ApplicationName ??= "acquaint";
        (_all, _source) = settings.Host?.Contains(',', StringComparison.Ordinal) is true ? Primary(settings) : One(settings);
    }

    public int UserIdBlock => 50;
    public bool WritesAlone => false;

    public Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken stop) =>
        Reading(connection => work(new PostgresSession(connection)), stop);

    public Task<T> Snapshot<T>(Func<SqlSession, Task<T>> work, CancellationToken stop) => Reading(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, CancellationToken.None);
            return await work(new PostgresSession(connection));
        },
        stop);

    public async Task<T> Write<T>(Func<SqlSession, Task<Written<T>>> work, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await WriteOnce(work, stop);
            }
            catch (PostgresException e) when (AsksToTryAgain(e) && tries < Limits.WriteTries)
            {
                await Task.Delay(PauseAfter(tries), stop);
            }
            catch (NpgsqlException e) when (IsUnavailable(e) || e is PostgresException again && AsksToTryAgain(again))
            {
                throw new StoreUnavailableException("The database can't be written.", e);
            }
        }
    }

    public Task LockSchema(SqlSession session) => session.Script("SELECT pg_advisory_xact_lock(4711)");
    public ValueTask DisposeAsync() => _all.DisposeAsync();

    private static (NpgsqlDataSource, NpgsqlDataSource) One(NpgsqlConnectionStringBuilder settings)
    {
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        return (source, source);
    }

    /// <summary>
    /// Of several hosts, the one that takes writes. Reads go there too: a person must see what they just did, and a standby may not have
    /// it yet. What was found out of each host is soon asked again, so that a promoted standby soon serves.
    /// </summary>
    private static (NpgsqlDataSource, NpgsqlDataSource) Primary(NpgsqlConnectionStringBuilder settings)
    {
        if (!settings.ShouldSerialize("Host Recheck Seconds"))
            settings.HostRecheckSeconds = 1;
        if (!settings.ShouldSerialize("Timeout"))
            settings.Timeout = 3;
        var hosts = new NpgsqlDataSourceBuilder(settings.ConnectionString).BuildMultiHost();
        return (hosts, hosts.WithTargetSession(TargetSessionAttributes.ReadWrite));
    }

    private async Task<T> Reading<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken stop)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(stop);
            return await work(connection);
        }
        catch (NpgsqlException e) when (IsUnavailable(e))
        {
            throw new StoreUnavailableException("The database can't be read.", e);
        }
    }

    private async Task<T> WriteOnce<T>(Func<SqlSession, Task<Written<T>>> work, CancellationToken stop)
    {
        await using var connection = await _source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        var written = await work(new PostgresSession(connection));
        if (written.Keep)
            await transaction.CommitAsync(CancellationToken.None);
        return written.Value;
    }

    /// <summary>Grows with each try; the jitter keeps those who collided from colliding again.</summary>
    private static TimeSpan PauseAfter(int tries) => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(2, 5 << tries));

    private static bool AsksToTryAgain(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>
    /// The server can't be reached, doesn't let us in, is starting, stopping, full, or read-only; not a mistake in a statement.
    /// </summary>
    private static bool IsUnavailable(NpgsqlException e) => e is not PostgresException answer
        || answer.SqlState[..2] is "08" or "28" or "3D" or "53" or "57" or "58"
        || answer.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction;
}
