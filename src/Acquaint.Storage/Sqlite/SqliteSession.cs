using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Acquaint.Storage;

/// <summary>A held connection whose statements are prepared once and used again. One caller at a time.</summary>
internal sealed class SqliteSession : SqlSession, IDisposable
{
    private static readonly Step s_begin = new("BEGIN");
    private static readonly Step s_commit = new("COMMIT");
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _prepared = new(ReferenceEqualityComparer.Instance);

    static SqliteSession()
    {
        Batteries_V2.Init();
        // Each connection is used by one thread at a time, so SQLite need not take a mutex at every call.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        // Nobody reads what it counts of its memory, and it counts under a mutex that all connections share.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    public static SqliteSession Open(string connectionString, string pragmas)
    {
        var session = new SqliteSession(new(connectionString));
        try
        {
            session.Configure(pragmas);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The file can't be used now; not a mistake in a statement.</summary>
    public static bool IsUnavailable(SqliteException e) => e.SqliteErrorCode is
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY
        or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM or raw.SQLITE_PERM or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>Runs reads that see one moment. After one that failed the session is of no more use.</summary>
    public async Task<T> Snapshot<T>(Func<SqlSession, Task<T>> work)
    {
        Do(s_begin);
        var read = await work(this);
        Do(s_commit);
        return read;
    }

    /// <summary>Runs one statement and returns how many rows it changed.</summary>
    public int Do(Step step) => Do(step, _ => { }).ChangesRows ? raw.sqlite3_changes(_connection.Handle) : 0;

    public override Task<List<T>> Query<T>(Func<SqlRow, T> map, params Step[] steps)
    {
        var rows = new List<T>();
        foreach (var step in steps)
            Do(step, row => rows.Add(map(row)));
        return Task.FromResult(rows);
    }

    public override Task Ask(params Question[] questions)
    {
        foreach (var question in questions)
            Do(question.Step, question.Take);
        return Task.CompletedTask;
    }

    public override Task<int> Run(params Step[] steps)
    {
        var changed = 0;
        foreach (var step in steps)
            changed += Do(step);
        return Task.FromResult(changed);
    }

    public override Task Script(string sql)
    {
        Execute(sql);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    private void Configure(string pragmas)
    {
        _connection.Open();
        // Otherwise SQLite plans anew at each new value that might make a partial index of use: the statements are written for one plan.
        _ = raw.sqlite3_db_config(_connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        Execute($"PRAGMA busy_timeout = 5000; {pragmas}");
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteStatement Do(Step step, Action<SqlRow> take)
    {
        var statement = Prepare(step);
        try
        {
            while (statement.Next())
                take(statement);
        }
        finally
        {
            statement.Reset();
        }

        return statement;
    }

    private SqliteStatement Prepare(Step step)
    {
        // Statements are constants, so the reference identifies the text.
        if (!_prepared.TryGetValue(step.Sql, out var statement))
        {
            statement = new(_connection.Handle!, step);
            _prepared.Add(step.Sql, statement);
        }

        statement.Bind(step);
        return statement;
    }
}
