using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Acquaint.Storage;

/// <summary>
/// SQLite in WAL mode: one writer that commits waiting writes together, a few held readers.
/// </summary>
/// <remarks>
/// One fsync makes a whole group of writes durable, so FULL costs little more than NORMAL; each write has its own savepoint, so one that
/// fails or is refused leaves its neighbours alone. Nobody hears of a write before the commit that holds it has returned.
/// </remarks>
internal sealed class SqliteEngine : ISqlEngine
{
    private static readonly Step s_begin = new("BEGIN IMMEDIATE");
    private static readonly Step s_commit = new("COMMIT");

    private readonly Channel<PendingWrite> _writes =
        Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(Limits.WaitingWrites) { SingleReader = true });

    private readonly Meter _meter = new(Measures.MeterName);
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SemaphoreSlim _readers;
    private readonly string _connectionString;
    private readonly Task _writing;
    private SqliteSession? _writer;

    public SqliteEngine(SqliteConnectionStringBuilder settings)
    {
        _connectionString = Harden(settings);
        _writer = OpenWriter();
        // More than processors, so that none idles while a reader has lost its processor in the middle of its work.
        var readers = Math.Max(4, 2 * Environment.ProcessorCount);
        _readers = new(readers, readers);
        _writing = Task.Run(WriteUntilClosed);
        _meter.CreateObservableGauge(
            "acquaint.sqlite.waiting_writes", () => _writes.Reader.Count, "{write}", "Writes that wait for the writer.");
    }

    public int UserIdBlock => 1;
    public bool WritesAlone => true;

    /// <summary>A write has the file to itself anyway.</summary>
    public Task LockSchema(SqlSession session) => Task.CompletedTask;

    public async Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken stop)
    {
        await _readers.WaitAsync(stop);
        try
        {
            if (!_idle.TryTake(out var session))
                session = SqliteSession.Open(_connectionString, "PRAGMA query_only = 1;");
            try
            {
                var read = await session.Snapshot(work);
                _idle.Add(session);
                return read;
            }
            catch
            {
                // After a disk that failed it may stay unusable.
                session.Dispose();
                throw;
            }
        }
        catch (SqliteException e) when (SqliteSession.IsUnavailable(e))
        {
            throw new StoreUnavailableException("The database can't be read.", e);
        }
        finally
        {
            _readers.Release();
        }
    }

    public Task<T> Snapshot<T>(Func<SqlSession, Task<T>> work, CancellationToken stop) => Read(work, stop);

    public async Task<T> Write<T>(Func<SqlSession, Task<Written<T>>> work, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var write = new PendingWrite<T>(work);
        if (!_writes.Writer.TryWrite(write))
            throw new StoreUnavailableException("Too many writes are waiting.");
        return await write.Outcome;
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writing;
        _meter.Dispose();
        _writer?.Dispose();
        foreach (var session in _idle)
            session.Dispose();
        _readers.Dispose();
    }

    private async Task WriteUntilClosed()
    {
        var group = new List<PendingWrite>();
        while (await _writes.Reader.WaitToReadAsync())
        {
            while (group.Count < Limits.WritesPerCommit && _writes.Reader.TryRead(out var write))
                group.Add(write);
            await CommitTogether(group);
            group.Clear();
        }
    }

    private async Task CommitTogether(List<PendingWrite> group)
    {
        try
        {
            _writer ??= OpenWriter();
            _writer.Do(s_begin);
            foreach (var write in group)
                await write.Try(_writer);
            _writer.Do(s_commit);
        }
#pragma warning disable CA1031 // whatever went wrong, the callers must hear of it and the writer must live on
        catch (Exception e)
#pragma warning restore CA1031
        {
            // Closing rolls back. After a disk that was full or failed, a connection may stay unusable when the disk is well again.
            _writer?.Dispose();
            _writer = null;
            var unavailable = new StoreUnavailableException("The database can't be written.", e);
            group.ForEach(write => write.Fail(unavailable));
            return;
        }

        group.ForEach(write => write.Finish());
    }

    private SqliteSession OpenWriter() => SqliteSession.Open(_connectionString, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");

    /// <summary>Held connections need no pool; the file holds password hashes, so only its owner may read it.</summary>
    private static string Harden(SqliteConnectionStringBuilder settings)
    {
        var file = Path.GetFullPath(settings.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var create = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (File.Open(file, create))
        {
        }

        return new SqliteConnectionStringBuilder(settings.ConnectionString) { DataSource = file, Pooling = false, DefaultTimeout = 5 }
            .ConnectionString;
    }
}
