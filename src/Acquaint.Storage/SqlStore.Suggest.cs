namespace Acquaint.Storage;

/// <summary>People whom a person may know: the connections of their connections.</summary>
/// <remarks>
/// Each statement names one owner, so that each is answered by one node; statements of a step go together. Counting and ranking what
/// they bring, at most ten thousand ids, costs less in memory than a join would.
/// </remarks>
internal sealed partial class SqlStore
{
    private const string NewestConnections =
        "SELECT other FROM edges WHERE owner = @owner AND tie = 5 ORDER BY requested_at DESC, other DESC LIMIT @limit";
    private const string OthersAmongIds = "SELECT other FROM edges WHERE owner = @owner AND other IN ({ids})";
    private const string ActiveOfIds = "SELECT id FROM users WHERE id IN ({ids}) AND status = 0";

    public Task<Page<Suggestion>> Suggest(UserId viewer, PageRequest paging, CancellationToken stop) => engine.Read(
        async session =>
        {
            var mutual = (await Far(session, viewer)).Where(id => id != viewer).CountBy(id => id).ToDictionary();
            var known = await Among(session, OthersAmongIds, mutual.Keys, ("owner", viewer.Value));
            var best = mutual.Where(one => !known.Contains(one.Key))
                .OrderByDescending(one => one.Value)
                .ThenByDescending(one => one.Key)
                .Take(Limits.Suggestions)
                .ToList();
            var active = await Among(session, ActiveOfIds, best.ConvertAll(one => one.Key));
            var suggested = best.Where(one => active.Contains(one.Key)).ToList();
            var shown = suggested.Skip(paging.Offset).Take(paging.Limit).ToList();
            var people = await PeopleIn(session, shown.ConvertAll(one => one.Key));
            return new Page<Suggestion>(shown.ConvertAll(one => new Suggestion(people[one.Key], one.Value)), suggested.Count, Next: null);
        },
        stop);

    /// <summary>The newest connections of each of the viewer's newest connections; who is in several lists comes as often.</summary>
    private static async Task<List<UserId>> Far(SqlSession session, UserId viewer)
    {
        var near = await session.Query(ToId, Newest(viewer, Limits.SuggestFrom));
        return near.Count == 0 ? [] : await session.Query(ToId, [.. near.Select(id => Newest(id, Limits.SuggestPer))]);
    }

    private static Step Newest(UserId owner, int limit) => new(NewestConnections, ("owner", owner.Value), ("limit", limit));

    /// <summary>Those of the ids that the statement finds, asked in lists of bounded length.</summary>
    private static async Task<HashSet<UserId>> Among(
        SqlSession session, string sql, IReadOnlyCollection<UserId> ids, params (string, object?)[] args) =>
        ids.Count == 0 ? [] : [.. await session.Query(ToId, [.. ids.Chunk(Limits.BulkIds).Select(some => ForIds(sql, some, args))])];

    private static UserId ToId(SqlRow row) => new(row.GetInt64(0));
}
