using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Acquaint.Server.Storage;

/// <summary>A held connection whose commands are prepared once and used again.</summary>
internal sealed class SqliteSession : SqlSession, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(ReferenceEqualityComparer.Instance);

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    public static SqliteSession Open(string connectionString, string pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
        return new(connection);
    }

    /// <summary>The file can't be used now; not a mistake in a statement.</summary>
    public static bool IsUnavailable(SqliteException e) => e.SqliteErrorCode is
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY
        or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM or raw.SQLITE_PERM or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>Runs reads that see one moment.</summary>
    public async Task<T> Snapshot<T>(Func<SqlSession, Task<T>> work)
    {
        await Script("BEGIN");
        try
        {
            return await work(this);
        }
        finally
        {
            await Script("COMMIT");
        }
    }

    /// <summary>Gives up the open transaction; SQLite may have done so by itself.</summary>
    public async Task Abandon()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            await Script("ROLLBACK");
    }

    public override Task<List<T>> Query<T>(Func<DbDataReader, T> map, params Step[] steps)
    {
        var rows = new List<T>();
        foreach (var step in steps)
        {
            using var reader = Prepare(step).ExecuteReader();
            while (reader.Read())
                rows.Add(map(reader));
        }

        return Task.FromResult(rows);
    }

    public override Task<int> Run(params Step[] steps) => Task.FromResult(steps.Sum(step => Prepare(step).ExecuteNonQuery()));

    public override Task Script(string sql)
    {
        Prepare(new(sql)).ExecuteNonQuery();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(Step step)
    {
        // Statements are constants, so the reference identifies the text.
        if (!_prepared.TryGetValue(step.Sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = step.Sql;
            foreach (var (name, _) in step.Args)
                command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
            _prepared.Add(step.Sql, command);
        }

        for (var i = 0; i < step.Args.Length; i++)
            command.Parameters[i].Value = Stored(step.Args[i].Value);
        return command;
    }

    /// <summary>UUIDs are kept big-endian, so that version 7 sorts by time.</summary>
    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        Guid guid => guid.ToByteArray(bigEndian: true),
        _ => value,
    };
}
