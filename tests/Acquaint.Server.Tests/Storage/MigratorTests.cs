using Microsoft.Data.Sqlite;
using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>A database of the first schema, with people and edges in it, becomes one of today's.</summary>
public sealed class MigratorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("acquaint-migrate-").FullName;

    private string Connection => $"Data Source={Path.Combine(_folder, "old.db")}";

    [Fact]
    public async Task What_an_old_database_holds_is_counted_and_found_after_the_migration()
    {
        await Write(
            """
            INSERT INTO users (id, user_key, community, username, display_name, email_verified, role, status, created_at, updated_at,
                gender, is_company, reputation, metadata, secure_metadata)
            VALUES (1, x'01', zeroblob(16), 'Ann', 'Ann Ørsted', 0, 0, 0, 0, 0, 0, 0, 0, '{}', '{}'),
                (2, zeroblob(16), zeroblob(16), 'bob', NULL, 0, 0, 0, 0, 0, 0, 0, 0, '{}', '{}'),
                (3, zeroblob(16), zeroblob(16), 'left', 'left', 0, 0, 2, 0, 0, 0, 0, 0, '{}', '{}');
            UPDATE users SET user_key = zeroblob(16);
            INSERT INTO communities (id, name, iam_key, is_default, token_secret, created_at, rules)
            VALUES (zeroblob(16), 'old', zeroblob(16), 1, 'secret', 0, '{"PageSize":7,"Caps":{"Connections":9}}');
            INSERT INTO edges (owner, other, tie, i_blocked_at, they_blocked_at) VALUES (1, 2, 0, 5, NULL), (2, 1, 0, NULL, 5);
            INSERT INTO tallies (owner, sent, received, connected, declined) VALUES (1, 0, 0, 0, 0), (2, 0, 0, 0, 0);
            INSERT INTO changes (owner, id, kind, actor, at) VALUES (2, randomblob(16), 1, 1, 1), (2, randomblob(16), 7, 1, 5);
            """);
        await using var store = await Database.Open(Connection, default);
        var community = new CommunityId(Guid.Empty);
        Assert.Equal(["Ann"], (await store.Named(community, "ørs", [], 10, default)).Select(user => user.Username));
        Assert.Empty(await store.Named(community, "left", [], 10, default));
        foreach (var order in Enum.GetValues<DirectoryOrder>())
        {
            var directory = await store.List(new DirectoryRequest(community, order, Descending: false, []), new(10), default);
            Assert.Equal(["Ann", "bob"], directory.Items.Select(user => user.Username));
            Assert.Equal(2, directory.Total);
        }

        var rules = (await store.Communities(default)).Single().Rules;
        var expected = new CommunityRules { PageSize = 7, Quotas = new() { Connections = 9 } };
        Assert.Equivalent(expected, rules, strict: true);
        Assert.Equal(1, (await store.Blocked(new(1), new(10), default)).Total);
        Assert.Equal(new NotificationCounts(1, 1, 1), await store.NotificationCounts(new(2), default));
        var asked = await store.Act(
            new ActionContext(new(2), new(3), DateTimeOffset.UnixEpoch, default),
            before => RelationRules.Apply(before, new RelationCommand(RelationAction.Request), DateTimeOffset.UnixEpoch, new()),
            new(),
            default);
        Assert.Equal(Refusal.NoSuchUser, asked.Refusal);
        await GraphCheck.AssertWhole(store, [new(1), new(2)]);
    }

    [Fact]
    public async Task What_one_dialect_only_knows_becomes_its_settings()
    {
        await Write(
            """
            INSERT INTO communities (id, name, iam_key, is_default, token_secret, created_at, rules)
            VALUES (zeroblob(16), 'set', x'000102030405060708090a0b0c0d0e0f', 1, 'a secret', 0, '{
                "AskAgainAfter":null,"TimeZone":"America/New_York","PageSize":7,"MaxPageSize":50,"IamContact":12,"TokenLife":"00:30:00",
                "HomePage":"https://a.example/","LoginPage":"https://b.example/","RateLimits":{"*":5},"ExternalKey":"one",
                "PreviousExternalKey":"two","ContentAvailability":false,"Preferences":{"a.b":"c"}}'),
            (x'01000000000000000000000000000000', 'unset', zeroblob(16), 0, 'other', 1, '{
                "AskAgainAfter":"21.00:00:00","TimeZone":"UTC","PageSize":10,"MaxPageSize":100,"IamContact":null,"TokenLife":"1.00:00:00",
                "HomePage":null,"LoginPage":null,"RateLimits":{},"ExternalKey":null,
                "PreviousExternalKey":null,"ContentAvailability":true,"Preferences":{}}');
            """);
        await using var store = await Database.Open(Connection, default);
        var (set, unset) = ((await store.Communities(default))[0], (await store.Communities(default))[1]);
        Assert.Equivalent(new CommunityRules { AskAgainAfter = null, PageSize = 7, MaxPageSize = 50 }, set.Rules, strict: true);
        Assert.Equal(new Guid("00010203-0405-0607-0809-0a0b0c0d0e0f"), set.IamKey);
        Assert.Equal("a secret", set.TokenSecret);
        Assert.Equal("America/New_York", set.Get(HigherLogicSettings.TimeZone));
        Assert.Equal(12, set.Get(HigherLogicSettings.IamContact));
        Assert.Equal(TimeSpan.FromMinutes(30), set.Get(HigherLogicSettings.TokenLife));
        Assert.Equal("https://a.example/", set.Get(HigherLogicSettings.HomePage));
        Assert.Equal("https://b.example/", set.Get(HigherLogicSettings.LoginPage));
        Assert.Equal([KeyValuePair.Create("*", 5)], set.Get(ReplykeSettings.RateLimits));
        Assert.Equal("one", set.Get(ReplykeSettings.ExternalKey));
        Assert.Equal("two", set.Get(ReplykeSettings.PreviousExternalKey));
        Assert.False(set.Get(SelfCommunitySettings.ContentAvailability));
        Assert.Equal([KeyValuePair.Create("a.b", "c")], set.Get(SelfCommunitySettings.Preferences));
        var made = CommunitySettings.Empty.With(HigherLogicSettings.IamKey, Guid.Empty).With(SelfCommunitySettings.TokenSecret, "other");
        Assert.Equal(made.Json, unset.Settings.Json);
    }

    [Fact]
    public async Task A_migrated_database_is_left_alone()
    {
        await (await Database.Open(Connection, default)).DisposeAsync();
        await using var engine = new SqliteEngine(new SqliteConnectionStringBuilder(Connection));
        Assert.Empty(await Migrator.Migrate(engine, default));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A database that the first version made, and what is put into it.</summary>
    private async Task Write(string rows)
    {
        var assembly = typeof(Migrator).Assembly;
        var first = assembly.GetManifestResourceNames().Single(name => name.EndsWith("0001_initial.sql", StringComparison.Ordinal));
        using var script = new StreamReader(assembly.GetManifestResourceStream(first)!);
        using var connection = new SqliteConnection($"{Connection};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            CREATE TABLE schema_migrations (version integer NOT NULL PRIMARY KEY, name text NOT NULL);
            INSERT INTO schema_migrations VALUES (1, '0001_initial');
            {await script.ReadToEndAsync()}
            {rows}
            """;
        command.ExecuteNonQuery();
    }
}
