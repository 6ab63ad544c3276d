using Microsoft.Data.Sqlite;
using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>What the embedded engine promises beyond SQL: writes that share a commit don't share their fate.</summary>
public sealed class SqliteEngineTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("acquaint-engine-").FullName;
    private SqliteEngine _engine = null!;

    private string Connection => $"Data Source={Path.Combine(_folder, "engine.db")}";

    public async ValueTask InitializeAsync()
    {
        _engine = new SqliteEngine(new SqliteConnectionStringBuilder(Connection));
        await _engine.Write(
            async session =>
            {
                await session.Script("CREATE TABLE numbers (number bigint NOT NULL PRIMARY KEY)");
                return new Written<int>(0);
            },
            default);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_write_that_fails_or_is_not_kept_leaves_its_neighbours_alone()
    {
        var writes = Enumerable.Range(0, 300).Select(number => Task.Run(() => (number % 3) switch
        {
            0 => Insert(number),
            1 => Insert(number, keep: false),
            _ => Insert(number, thenThrow: true),
        })).ToList();
        foreach (var (number, write) in writes.Index())
        {
            if (number % 3 == 2)
                await Assert.ThrowsAsync<InvalidTimeZoneException>(() => write);
            else
                Assert.Equal(number, await write);
        }

        Assert.Equal(Enumerable.Range(0, 300).Where(number => number % 3 == 0).Select(number => (long)number), await Numbers());
    }

    [Fact]
    public async Task A_mistake_in_one_statement_is_its_callers_alone()
    {
        await Insert(1);
        var twice = Task.Run(() => Insert(1));
        var fresh = Task.Run(() => Insert(2));
        await Assert.ThrowsAsync<SqliteException>(() => twice);
        Assert.Equal(2, await fresh);
        Assert.Equal([1, 2], await Numbers());
    }

    [Fact]
    public async Task A_read_sees_one_moment()
    {
        await Insert(1);
        var seen = await _engine.Read(
            async session =>
            {
                var before = await Count(session);
                await Insert(2);
                return (before, await Count(session));
            },
            default);
        Assert.Equal((1L, 1L), seen);
        Assert.Equal([1, 2], await Numbers());
    }

    [Fact]
    public async Task A_read_can_not_write()
    {
        var insert = new Step("INSERT INTO numbers (number) VALUES (@number)", ("number", 1));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _engine.Read(session => session.Run(insert), default));
        Assert.Empty(await Numbers());
    }

    [Fact]
    public async Task A_read_that_the_disk_failed_says_so_and_the_next_has_another_connection()
    {
        const int failed = 10;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _engine.Read<int>(
            async session =>
            {
                // As SQLite does by itself after some of these errors.
                await session.Script("ROLLBACK");
                throw new SqliteException("disk I/O error", failed);
            },
            default));
        await Insert(1);
        Assert.Equal([1], await Numbers());
    }

    [Fact]
    public async Task While_another_program_holds_the_file_writes_wait_or_say_that_the_store_is_unavailable()
    {
        using var other = new SqliteConnection(Connection);
        other.Open();
        Execute(other, "BEGIN IMMEDIATE");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Insert(1));
        var waiting = Task.Run(() => Insert(2));
        Execute(other, "COMMIT");
        Assert.Equal(2, await waiting);
        Assert.Equal([2], await Numbers());
    }

    [Fact]
    public async Task What_was_written_is_there_when_the_file_is_opened_again()
    {
        await Insert(7);
        await _engine.DisposeAsync();
        _engine = new SqliteEngine(new SqliteConnectionStringBuilder(Connection));
        Assert.Equal([7], await Numbers());
    }

    private Task<int> Insert(int number, bool keep = true, bool thenThrow = false) => _engine.Write(
        async session =>
        {
            await session.Run(new Step("INSERT INTO numbers (number) VALUES (@number)", ("number", number)));
            return thenThrow ? throw new InvalidTimeZoneException() : new Written<int>(number, keep);
        },
        default);

    private Task<List<long>> Numbers() => _engine.Read(
        session => session.Query(row => row.GetInt64(0), new Step("SELECT number FROM numbers ORDER BY number")), default);

    private static async Task<long> Count(SqlSession session) =>
        (await session.Query(row => row.GetInt64(0), new Step("SELECT count(*) FROM numbers"))).Single();

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
