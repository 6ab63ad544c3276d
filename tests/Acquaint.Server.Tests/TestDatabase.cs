using Microsoft.Data.Sqlite;
using Npgsql;

namespace Acquaint.Server.Tests;

/// <summary>A database of a test's own: a file in a folder, or a fresh one on the PostgreSQL server that the tests were given.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Names a PostgreSQL server whose role may create databases. <c>./test</c> starts one and sets this.</summary>
    private const string PostgresVariable = "ACQUAINT_TEST_POSTGRES";

    private readonly string? _folder;
    private readonly string? _database;

    private TestDatabase(string connectionString, string? folder, string? database)
    {
        ConnectionString = connectionString;
        _folder = folder;
        _database = database;
    }

    public string ConnectionString { get; }

    private static string Postgres => Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } given
        ? given
        : throw new InvalidOperationException($"Run ./test, or set {PostgresVariable} to a PostgreSQL server for the tests.");

    /// <summary>On the engine that this run of the tests is for: <c>ACQUAINT_TEST_ENGINE</c>, sqlite or postgres.</summary>
    public static Task<TestDatabase> OfThisRun() =>
        Environment.GetEnvironmentVariable("ACQUAINT_TEST_ENGINE") == "postgres" ? OnPostgres() : Task.FromResult(OnSqlite());

    public static TestDatabase OnSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("acquaint-test-").FullName;
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "test.db") };
        return new(file.ConnectionString, folder, null);
    }

    public static async Task<TestDatabase> OnPostgres()
    {
        var name = $"test_{new Ids(TimeProvider.System).Next():N}";
        await Execute($"CREATE DATABASE {name}");
        return new(new NpgsqlConnectionStringBuilder(Postgres) { Database = name }.ConnectionString, null, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
        if (_database is not null)
            await Execute($"DROP DATABASE {_database} WITH (FORCE)");
    }

    private static async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Postgres);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
