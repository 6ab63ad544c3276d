using Acquaint.Core;

namespace Acquaint.Server.Storage;

/// <summary>Whom a person blocks: one range of the partial index that only blocks enter.</summary>
internal sealed partial class SqlStore
{
    private const string LatestBlocks = "ORDER BY i_blocked_at DESC, other DESC LIMIT @limit OFFSET @offset";

    private const string Blocks =
        $"SELECT {Rows.EdgeColumns} FROM edges WHERE owner = @owner AND i_blocked_at IS NOT NULL {LatestBlocks}";

    private const string BlocksAfter =
        $"""
        SELECT {Rows.EdgeColumns} FROM edges
        WHERE owner = @owner AND i_blocked_at IS NOT NULL AND (i_blocked_at, other) < (@after_at, @after_other) {LatestBlocks}
        """;

    private const string IdsOfBlocked =
        "SELECT other FROM edges WHERE owner = @owner AND i_blocked_at IS NOT NULL ORDER BY i_blocked_at DESC, other DESC LIMIT @limit";

    public Task<Page<Listed>> Blocked(UserId owner, Slice slice, CancellationToken stop) => engine.Read(
        async session =>
        {
            var blocks = new Step(slice.After is null ? Blocks : BlocksAfter, [("owner", owner.Value), .. ArgsOf(slice)]);
            var (tally, edges, stamp) = await Part(session, owner, blocks);
            var listed = await WithPeople(session, edges.Take(slice.Limit), stamp);
            return new Page<Listed>(listed, tally.Blocking, NextOf(edges, slice.Limit, relation => relation.IBlockedAt!.Value));
        },
        stop);

    public async Task<IReadOnlyList<UserId>> BlockedIds(UserId owner, int limit, CancellationToken stop)
    {
        var step = new Step(IdsOfBlocked, ("owner", owner.Value), ("limit", limit));
        return await engine.Read(session => session.Query(row => new UserId(row.GetInt64(0)), step), stop);
    }
}
