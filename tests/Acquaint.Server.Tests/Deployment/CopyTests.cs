using Acquaint.Server.Cli;
using Npgsql;
using Xunit;

namespace Acquaint.Server.Tests.Deployment;

/// <summary><c>acquaint copy</c> between the two engines: everything arrives, nothing is overwritten, what differs is said.</summary>
public sealed class CopyTests : IAsyncLifetime
{
    private readonly TestDatabase _sqlite = TestDatabase.OnSqlite();
    private TestDatabase _postgres = null!;

    public async ValueTask InitializeAsync() => _postgres = await TestDatabase.OnPostgres();

    public async ValueTask DisposeAsync()
    {
        await _sqlite.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_copied_community_is_the_same_to_whoever_looks(bool toPostgres)
    {
        var (from, to) = toPostgres ? (_sqlite, _postgres) : (_postgres, _sqlite);
        var crowd = await Crowd.Make(from, people: 25);
        var ran = await Copy(from, to);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains("is the same in both databases", ran.Output, StringComparison.Ordinal);
        await crowd.AssertSame(from, to);

        // Doing it again compares, and changes nothing.
        Assert.Equal(0, (await Copy(from, to)).ExitCode);
        await using var store = await Database.Open(to.ConnectionString, default);
        Assert.DoesNotContain(await store.NewUserId(default), crowd.People);
        Assert.Equal([crowd.Community.Id], (await store.Communities(default)).Where(one => one.IsDefault).Select(one => one.Id));
    }

    [Fact]
    public async Task A_file_to_copy_from_that_is_not_there_is_not_made()
    {
        var missing = Path.Combine(Path.GetTempPath(), "acquaint-no-such.db");
        var ran = await ServerProcess.Run("copy", "--from", $"Data Source={missing}", "--to", _sqlite.ConnectionString);
        Assert.Equal((ExitCode.Database, "", $"acquaint: There is no file {missing}."), (ran.ExitCode, ran.Output, ran.Error));
        Assert.False(File.Exists(missing));
    }

    [Fact]
    public async Task Only_the_named_community_is_copied()
    {
        var (first, second) = (await Crowd.Make(_sqlite, 3), await Crowd.Make(_sqlite, 4, "second"));
        Assert.Equal(0, (await Copy(_sqlite, _postgres, "--community", "second.example")).ExitCode);
        await second.AssertSame(_sqlite, _postgres);
        await using var store = await Database.Open(_postgres.ConnectionString, default);
        Assert.Equal([second.Community.Id], (await store.Communities(default)).Select(one => one.Id));
        Assert.Empty(await store.Users(first.Community.Id, new(0), 10, default));

        // Then the others, beside it.
        Assert.Equal(0, (await Copy(_sqlite, _postgres)).ExitCode);
        await first.AssertSame(_sqlite, _postgres);
    }

    [Fact]
    public async Task A_copy_that_was_killed_goes_on_where_it_was()
    {
        var crowd = await Crowd.Make(_sqlite, people: 1200, fans: 600);
        await (await Database.Open(_postgres.ConnectionString, default)).DisposeAsync();
        using (var copying = ServerProcess.StartVerb("copy", "--from", _sqlite.ConnectionString, "--to", _postgres.ConnectionString))
        {
            while (await Ask("SELECT count(*) FROM users") < 200)
                await Task.Delay(2);
            await copying.Kill();
        }

        var there = await Ask("SELECT count(*) FROM users");
        Assert.InRange(there, 200, 1199);
        Assert.Equal(0, await Ask("SELECT count(*) FROM communities"));

        Assert.Equal(0, (await Copy(_sqlite, _postgres)).ExitCode);
        await crowd.AssertSame(_sqlite, _postgres);
    }

    [Theory]
    [InlineData("UPDATE edges SET message = 'other' WHERE owner = 1 AND other = 2", "edges")]
    [InlineData("UPDATE users SET bio = 'other' WHERE id = 1", "users")]
    [InlineData("DELETE FROM changes WHERE owner = 2", "changes")]
    [InlineData("UPDATE handles SET user_id = 2 WHERE user_id = 1", "handles")]
    [InlineData("UPDATE communities SET settings = '{}'", "communities")]
    [InlineData("UPDATE counters SET connected = connected + 1 WHERE owner = 1", "counters")]
    public async Task A_row_that_differs_is_found_and_left_alone(string change, string table)
    {
        await Crowd.Make(_sqlite, people: 4);
        Assert.Equal(0, (await Copy(_sqlite, _postgres)).ExitCode);
        await Do(change);
        var before = await Ask($"SELECT sum(hashtext({table}::text)) FROM {table}");
        var ran = await Copy(_sqlite, _postgres);
        Assert.Equal((ExitCode.Refused, ""), (ran.ExitCode, OnlyWords(ran.Output)));
        Assert.Contains($"differs in {table} (", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, await Ask($"SELECT sum(hashtext({table}::text)) FROM {table}"));
    }

    [Fact]
    public async Task A_copy_that_is_not_faithful_is_not_published()
    {
        await Crowd.Make(_sqlite, people: 4);
        Assert.Equal(0, (await Copy(_sqlite, _postgres)).ExitCode);
        await Do("UPDATE users SET bio = 'other' WHERE id = 1");
        await Do("DELETE FROM communities");
        var ran = await Copy(_sqlite, _postgres);
        Assert.Equal(ExitCode.Refused, ran.ExitCode);
        Assert.Contains("differs from the original in users (", ran.Error, StringComparison.Ordinal);
        Assert.Equal(0, await Ask("SELECT count(*) FROM communities"));
    }

    [Fact]
    public async Task Nobody_else_s_id_or_host_is_taken()
    {
        await Crowd.Make(_sqlite, people: 3);
        var theirs = await Crowd.Make(_postgres, people: 3, "theirs");
        var ran = await Copy(_sqlite, _postgres);
        Assert.Equal(ExitCode.Refused, ran.ExitCode);
        Assert.Contains(" is another person's", ran.Error, StringComparison.Ordinal);

        await Do("UPDATE community_hosts SET host = 'first.example'");
        ran = await Copy(_sqlite, _postgres);
        Assert.Equal(ExitCode.Refused, ran.ExitCode);
        Assert.Contains("The host first.example belongs to another community", ran.Error, StringComparison.Ordinal);
        await using var store = await Database.Open(_postgres.ConnectionString, default);
        Assert.Equal([theirs.Community.Id], (await store.Communities(default)).Select(one => one.Id));
        Assert.Equal(theirs.People, (await store.Users(theirs.Community.Id, new(0), 10, default)).Select(user => user.Id));
    }

    [Fact]
    public async Task Every_table_is_copied()
    {
        await (await Database.Open(_postgres.ConnectionString, default)).DisposeAsync();
        // Numbers given out, what servers hold in memory, and what was migrated, are the database's own.
        string[] known = [.. CommunityRows.Tables, .. CommunityRows.TablesOfItself, "id_blocks", "people_stamps", "schema_migrations"];
        await using var source = NpgsqlDataSource.Create(_postgres.ConnectionString);
        await using var command = source.CreateCommand(
            "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        Assert.Equal(known.Order(), tables.Order());
    }

    private static Task<Ran> Copy(TestDatabase from, TestDatabase to, params string[] more) =>
        ServerProcess.Run(["copy", "--from", from.ConnectionString, "--to", to.ConnectionString, .. more]);

    /// <summary>Without the progress.</summary>
    private static string OnlyWords(string output) =>
        string.Concat(output.Split('\n').Where(line => line.Contains("same", StringComparison.Ordinal)));

    private async Task Do(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_postgres.ConnectionString);
        await using var command = source.CreateCommand(sql);
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }

    private async Task<long> Ask(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_postgres.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
