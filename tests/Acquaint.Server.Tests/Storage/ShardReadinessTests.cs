using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Acquaint.Server.Tests.Deployment;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

#pragma warning disable MA0009 // the texts are the program's own

namespace Acquaint.Server.Tests.Storage;

/// <summary>The schema, and every statement that the store sends, could be spread over many nodes as they are.</summary>
public sealed partial class ShardReadinessTests
{
    private readonly ConcurrentDictionary<Sent, bool> _sent = new();
    private readonly ConcurrentDictionary<MethodInfo, bool> _called = new();

    [Fact]
    public async Task Every_statement_of_the_store_asks_one_owner()
    {
        await RunTheContract();
        await Copy();
        string[] faults =
        [
            .. typeof(IStore).GetInterfaces().Append(typeof(IStore)).SelectMany(one => one.GetMethods()).Except(_called.Keys)
                .Select(method => $"no contract test calls {method}"),
            .. Unsent().Select(sql => $"no contract test has the store send: {sql}"),
            .. _sent.Keys.SelectMany(ShardRules.FaultsOf),
        ];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
        Assert.All(
            ShardRules.AskEverybody.Keys,
            beginning => Assert.Contains(_sent.Keys, one => OneLine(one.Sql).StartsWith(beginning, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_schema_has_nothing_that_one_node_could_not_check_alone()
    {
        await using var database = await TestDatabase.OnPostgres();
        await (await Database.Open(database.ConnectionString, default)).DisposeAsync();
        Assert.Empty(await ShardRules.FaultsOf(database.ConnectionString));
    }

    [Fact]
    public void The_operators_script_puts_the_rows_where_the_statements_expect_them()
    {
        var script = File.ReadAllText(Path.Combine(Root(), "docs", "scale-out.sql"));
        var distributed = Regex.Matches(script, @"create_distributed_table\('(\w+)', '(\w+)'");
        Assert.Equal(
            ShardRules.Distributed.Select(one => (one.Key, one.Value)).Order(),
            distributed.Select(one => (one.Groups[1].Value, one.Groups[2].Value)).Order());
        var everywhere = Regex.Matches(script, @"create_reference_table\('(\w+)'\)").Select(one => one.Groups[1].Value);
        Assert.Equal(ShardRules.Everywhere.Order(), everywhere.Order());

        static string Root()
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Acquaint.slnx")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }

    [Theory]
    [InlineData("CREATE UNIQUE INDEX users_email ON users (email)", "users_email is unique over (email)")]
    [InlineData("CREATE UNIQUE INDEX users_name ON users (lower(username))", "users_name is unique over ((expression))")]
    [InlineData("ALTER TABLE edges ADD UNIQUE (request_id, owner)", "is unique over (request_id,owner)")]
    [InlineData("ALTER TABLE edges ADD FOREIGN KEY (other) REFERENCES users (id)", "leaves its node")]
    [InlineData("ALTER TABLE changes ADD COLUMN number bigserial", "a sequence belongs to one node")]
    [InlineData("ALTER TABLE changes ADD COLUMN since timestamptz DEFAULT now()", "by default: nodes differ")]
    [InlineData("CREATE TABLE webhooks (id uuid PRIMARY KEY)", "webhooks: say in ShardRules")]
    public async Task A_schema_that_is_not_ready_is_reported(string mistake, string words)
    {
        await using var database = await TestDatabase.OnPostgres();
        await (await Database.Open(database.ConnectionString, default)).DisposeAsync();
        await using (var source = NpgsqlDataSource.Create(database.ConnectionString))
        await using (var command = source.CreateCommand(mistake))
            await command.ExecuteNonQueryAsync();
        Assert.Contains(await ShardRules.FaultsOf(database.ConnectionString), fault => fault.Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT tie FROM edges WHERE other = @other", "edges without its owner")]
    [InlineData("SELECT tie FROM edges WHERE owner = @a AND other IN (SELECT other FROM edges WHERE tie = 5)", "edges without its owner")]
    [InlineData("SELECT tie FROM edges WHERE owner = @owner OR owner = @other", "two owners")]
    [InlineData("SELECT e.tie FROM edges e JOIN users u ON u.id = e.other WHERE e.owner = @owner AND u.id = @id", "a join")]
    [InlineData("SELECT tie FROM edges WHERE owner = @owner AND seen_at < now()", "time, dice")]
    [InlineData("SELECT tie FROM edges WHERE owner = @owner FOR UPDATE SKIP LOCKED", "locks are rows")]
    [InlineData("INSERT INTO edges (other, tie) VALUES (@other, 0)", "edges without its owner")]
    [InlineData("UPDATE edges SET tie = 0 WHERE owner = @owner", "outside ISqlEngine.Write")]
    [InlineData("SELECT url FROM webhooks", "say in ShardRules")]
    public void A_statement_that_is_not_ready_is_reported(string sql, string words) =>
        Assert.Contains(ShardRules.FaultsOf(new Sent(sql, InWrite: false)), fault => fault.Contains(words, StringComparison.Ordinal));

    [Fact]
    public async Task A_write_on_PostgreSQL_is_one_explicit_transaction()
    {
        await using var database = await TestDatabase.OnPostgres();
        await using var engine = await Database.OpenEngine(database.ConnectionString, default);
        var transactions = await engine.Write(
            async session => new Written<string[]>([await Transaction(session), await Transaction(session)]), default);
        Assert.Single(transactions.Distinct());

        static async Task<string> Transaction(SqlSession session) =>
            (await session.Query(row => row.GetString(0), new Step("SELECT pg_current_xact_id()::text"))).Single();
    }

    /// <summary>Each test of the contract, by this engine that takes notes. The statements are the same on every engine.</summary>
    private async Task RunTheContract()
    {
        var tests = from method in typeof(StoreContract).GetMethods()
                    where method.GetCustomAttribute<FactAttribute>() is not null
                    select method;
        await Parallel.ForEachAsync(tests, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (test, _) =>
        {
            foreach (var arguments in await ArgumentsOf(test))
            {
                await using var contract = new NotedContract(_sent, _called);
                await contract.InitializeAsync();
                await (Task)test.Invoke(contract, arguments)!;
            }
        });
    }

    /// <summary>The other thing that sends statements.</summary>
    private async Task Copy()
    {
        await using var old = TestDatabase.OnSqlite();
        await using var copied = TestDatabase.OnSqlite();
        var crowd = await Crowd.Make(old, people: 5);
        await using var from = new RecordingEngine(await Database.OpenEngine(old.ConnectionString, default), _sent);
        await using var to = new RecordingEngine(await Database.OpenEngine(copied.ConnectionString, default), _sent);
        await new CommunityCopy(from, to, crowd.Community.Id).Run(_ => { }, default);
    }

    private static async Task<IEnumerable<object?[]>> ArgumentsOf(MethodInfo test)
    {
        if (test.GetCustomAttribute<TheoryAttribute>() is null)
            return [[]];
        var rows = await Task.WhenAll(
            test.GetCustomAttributes<DataAttribute>().Select(data => data.GetData(test, new DisposalTracker()).AsTask()));
        return rows.SelectMany(some => some).Select(row => row.GetData());
    }

    /// <summary>SQL that stands in the program's texts but was never sent.</summary>
    private List<string> Unsent()
    {
        var sent = _sent.Keys.Select(one => one.Sql).ToList();
        using var file = File.OpenRead(typeof(SqlStore).Assembly.Location);
        using var assembly = new PEReader(file);
        var texts = assembly.GetMetadataReader();
        var unsent = new List<string>();
        for (var at = MetadataTokens.UserStringHandle(1); !at.IsNil; at = texts.GetNextHandle(at))
        {
            var text = texts.GetUserString(at);
            if (Statement().IsMatch(text) && text != ShardRules.LockOfSchema && !sent.Any(new Regex(Pattern(text)).IsMatch))
                unsent.Add(text);
        }

        return unsent;

        static string Pattern(string text) => Regex.Escape(text).Replace(@"\{ids}", @"[@\w, ]+", StringComparison.Ordinal);
    }

    private static string OneLine(string sql) => Space().Replace(sql, " ").Trim();

    [GeneratedRegex(@"^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|MERGE) ")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    private sealed class NotedContract(ConcurrentDictionary<Sent, bool> sent, ConcurrentDictionary<MethodInfo, bool> called)
        : StoreContract
    {
        private readonly TestDatabase _database = TestDatabase.OnSqlite();
        private SqlStore? _store;

        private protected override async Task<IStore> Open()
        {
            var engine = new RecordingEngine(new SqliteEngine(new SqliteConnectionStringBuilder(_database.ConnectionString)), sent);
            await Migrator.Migrate(engine, default);
            _store = new(engine);
            return NotedStore.Of(_store, called);
        }

        public override async ValueTask DisposeAsync()
        {
            await _store!.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}

/// <summary>A store that notes which of its methods are called.</summary>
public class NotedStore : DispatchProxy
{
    private IStore? _store;
    private ConcurrentDictionary<MethodInfo, bool>? _called;

    internal static IStore Of(IStore store, ConcurrentDictionary<MethodInfo, bool> called)
    {
        var noted = Create<IStore, NotedStore>();
        var self = (NotedStore)noted;
        (self._store, self._called) = (store, called);
        return noted;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _called![targetMethod!] = true;
        return targetMethod!.Invoke(_store, args);
    }
}
