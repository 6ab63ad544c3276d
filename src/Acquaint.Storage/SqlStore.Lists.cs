namespace Acquaint.Storage;

/// <summary>Reading edges: one, many, pages of lists, counts.</summary>
internal sealed partial class SqlStore
{
    private const string InOrderOfAsking = "ORDER BY requested_at DESC, other DESC LIMIT @limit OFFSET @offset";

    private const string EdgeOfPair = $"SELECT {Rows.EdgeColumns} FROM edges WHERE owner = @owner AND other = @other";

    private const string EdgesToIds = $"SELECT {Rows.EdgeColumns} FROM edges WHERE owner = @owner AND other IN ({{ids}})";

    private const string EdgeByRequest = $"SELECT {Rows.EdgeColumns} FROM edges WHERE owner = @owner AND request_id = @request_id";

    // One statement sees one moment: the counters, and a page of what they count.
    private const string WithCounters = $"SELECT {Rows.CountersAsEdge} FROM counters WHERE owner = @owner UNION ALL SELECT * FROM (";

    private const string EdgesByTie =
        $"{WithCounters}SELECT {Rows.EdgeColumns} FROM edges WHERE owner = @owner AND tie = @tie {InOrderOfAsking}) page";

    private const string EdgesByTieAfter =
        $"""
        {WithCounters}SELECT {Rows.EdgeColumns} FROM edges
        WHERE owner = @owner AND tie = @tie AND (requested_at, other) < (@after_at, @after_other) {InOrderOfAsking}) page
        """;

    // Both engines merge the two ordered ranges; tie IN (…) would sort all of both.
    private const string EdgesByTwoTies =
        $"""
        {WithCounters}SELECT {Rows.EdgeColumns} FROM edges WHERE owner = @owner AND tie = @tie
        UNION ALL
        SELECT {Rows.EdgeColumns} FROM edges WHERE owner = @owner AND tie = @tie2
        {InOrderOfAsking}) page
        """;

    private const string EdgesByTwoTiesAfter =
        $"""
        {WithCounters}SELECT {Rows.EdgeColumns} FROM edges
        WHERE owner = @owner AND tie = @tie AND (requested_at, other) < (@after_at, @after_other)
        UNION ALL
        SELECT {Rows.EdgeColumns} FROM edges
        WHERE owner = @owner AND tie = @tie2 AND (requested_at, other) < (@after_at, @after_other)
        {InOrderOfAsking}) page
        """;

    // The numbers are literals because the partial index names them.
    private const string EdgesAccepted =
        $"""
        SELECT {Rows.EdgeColumns} FROM edges
        WHERE owner = @owner AND tie = 5 AND by_me = 1 AND answered_at >= @since
        ORDER BY answered_at DESC, other DESC LIMIT @limit
        """;

    private const string CountersOf = $"SELECT {Rows.CounterColumns} FROM counters WHERE owner = @owner";

    private const string CountersOfIds = $"SELECT {Rows.CounterColumns} FROM counters WHERE owner IN ({{ids}})";

    private const string ChangesOf =
        "SELECT owner, id, kind, actor, request_id, at FROM changes WHERE owner = @owner ORDER BY id DESC LIMIT @limit";

    public Task<Relation> Relation(UserId viewer, UserId other, CancellationToken stop) => engine.Read(
        async session =>
        {
            var edges = await session.Query(Rows.ToEdge, Of(viewer, other));
            return edges.SingleOrDefault()?.Relation ?? Core.Relation.Blank;
        },
        stop);

    public async Task<IReadOnlyDictionary<UserId, Relation>> Relations(
        UserId viewer, IReadOnlyCollection<UserId> others, CancellationToken stop)
    {
        if (others.Count == 0)
            return new Dictionary<UserId, Relation>();
        var edges = await engine.Read(
            session => session.Query(Rows.ToEdge, ForIds(EdgesToIds, others, ("owner", viewer.Value))), stop);
        return edges.ToDictionary(edge => edge.Other, edge => edge.Relation);
    }

    public Task<Counterpart?> Find(UserId viewer, Handle other, CancellationToken stop) => engine.Read(
        async session =>
        {
            if ((await session.Query(ToId, HandleStep(other))).SingleOrDefault() is not { Value: > 0 } id)
                return null;
            var edge = new Question<Edge>(Rows.ToEdge, Of(viewer, id));
            var stamp = StampQuestion();
            await session.Ask(stamp, edge);
            return (await PeopleIn(session, [id], stamp.Rows.Single())).Values.SingleOrDefault() is { IsDeleted: false } user
                && user.Community == other.Community
                ? new Counterpart(user, edge.Rows.SingleOrDefault()?.Relation ?? Core.Relation.Blank)
                : null;
        },
        stop);

    public async Task<Edge?> Find(UserId viewer, RequestId request, CancellationToken stop)
    {
        var step = ByRequest(viewer, request);
        return (await engine.Read(session => session.Query(Rows.ToEdge, step), stop)).SingleOrDefault();
    }

    public Task<Page<Listed>> List(UserId owner, EdgeList list, PageRequest paging, CancellationToken stop) => engine.Read(
        async session =>
        {
            var (counters, edges, stamp) = await Part(session, ListStep(owner, list, paging));
            var listed = await WithPeople(session, edges.Take(paging.Limit), stamp);
            return new Page<Listed>(listed, counters.Of(list), NextOf(edges, paging.Limit, relation => relation.Request!.At));
        },
        stop);

    public Task<IReadOnlyList<Listed>> AcceptedSince(UserId viewer, DateTimeOffset since, int limit, CancellationToken stop) => engine.Read(
        async session => await WithPeople(
            session,
            await session.Query(
                Rows.ToEdge,
                new Step(EdgesAccepted, ("owner", viewer.Value), ("since", Rows.Micros(since)), ("limit", limit)))),
        stop);

    public Task<Counters> Counters(UserId owner, CancellationToken stop) => engine.Read(session => CountersIn(session, owner), stop);

    public async Task<IReadOnlyList<Change>> Changes(UserId recipient, int limit, CancellationToken stop) => await engine.Read(
        session => session.Query(Rows.ToChange, new Step(ChangesOf, ("owner", recipient.Value), ("limit", limit))), stop);

    private static async Task<Counters> CountersIn(SqlSession session, UserId owner) =>
        (await session.Query(Rows.ToCounters, CountersStep(owner))).SingleOrDefault().Value;

    /// <summary>Some edges of a list, with what a page of them needs besides the people.</summary>
    private static async Task<(Counters Counters, List<Edge> Edges, long Stamp)> Part(SqlSession session, Step edges)
    {
        var (stamp, found) = (StampQuestion(), new Question<(Counters Counters, Edge? Edge)>(Rows.ToCountersOrEdge, edges));
        await session.Ask(stamp, found);
        var counters = found.Rows.Find(row => row.Edge is null).Counters;
        return (counters, [.. found.Rows.Select(row => row.Edge).OfType<Edge>()], stamp.Rows.Single());
    }

    private static Step ByRequest(UserId viewer, RequestId request) =>
        new(EdgeByRequest, ("owner", viewer.Value), ("request_id", request.Value));

    private static Step CountersStep(UserId owner) => new(CountersOf, ("owner", owner.Value));

    private static Step ListStep(UserId owner, EdgeList list, PageRequest paging)
    {
        (string, object?)[] args = [("owner", owner.Value), .. TiesOf(list), .. ArgsOf(paging)];
        if (paging.After is null)
            return new(list is EdgeList.SentOrDeclined ? EdgesByTwoTies : EdgesByTie, args);
        return new(list is EdgeList.SentOrDeclined ? EdgesByTwoTiesAfter : EdgesByTieAfter, args);
    }

    /// <summary>One row more than asked for tells whether there is a next page.</summary>
    private static (string, object?)[] ArgsOf(PageRequest paging)
    {
        (string, object?)[] args = [("limit", (long)paging.Limit + 1), ("offset", (long)paging.Offset)];
        return paging.After is { } after
            ? [.. args, ("after_at", Rows.Micros(after.At)), ("after_other", after.Other.Value)]
            : args;
    }

    private static Cursor? NextOf(List<Edge> edges, int limit, Func<Relation, DateTimeOffset> time) =>
        limit > 0 && edges.Count > limit ? new Cursor(time(edges[limit - 1].Relation), edges[limit - 1].Other) : null;

    private static (string, object?)[] TiesOf(EdgeList list) => list switch
    {
        EdgeList.Received => [("tie", (int)Tie.Received)],
        EdgeList.Sent => [("tie", (int)Tie.Sent)],
        EdgeList.SentOrDeclined => [("tie", (int)Tie.Sent), ("tie2", (int)Tie.DeclinedByThem)],
        EdgeList.Connected => [("tie", (int)Tie.Connected)],
    };

    private async Task<IReadOnlyList<Listed>> WithPeople(SqlSession session, IEnumerable<Edge> edges, long? stamp = null)
    {
        var shown = edges.ToList();
        var people = await PeopleIn(session, [.. shown.Select(edge => edge.Other).Distinct()], stamp);
        return [.. shown.Select(edge => new Listed(edge, people[edge.Other]))];
    }
}
