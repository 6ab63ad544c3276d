using System.Data.Common;
using Acquaint.Core;
using Microsoft.Data.Sqlite;

namespace Acquaint.Server.Storage;

/// <summary>Opens the database that a connection string names, brings its schema up to date, and sees that it has a community.</summary>
internal static class Database
{
    /// <summary>The SQLite file in the user's data directory, for an operator who named no database.</summary>
    public static string DefaultConnectionString()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (data.Length == 0)
            throw new DatabaseException("There is no home directory to keep a database in: name one with --database or ACQUAINT_DATABASE.");
        return new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "acquaint", "acquaint.db") }.ConnectionString;
    }

    /// <summary>The file of an SQLite connection string: other secrets are kept beside it.</summary>
    public static string FileOf(string connectionString) => Path.GetFullPath(Parse(connectionString).DataSource);

    public static async Task<SqlStore> Open(string connectionString, CancellationToken stop)
    {
        SqliteEngine engine;
        try
        {
            engine = new SqliteEngine(Parse(connectionString));
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"The database can't be opened: {e.Message}");
        }

        try
        {
            await Migrator.Migrate(engine, stop);
            return new SqlStore(engine);
        }
        catch (Exception e) when (e is StoreUnavailableException or SchemaTooNewException)
        {
            await engine.DisposeAsync();
            throw new DatabaseException($"The database can't be used: {e.InnerException?.Message ?? e.Message}");
        }
    }

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var any = new DbConnectionStringBuilder { ConnectionString = connectionString };
            if (any.ContainsKey("Host"))
                throw new DatabaseException("This version keeps its data in SQLite only: give 'Data Source=FILE'.");
            var sqlite = new SqliteConnectionStringBuilder(connectionString);
            if (sqlite.DataSource.Length == 0 || sqlite.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
                throw new DatabaseException("The connection string must name a file: 'Data Source=FILE'.");
            return sqlite;
        }
        catch (ArgumentException e)
        {
            throw new DatabaseException($"The connection string is not valid: {e.Message}");
        }
    }
}

/// <summary>The database named by the operator can't be used. The message is one sentence for them.</summary>
internal sealed class DatabaseException(string message) : Exception(message);
