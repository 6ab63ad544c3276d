using System.Runtime.CompilerServices;

namespace Acquaint.Storage;

/// <summary>Some rows of a table, whatever its columns. Values: long, string, Guid, byte[] or null, the same on every engine.</summary>
/// <param name="Steps">How much further these rows lead, out of <see cref="CommunityRows.Steps"/>.</param>
internal sealed record RowPage(string Table, string[] Columns, IReadOnlyList<object?[]> Rows, int Steps = 0);

/// <summary>Every row of a community, in pages of bounded size, on any engine.</summary>
internal sealed class CommunityRows(ISqlEngine engine, CommunityId community)
{
    private const int PeopleAtOnce = 100;
    private const int RowsOfPerson = 500;
    private const int RowsAtOnce = 5_000;
    private const string PageOfPeople = "SELECT * FROM users WHERE community = @community AND id > @after ORDER BY id LIMIT @limit";

    private const string PageOfParts =
        """
        SELECT * FROM name_parts WHERE community = @community AND (part, owner) > (@part, @owner)
        ORDER BY part, owner LIMIT @limit
        """;

    // A range would depend on the database's collation; this reads every handle once.
    private const string PageOfHandles =
        "SELECT * FROM handles WHERE substr(handle, 1, 33) = @beginning AND handle > @handle ORDER BY handle LIMIT @limit";
    private const string HandlesOfKeys = "SELECT * FROM handles WHERE handle IN ({ids})";
    private const string Population = "SELECT * FROM populations WHERE community = @community";
    private const string CountPeople = "SELECT count(*) FROM users WHERE community = @community";
    private const string CountParts = "SELECT count(*) FROM name_parts WHERE community = @community";

    // Which community is the default is the database's matter, not the community's.
    private const string Itself = "SELECT id, name, created_at, rules, settings FROM communities WHERE id = @community";
    private const string Hosts = "SELECT host, community FROM community_hosts WHERE community = @community";
    private const string Keys = "SELECT * FROM service_keys WHERE community = @community";

    /// <summary>The tables whose rows belong to one person, and what orders them there when they may be many.</summary>
    private static readonly (string Table, string? Order, object? Before)[] s_owned =
    [
        ("passwords", null, null), ("counters", null, null), ("settings", null, null),
        ("sessions", "id", Guid.Empty), ("edges", "other", 0L), ("changes", "id", Guid.Empty),
    ];

    private static readonly Dictionary<string, string> s_owns = s_owned.ToDictionary(one => one.Table, one => one.Order is null
        ? $"SELECT * FROM {one.Table} WHERE owner = @owner"
        : $"SELECT * FROM {one.Table} WHERE owner = @owner AND {one.Order} > @after ORDER BY {one.Order} LIMIT {RowsOfPerson}");

    private static readonly RowPage s_beforeParts = new("name_parts", ["part", "owner"], [[Array.Empty<byte>(), 0L]]);
    private static readonly RowPage s_beforeHandles = new("handles", ["handle"], [[""]]);
    private readonly (string, object?) _community = ("community", community.Value);

    /// <summary>The tables that <see cref="All"/> reads. Those of the community itself are apart: they make it reachable.</summary>
    public static IReadOnlyList<string> Tables => ["users", .. s_owned.Select(one => one.Table), "name_parts", "handles", "populations"];
    public static IReadOnlyList<string> TablesOfItself => ["communities", "community_hosts", "service_keys"];

    public Task<long> People(CancellationToken stop) => Count(stop, new Step(CountPeople, _community));

    /// <summary>What <see cref="All"/> makes people wait for: one step per person, one per name part.</summary>
    public Task<long> Steps(CancellationToken stop) => Count(stop, new Step(CountPeople, _community), new Step(CountParts, _community));

    public async IAsyncEnumerable<RowPage> All([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var people in Users(stop))
        {
            yield return people;
            var ids = Values<long>(people, "id");
            foreach (var (table, order, before) in s_owned)
            {
                await foreach (var page in Owned(table, order, before, ids, stop))
                    yield return page;
            }

            object[] keys = [.. Values<Guid>(people, "user_key").Select(key => SqlStore.Stored(Handle.Of(community, new(key))))];
            yield return await Read("handles", stop, SqlStore.ForIds(HandlesOfKeys, keys));
            yield return people with { Rows = [], Steps = ids.Count };
        }

        await foreach (var page in After(s_beforeParts, PageOfParts, _community, stop))
            yield return page with { Steps = page.Rows.Count };
        await foreach (var page in After(s_beforeHandles, PageOfHandles, ("beginning", $"{community.Value:N}/"), stop))
            yield return page;
        yield return await Read("populations", stop, new Step(Population, _community));
    }

    /// <summary>People without what is theirs, by id.</summary>
    public async IAsyncEnumerable<RowPage> Users([EnumeratorCancellation] CancellationToken stop)
    {
        for (var after = 0L; ;)
        {
            var people = await Read("users", stop, new Step(PageOfPeople, _community, ("after", after), ("limit", PeopleAtOnce)));
            if (people.Rows.Count == 0)
                yield break;
            yield return people;
            after = Values<long>(people, "id")[^1];
        }
    }

    public async Task<IReadOnlyList<RowPage>> OfItself(CancellationToken stop) =>
    [
        await Read("communities", stop, new Step(Itself, _community)),
        await Read("community_hosts", stop, new Step(Hosts, _community)),
        await Read("service_keys", stop, new Step(Keys, _community)),
    ];

    public static List<T> Values<T>(RowPage page, string column)
    {
        var at = Array.IndexOf(page.Columns, column);
        return [.. page.Rows.Select(row => (T)row[at]!)];
    }

    private async Task<long> Count(CancellationToken stop, params Step[] steps) =>
        (await engine.Read(session => session.Query(row => row.GetInt64(0), steps), stop)).Sum();

    /// <summary>One statement for each person, all in one round trip; whoever has more rows than a page is asked again.</summary>
    private async IAsyncEnumerable<RowPage> Owned(
        string table, string? order, object? before, IReadOnlyList<long> owners, [EnumeratorCancellation] CancellationToken stop)
    {
        var after = owners.ToDictionary(owner => owner, _ => before);
        while (after.Count > 0)
        {
            var page = await Read(table, stop, [.. after.Select(one => OwnedStep(table, order, one.Key, one.Value))]);
            yield return page;
            if (order is null || page.Rows.Count == 0)
                yield break;
            after = Values<long>(page, "owner").Zip(Values<object>(page, order)).GroupBy(row => row.First)
                .Where(rows => rows.Count() == RowsOfPerson)
                .ToDictionary(rows => rows.Key, rows => (object?)rows.Last().Second);
        }
    }

    private static Step OwnedStep(string table, string? order, long owner, object? after) => order is null
        ? new(s_owns[table], ("owner", owner))
        : new(s_owns[table], ("owner", owner), ("after", after));

    /// <summary>The rows after that row, in the order of its columns.</summary>
    private async IAsyncEnumerable<RowPage> After(
        RowPage row, string sql, (string, object?) within, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var page = row; ;)
        {
            var place = row.Columns.Select(column => (column, (object?)Values<object>(page, column)[^1]));
            page = await Read(row.Table, stop, new Step(sql, [within, .. place, ("limit", RowsAtOnce)]));
            if (page.Rows.Count == 0)
                yield break;
            yield return page;
        }
    }

    private async Task<RowPage> Read(string table, CancellationToken stop, params Step[] steps)
    {
        string[] columns = [];
        var rows = await engine.Read(
            session => session.Query(
                row =>
                {
                    if (columns.Length == 0)
                        columns = [.. Enumerable.Range(0, row.FieldCount).Select(row.GetName)];
                    return Values(row);
                },
                steps),
            stop);
        return new(table, columns, rows);
    }

    private static object?[] Values(SqlRow row) => [.. Enumerable.Range(0, row.FieldCount).Select(row.GetValue)];
}
