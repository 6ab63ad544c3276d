namespace Acquaint.Storage;

/// <summary>
/// Whom a person blocks, and who blocks them: each one range of a partial index that only blocks enter. Those who block somebody are kept
/// from their eyes; a counters tells whether there are any, so that it costs nothing where there are none.
/// </summary>
internal sealed partial class SqlStore
{
    private const string LatestBlocks = "ORDER BY i_blocked_at DESC, other DESC LIMIT @limit OFFSET @offset";
    private const string Blocks =
        $"{WithCounters}SELECT {Rows.EdgeColumns} FROM edges WHERE owner = @owner AND i_blocked_at IS NOT NULL {LatestBlocks}) page";

    private const string BlocksAfter =
        $"""
        {WithCounters}SELECT {Rows.EdgeColumns} FROM edges
        WHERE owner = @owner AND i_blocked_at IS NOT NULL AND (i_blocked_at, other) < (@after_at, @after_other) {LatestBlocks}) page
        """;

    private const string IdsOfBlocked =
        "SELECT other FROM edges WHERE owner = @owner AND i_blocked_at IS NOT NULL ORDER BY i_blocked_at DESC, other DESC LIMIT @limit";

    private const string IdsOfBlockers =
        """
        SELECT other FROM edges WHERE owner = @owner AND they_blocked_at IS NOT NULL AND i_blocked_at IS NULL
        ORDER BY they_blocked_at DESC, other DESC LIMIT @limit
        """;

    public Task<Page<Listed>> Blocked(UserId owner, PageRequest paging, CancellationToken stop) => engine.Read(
        async session =>
        {
            var blocks = new Step(paging.After is null ? Blocks : BlocksAfter, [("owner", owner.Value), .. ArgsOf(paging)]);
            var (counters, edges, stamp) = await Part(session, blocks);
            var listed = await WithPeople(session, edges.Take(paging.Limit), stamp);
            return new Page<Listed>(listed, counters.Blocking, NextOf(edges, paging.Limit, relation => relation.IBlockedAt!.Value));
        },
        stop);

    public Task<IReadOnlyList<UserId>> BlockedIds(UserId owner, int limit, CancellationToken stop) =>
        All(ToId, new Step(IdsOfBlocked, ("owner", owner.Value), ("limit", limit)), stop);

    public async Task<IReadOnlyList<UserId>> Blockers(UserId viewer, CancellationToken stop) =>
        await engine.Read(session => BlockersIn(session, viewer), stop);

    /// <summary>One statement sees one moment; only where somebody is to be left out, more are needed.</summary>
    public async Task<IReadOnlyDictionary<UserId, Counters>> Counters(
        UserId? viewer, IReadOnlyCollection<UserId> owners, CancellationToken stop)
    {
        if (owners.Count == 0)
            return new Dictionary<UserId, Counters>();
        var step = ForIds(CountersOfIds, viewer is { } one ? [.. owners, one] : owners);
        var counters = await engine.Read(session => CountersIn(session, step), stop);
        if (viewer is { } who && counters.GetValueOrDefault(who).BlockedBy > 0)
        {
            counters = await engine.Snapshot(
                async session =>
                {
                    var all = await CountersIn(session, step);
                    await Uncount(session, all, await BlockersIn(session, who));
                    return all;
                },
                stop);
        }

        return counters.Where(one => owners.Contains(one.Key)).ToDictionary();
    }

    private static async Task<Dictionary<UserId, Counters>> CountersIn(SqlSession session, Step step) =>
        new(await session.Query(Rows.ToCounters, step));

    private static Task<List<UserId>> BlockersIn(SqlSession session, UserId viewer) =>
        session.Query(ToId, new Step(IdsOfBlockers, ("owner", viewer.Value), ("limit", Limits.Blockers)));

    /// <summary>Takes people out of counters: their own, and what their edges add to others'.</summary>
    private static async Task Uncount(SqlSession session, Dictionary<UserId, Counters> counters, List<UserId> people)
    {
        people.ForEach(one => counters.Remove(one));
        var ties = counters.Keys.SelectMany(
            owner => people.Chunk(Limits.BulkIds).Select(some => ForIds(EdgesToIds, some, ("owner", owner.Value))));
        foreach (var edge in counters.Count == 0 ? [] : await session.Query(Rows.ToEdge, [.. ties]))
            counters[edge.Owner] -= Core.Counters.Of(edge.Relation);
    }

    /// <summary>Those of the owner's connections who block the viewer.</summary>
    private static async Task<HashSet<UserId>> UnseenIn(SqlSession session, UserId owner, UserId viewer, Counters viewers) =>
        viewers.BlockedBy == 0
            ? []
            : await Among(session, ConnectedAmongIds, await BlockersIn(session, viewer), ("owner", owner.Value));
}
