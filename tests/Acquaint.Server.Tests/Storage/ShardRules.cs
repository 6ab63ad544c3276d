using System.Text.RegularExpressions;
using Npgsql;

#pragma warning disable MA0009 // the texts are the program's own

namespace Acquaint.Server.Tests.Storage;

/// <summary>
/// What a schema and its statements must be so that PostgreSQL can be spread over many nodes by owner (docs/scale-out.sql). Each fault is
/// a sentence.
/// </summary>
internal static partial class ShardRules
{
    /// <summary>The column that says which node has a row.</summary>
    public static readonly IReadOnlyDictionary<string, string> Distributed = new Dictionary<string, string>
    {
        ["edges"] = "owner",
        ["counters"] = "owner",
        ["changes"] = "owner",
        ["passwords"] = "owner",
        ["sessions"] = "owner",
        ["settings"] = "owner",
        ["users"] = "id",
        ["handles"] = "handle",
        ["name_parts"] = "owner",
        ["populations"] = "community",
    };

    /// <summary>A few rows that every node has.</summary>
    public static readonly IReadOnlySet<string> Everywhere =
        new HashSet<string> { "communities", "community_hosts", "service_keys", "id_blocks", "people_stamps", "schema_migrations" };

    /// <summary>Unique indexes that hold the distribution column without beginning with it, and why.</summary>
    private static readonly Dictionary<string, string> s_withinOnly = new()
    {
        ["name_parts_pkey"] = "a search is a range of a community's parts on every node; by community, one large community would fill one",
    };

    /// <summary>How statements begin that may ask every node, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> AskEverybody = new Dictionary<string, string>
    {
        ["SELECT owner FROM name_parts WHERE community = @community AND part >= @from"] = "searching a community; bounded rows per node",
        ["SELECT id FROM users WHERE community = @community AND status <> 2 AND id NOT IN"] = "paging through a whole community",
        [$"SELECT {string.Join(", ", UserColumns.Names)} FROM users WHERE community = @community AND id > @after"] =
            "operators walk through a community",
        ["SELECT * FROM users WHERE community = @community AND id > @after"] = "copying a community",
        ["SELECT count(*) FROM users WHERE community = @community"] = "copying a community",
        ["SELECT count(*) FROM name_parts WHERE community = @community"] = "copying a community",
        ["SELECT * FROM name_parts WHERE community = @community"] = "copying a community",
        ["SELECT * FROM handles WHERE substr(handle, 1, 33) = @beginning"] = "copying a community",
        ["SELECT id, community, username, display_name, first_name, last_name FROM users WHERE id > @after"] = "a migration",
    };

    /// <summary>Holds off other migrations. It holds on one node only, and migrations go through one.</summary>
    public const string LockOfSchema = "SELECT pg_advisory_xact_lock(4711)";

    /// <summary>Of one statement that the store sends.</summary>
    public static IEnumerable<string> FaultsOf(Sent sent)
    {
        var sql = Space().Replace(sent.Sql, " ").Trim();
        foreach (Match match in Impure().Matches(sql))
            yield return $"'{match.Value}': time, dice and numbers are parameters; locks are rows: {sql}";
        if (sent.IsScript)
            yield break;
        if (!sent.InWrite && !sql.StartsWith("SELECT", StringComparison.Ordinal))
            yield return $"a change outside ISqlEngine.Write: {sql}";
        var tables = Tables().Matches(sql).Select(match => match.Groups["table"].Value).ToList();
        foreach (var unknown in tables.Where(table => !Distributed.ContainsKey(table) && !Everywhere.Contains(table)))
            yield return $"say in ShardRules where the rows of {unknown} are: {sql}";
        if (Joined().IsMatch(sql))
            yield return $"a join: no node has both people's rows; ask one owner at a time: {sql}";
        foreach (var fault in OwnerFaults(sql, tables.Where(Distributed.ContainsKey).ToList()))
            yield return fault;
    }

    /// <summary>Of the tables and indexes of a migrated database.</summary>
    public static async Task<IReadOnlyList<string>> FaultsOf(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var faults = new List<string>();
        foreach (var (table, name, columns) in await Query(source, UniqueIndexes))
        {
            if (Everywhere.Contains(table))
                continue;
            if (!Distributed.TryGetValue(table, out var column))
                faults.Add($"{table}: say in ShardRules where its rows are");
            else if (s_withinOnly.ContainsKey(name) ? !columns.Split(',').Contains(column) : columns.Split(',')[0] != column)
                faults.Add($"{name} is unique over ({columns}): a node can't see the others' rows; begin with {column}");
        }

        foreach (var (table, name, _) in await Query(source, ForeignKeys))
            faults.Add($"{table}: the foreign key {name} leaves its node");
        foreach (var (name, _, _) in await Query(source, Sequences))
            faults.Add($"{name}: a sequence belongs to one node; the application makes ids");
        foreach (var (table, name, value) in await Query(source, Defaults))
        {
            if (Impure().IsMatch(value))
                faults.Add($"{table}.{name} is {value} by default: nodes differ");
        }

        return faults;
    }

    private static IEnumerable<string> OwnerFaults(string sql, List<string> tables)
    {
        if (AskEverybody.Keys.Any(beginning => sql.StartsWith(beginning, StringComparison.Ordinal)))
            yield break;
        foreach (var table in tables.Distinct())
        {
            var column = Distributed[table];
            var named = Regex.Matches(sql, $@"(?<![\w@])(?:\w+\.)?{column} (?:= (?<one>@\w+)|IN \((?<many>@id0))");
            var inserted = Regex.IsMatch(sql, $@"INSERT INTO {table} \([^)]*\b{column}\b[^)]*\) VALUES \([^)]*@") ? 1 : 0;
            if (named.Count + inserted < tables.Count(one => one == table))
                yield return $"{table} without its {column}: every node would be asked: {sql}";
            if (named.Select(match => match.Groups["one"].Value).Distinct().Count() > 1)
                yield return $"two owners: ask one at a time: {sql}";
        }
    }

    private static async Task<List<(string, string, string)>> Query(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, string, string)>();
        while (await reader.ReadAsync())
            rows.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return rows;
    }

    private const string UniqueIndexes =
        """
        SELECT t.relname, i.relname, string_agg(coalesce(a.attname, '(expression)'), ',' ORDER BY k.place)
        FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_namespace n ON n.oid = t.relnamespace
        CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY k(number, place)
        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number AND k.number > 0
        WHERE x.indisunique AND n.nspname = 'public' GROUP BY t.relname, i.relname ORDER BY 1, 2
        """;

    private const string ForeignKeys =
        "SELECT conrelid::regclass::text, conname::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'";

    private const string Sequences =
        "SELECT c.relname::text, '', '' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        + "WHERE c.relkind = 'S' AND n.nspname = 'public'";

    private const string Defaults =
        "SELECT d.adrelid::regclass::text, a.attname::text, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d "
        + "JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum "
        + "JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'";

    [GeneratedRegex(
        @"\b(?:now|random|\w*_timestamp|gen_random_uuid|nextval|lastval|currval|datetime|randomblob|last_insert_rowid) ?\("
        + @"|\bpg_\w*advisory\w*|\bcurrent_(?:time|date|timestamp)\b|\b(?:big|small)?serial\b"
        + @"|\bSKIP LOCKED\b|\bFOR UPDATE\b|\bAUTOINCREMENT\b|\bREFERENCES\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Impure();

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE) (?!SET\b)(?<table>\w+)")]
    private static partial Regex Tables();

    [GeneratedRegex(@"\bJOIN\b|\bFROM \w+(?: \w+)?,")]
    private static partial Regex Joined();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
