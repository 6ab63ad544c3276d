using Acquaint.Core;

namespace Acquaint.Server.Storage;

/// <summary>A person's connections in the light of the viewer's.</summary>
/// <remarks>
/// The mutual ones are found by walking the shorter of the two lists and probing the longer by primary key: a celebrity costs no more
/// than the person who looks at them. The join order is spelt out (CROSS JOIN) because SQLite would keep no statistics to choose by.
/// </remarks>
internal sealed partial class SqlStore
{
    private const string MutualPair =
        "v.owner = @viewer AND v.tie = 5 AND o.owner = @owner AND o.other = v.other AND o.tie = 5";

    private const string Ordered = "ORDER BY o.requested_at DESC, o.other DESC LIMIT @limit OFFSET @offset";

    private const string MutualByViewer = "FROM edges v CROSS JOIN edges o WHERE " + MutualPair;

    private const string MutualByOwner = "FROM edges o CROSS JOIN edges v WHERE " + MutualPair;

    private const string NotMutual =
        "FROM edges o WHERE o.owner = @owner AND o.tie = 5 AND NOT EXISTS "
        + "(SELECT 1 FROM edges v WHERE v.owner = @viewer AND v.other = o.other AND v.tie = 5)";

    private static readonly string s_columns = string.Join(", ", Rows.EdgeColumns.Split(", ").Select(column => "o." + column));
    private static readonly string s_countByViewer = "SELECT count(*) " + MutualByViewer;
    private static readonly string s_countByOwner = "SELECT count(*) " + MutualByOwner;
    private static readonly string s_mutualByViewer = $"SELECT {s_columns} {MutualByViewer} {Ordered}";
    private static readonly string s_mutualByOwner = $"SELECT {s_columns} {MutualByOwner} {Ordered}";
    private static readonly string s_notMutual = $"SELECT {s_columns} {NotMutual} {Ordered}";

    public Task<Page<Listed>> Connections(UserId owner, UserId viewer, Mutuality which, Slice slice, CancellationToken stop) => engine.Read(
        async session =>
        {
            var connected = (await TallyIn(session, owner)).Connected;
            var viewerIsShorter = (await TallyIn(session, viewer)).Connected <= connected;
            var mutual = (int)(await session.Query(
                row => row.GetInt64(0),
                new Step(viewerIsShorter ? s_countByViewer : s_countByOwner, ("viewer", viewer.Value), ("owner", owner.Value)))).Single();
            var edges = new List<Edge>();
            if (which is not Mutuality.Never && slice.Offset < mutual)
                edges.AddRange(await Part(viewerIsShorter ? s_mutualByViewer : s_mutualByOwner, slice.Limit, slice.Offset));
            var skip = which is Mutuality.First ? Math.Max(0, slice.Offset - mutual) : slice.Offset;
            if (which is not Mutuality.Only && edges.Count < slice.Limit)
                edges.AddRange(await Part(s_notMutual, slice.Limit - edges.Count, skip));
            return new Page<Listed>(await WithPeople(session, edges), TotalOf(which, connected, mutual), Next: null);

            Task<List<Edge>> Part(string sql, int limit, int offset) => session.Query(
                Rows.ToEdge,
                new Step(sql, ("viewer", viewer.Value), ("owner", owner.Value), ("limit", limit), ("offset", offset)));
        },
        stop);

    private static int TotalOf(Mutuality which, int connected, int mutual) => which switch
    {
        Mutuality.First => connected,
        Mutuality.Only => mutual,
        Mutuality.Never => connected - mutual,
    };
}
