using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Acquaint.Storage;

/// <summary>Opens the database that a connection string names and brings its schema up to date.</summary>
internal static class Database
{
    /// <summary>The SQLite file in the user's data directory, for an operator who named no database.</summary>
    public static string DefaultConnectionString() =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(DataDirectory(), "acquaint.db") }.ConnectionString;

    /// <summary>
    /// Where other secrets of this database are kept: beside an SQLite file, or in the data directory under the name of the server and
    /// the database.
    /// </summary>
    public static string KeyFile(string connectionString) => Parse(connectionString) switch
    {
        NpgsqlConnectionStringBuilder it => Path.Combine(DataDirectory(), FileName($"{it.Host}-{it.Port}-{it.Database}.key")),
        var sqlite => Path.GetFullPath(((SqliteConnectionStringBuilder)sqlite).DataSource) + ".key",
    };

    /// <summary>What an operator calls this database, without its password.</summary>
    public static string Name(string connectionString) => Name(Parse(connectionString));

    public static async Task<SqlStore> Open(string connectionString, CancellationToken stop) =>
        new(await OpenEngine(connectionString, stop));

    /// <summary>Opening makes a file that isn't there; where data is to be read from one, that is a mistake.</summary>
    public static void RefuseMissing(string connectionString)
    {
        if (Parse(connectionString) is SqliteConnectionStringBuilder it && !File.Exists(it.DataSource))
            throw new DatabaseException($"There is no file {it.DataSource}.");
    }

    /// <summary>Throws <see cref="DatabaseException"/>.</summary>
    public static async Task<ISqlEngine> OpenEngine(string connectionString, CancellationToken stop)
    {
        var settings = Parse(connectionString);
        ISqlEngine? engine = null;
        try
        {
            engine = Engine(settings);
            await Migrator.Migrate(engine, stop);
            return engine;
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException || IsWorded(e))
        {
            if (engine is not null)
                await engine.DisposeAsync();
            throw new DatabaseException($"The database {Name(settings)} can't be used: {Reason(e)}");
        }
    }

    private static ISqlEngine Engine(DbConnectionStringBuilder settings) => settings is NpgsqlConnectionStringBuilder postgres
        ? new PostgresEngine(postgres)
        : new SqliteEngine((SqliteConnectionStringBuilder)settings);

    private static bool IsWorded(Exception e) => e is StoreUnavailableException or SchemaTooNewException;
    private static string FileName(string text) => string.Join('_', text.Split(Path.GetInvalidFileNameChars()));

    private static string Name(DbConnectionStringBuilder settings) => settings is NpgsqlConnectionStringBuilder it
        ? $"{it.Database ?? it.Username} at {it.Host}:{it.Port}"
        : ((SqliteConnectionStringBuilder)settings).DataSource;

    /// <summary>What the server said, or the innermost reason why it could not be asked.</summary>
    private static string Reason(Exception e) => e switch
    {
        PostgresException answer => answer.MessageText,
        AggregateException several => string.Join("; ", several.InnerExceptions.Select(Reason).Distinct()),
        StoreUnavailableException { InnerException: { } inner } => Reason(inner),
        NpgsqlException { InnerException: { } inner } => Reason(inner),
        _ => e.Message,
    };

    private static DbConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            if (new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey("Host"))
                return new NpgsqlConnectionStringBuilder(connectionString);
            var sqlite = new SqliteConnectionStringBuilder(connectionString);
            if (sqlite.DataSource.Length == 0 || sqlite.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
                throw new DatabaseException("The connection string must name a file ('Data Source=FILE') or a server ('Host=…').");
            return sqlite;
        }
        catch (ArgumentException e)
        {
            throw new DatabaseException($"The connection string is not valid: {e.Message}");
        }
    }

    private static string DataDirectory()
    {
        const Environment.SpecialFolder Data = Environment.SpecialFolder.LocalApplicationData;
        var data = Environment.GetFolderPath(Data, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? Path.Combine(data, "acquaint")
            : throw new DatabaseException("There is no home directory: use --database and ACQUAINT_SIGNING_KEY.");
    }
}

/// <summary>The database named by the operator can't be used. The message is one sentence for them.</summary>
internal sealed class DatabaseException(string message) : Exception(message);
