namespace Acquaint.Storage;

/// <summary>A person's connections in the light of the viewer's.</summary>
/// <remarks>
/// The mutual ones are found by reading the shorter of the two lists and asking the longer one for those ids: a celebrity costs no more
/// than the person who looks at them. A join would do it in one statement, but one that no node could answer alone.
/// </remarks>
internal sealed partial class SqlStore
{
    private const string ConnectedAmongIds = "SELECT other FROM edges WHERE owner = @owner AND tie = 5 AND other IN ({ids})";
    private const string AskedAmongIds = "SELECT other, requested_at FROM edges WHERE owner = @owner AND tie = 5 AND other IN ({ids})";

    public Task<Page<Listed>> Connections(
        UserId owner, UserId viewer, Mutuality which, PageRequest paging, CancellationToken stop) => engine.Snapshot(
        async session =>
        {
            var (theirs, mine) = (await CountersIn(session, owner), await CountersIn(session, viewer));
            var unseen = await UnseenIn(session, owner, viewer, mine);
            var connected = theirs.Connected - unseen.Count;
            List<UserId> mutual = which is Mutuality.Ignored ? []
                : theirs.Connected < mine.Connected ? await Probe(session, owner, viewer) : await Pick(session, owner, viewer);
            List<UserId> shown = which is Mutuality.Never ? [] : [.. mutual.Skip(paging.Offset).Take(paging.Limit)];
            if (which is not Mutuality.Only && shown.Count < paging.Limit)
            {
                var skip = which is Mutuality.First ? Math.Max(0, paging.Offset - mutual.Count) : paging.Offset;
                shown.AddRange(await Others(session, owner, [.. mutual, .. unseen], new(paging.Limit - shown.Count, skip)));
            }

            return new Page<Listed>(await WithPeople(session, await EdgesTo(session, owner, shown)), TotalOf(which), Next: null);

            int TotalOf(Mutuality which) => which switch
            {
                Mutuality.First or Mutuality.Ignored => connected,
                Mutuality.Only => mutual.Count,
                Mutuality.Never => connected - mutual.Count,
            };
        },
        stop);

    /// <summary>The mutual ones in the owner's order, by reading the owner's list.</summary>
    private static async Task<List<UserId>> Probe(SqlSession session, UserId owner, UserId viewer)
    {
        var all = await session.Query(ToId, Newest(owner, int.MaxValue));
        var mutual = await Among(session, ConnectedAmongIds, all, ("owner", viewer.Value));
        return all.FindAll(mutual.Contains);
    }

    /// <summary>The mutual ones in the owner's order, by reading the viewer's list.</summary>
    private static async Task<List<UserId>> Pick(SqlSession session, UserId owner, UserId viewer)
    {
        var all = await session.Query(ToId, Newest(viewer, int.MaxValue));
        if (all.Count == 0)
            return [];
        var mutual = await session.Query(
            row => (Other: new UserId(row.GetInt64(0)), At: row.GetInt64(1)),
            [.. all.Chunk(Limits.BulkIds).Select(some => ForIds(AskedAmongIds, some, ("owner", owner.Value)))]);
        return [.. mutual.OrderByDescending(one => one.At).ThenByDescending(one => one.Other).Select(one => one.Other)];
    }

    /// <summary>A page of the owner's connections without some of them.</summary>
    private static async Task<IEnumerable<UserId>> Others(SqlSession session, UserId owner, HashSet<UserId> passed, PageRequest paging)
    {
        var upTo = (int)Math.Min(int.MaxValue, (long)paging.Offset + paging.Limit + passed.Count);
        var all = await session.Query(ToId, Newest(owner, upTo));
        return all.Where(id => !passed.Contains(id)).Skip(paging.Offset).Take(paging.Limit);
    }

    private static async Task<IEnumerable<Edge>> EdgesTo(SqlSession session, UserId owner, List<UserId> others)
    {
        if (others.Count == 0)
            return [];
        var edges = await session.Query(Rows.ToEdge, ForIds(EdgesToIds, others, ("owner", owner.Value)));
        var byOther = edges.ToDictionary(edge => edge.Other);
        return others.Select(other => byOther[other]);
    }
}
