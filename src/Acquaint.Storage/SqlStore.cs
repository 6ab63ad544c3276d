namespace Acquaint.Storage;

/// <summary>All SQL of the product, once for every engine. This part: changing the edges of a pair.</summary>
/// <remarks>
/// Locks are taken in one order everywhere: both edges, the smaller owner first, then both counters, the smaller owner first. Whoever has
/// the first edge has the pair, and the other edge is its mirror. A pair that has no rows is locked by writing one. Where writes follow
/// one another, reading is enough. Statements name no other person's rows: not even in what they return, which a distributed database
/// refuses of an INSERT.
/// </remarks>
internal sealed partial class SqlStore(ISqlEngine engine) : IStore, IAsyncDisposable
{
    private const string LockEdge =
        $"""
        INSERT INTO edges (owner, other, tie) VALUES (@owner, @other, 0)
        ON CONFLICT (owner, other) DO UPDATE SET tie = edges.tie
        RETURNING {Rows.EdgeColumns}
        """;

    // A seen mark belongs to one request: a new request is unseen.
    private const string WriteEdge =
        """
        INSERT INTO edges (
            owner, other, tie, request_id, by_me, message, requested_at, answered_at,
            i_blocked_at, they_blocked_at, ask_again_at, they_ask_again_at)
        VALUES (
            @owner, @other, @tie, @request_id, @by_me, @message, @requested_at, @answered_at,
            @i_blocked_at, @they_blocked_at, @ask_again_at, @they_ask_again_at)
        ON CONFLICT (owner, other) DO UPDATE SET
            tie = excluded.tie, request_id = excluded.request_id, by_me = excluded.by_me, message = excluded.message,
            requested_at = excluded.requested_at, answered_at = excluded.answered_at,
            seen_at = CASE WHEN edges.request_id = excluded.request_id THEN edges.seen_at END,
            i_blocked_at = excluded.i_blocked_at, they_blocked_at = excluded.they_blocked_at,
            ask_again_at = excluded.ask_again_at, they_ask_again_at = excluded.they_ask_again_at
        """;

    private const string DeleteEdge = "DELETE FROM edges WHERE owner = @owner AND other = @other";

    private const string AsItWas =
        "WHERE owner = @owner AND other = @other AND tie = @was_tie AND request_id = @was_request RETURNING owner";

    private const string ChangeEdge =
        $"""
        UPDATE edges SET
            tie = @tie, request_id = @request_id, by_me = @by_me, message = @message, requested_at = @requested_at,
            answered_at = @answered_at, seen_at = CASE WHEN request_id = @request_id THEN seen_at END, i_blocked_at = @i_blocked_at,
            they_blocked_at = @they_blocked_at, ask_again_at = @ask_again_at, they_ask_again_at = @they_ask_again_at
        {AsItWas}
        """;

    private const string EndEdge = $"DELETE FROM edges {AsItWas}";

    private const string FactsOfIds = "SELECT id, community, status, created_at FROM users WHERE id IN ({ids})";

    // Servers' clocks differ a little and writes wait: what a moment ago was yesterday counts for today. No more than that, so that
    // nobody is barred until a day that a wrong clock once named.
    private const string AddCounters =
        $"""
        INSERT INTO counters (owner, sent, received, connected, declined, blocking, blocked_by, notifications, unseen, unread, asked_on,
            asked)
        VALUES (@owner, @sent, @received, @connected, @declined, @blocking, @blocked_by, @notified, @notified, @notified, @today, @asked)
        ON CONFLICT (owner) DO UPDATE SET
            sent = counters.sent + excluded.sent, received = counters.received + excluded.received,
            connected = counters.connected + excluded.connected, declined = counters.declined + excluded.declined,
            blocking = counters.blocking + excluded.blocking, blocked_by = counters.blocked_by + excluded.blocked_by,
            notifications = counters.notifications + excluded.notifications, unseen = counters.unseen + excluded.unseen,
            unread = counters.unread + excluded.unread,
            asked_on = CASE counters.asked_on WHEN excluded.asked_on + 1 THEN counters.asked_on ELSE excluded.asked_on END,
            asked = excluded.asked
                + CASE WHEN counters.asked_on IN (excluded.asked_on, excluded.asked_on + 1) THEN counters.asked ELSE 0 END
        RETURNING {Rows.CounterColumns}, asked, deleted
        """;

    private const string AddChange =
        """
        INSERT INTO changes (owner, id, kind, actor, request_id, at) VALUES (@owner, @id, @kind, @actor, @request_id, @at)
        """;

    private const string MarkEdgeSeen =
        """
        UPDATE edges SET seen_at = @at WHERE owner = @owner AND other = @other AND tie = @tie AND seen_at IS NULL
        """;

    /// <summary>What a change adds to what somebody has, below zero where it takes away.</summary>
    private readonly record struct Gain(Counters Counters, int Asked, int Notified);

    /// <summary>Counters that were added to.</summary>
    private readonly record struct Counted(UserId Owner, Standing Standing, bool IsDeleted);

    public Task<bool> IsCurrent(CancellationToken stop) => engine.Read(Migrator.IsCurrent, stop);

    /// <summary>
    /// By request: what is read without a lock is decided on, and written where it is so still. Only if somebody was faster, the pair is
    /// locked first, as it is by user.
    /// </summary>
    public async Task<Transition> Act(ActionContext context, Func<Pair, Decision> decide, CancellationToken stop)
    {
        if (context.Request is not { } request)
            return await Change(context, decide, evenDeleted: false, stop);
        // A writer that stands in line for others doesn't look up what is not there.
        if (engine.WritesAlone && await Find(context.Viewer, request, stop) is null)
            return new(Core.Relation.Blank, Refusal.NoSuchRequest);
        var (transition, other) = await ChangeUnlocked(context, request, decide, stop);
        return transition ?? await Change(context with { Other = other }, decide, evenDeleted: false, stop);
    }

    public Task MarkSeen(ActionContext context, CancellationToken stop) => engine.Write(
        async session => new Written<int>(await session.Run(InOrder(
            context.Viewer,
            context.Other,
            Seen(context.Viewer, context.Other, Tie.Received, context.At),
            Seen(context.Other, context.Viewer, Tie.Sent, context.At)))),
        stop);

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        _takingIds.Dispose();
        _cache.Dispose();
    }

    private Task<Transition> Change(
        ActionContext context, Func<Pair, Decision> decide, bool evenDeleted, CancellationToken stop) => engine.Write(
        async session =>
        {
            var pair = await Lock(session, context.Viewer, context.Other);
            var decision = decide(pair);
            if (IsNothing(pair.Relation, decision.Transition))
                return new(decision.Transition, Keep: false);
            var (before, transition) = (pair.Relation, decision.Transition);
            var counted = await session.Query(
                ToCounted,
                [
                    .. Edges(context, before, transition.Next, guarded: false),
                    .. Adds(context, before, transition),
                    .. Records(context, before, transition),
                ]);
            return Judge(context, before, decision, counted, evenDeleted);
        },
        stop);

    /// <summary>Null when somebody changed the pair meanwhile; then nothing was written.</summary>
    private Task<(Transition? Transition, UserId Other)> ChangeUnlocked(
        ActionContext context, RequestId request, Func<Pair, Decision> decide, CancellationToken stop) => engine.Write(
        async session =>
        {
            if ((await session.Query(Rows.ToEdge, ByRequest(context.Viewer, request))).SingleOrDefault() is not { } edge)
                return Undone(new(Core.Relation.Blank, Refusal.NoSuchRequest));
            context = context with { Other = edge.Other };
            var (before, likely, facts) = (edge.Relation, decide(new(edge.Relation, People: null)).Transition, Facts(context));
            if (IsNothing(before, likely))
            {
                await session.Ask(facts);
                return Undone(decide(new(before, facts.Rows.ToDictionary())).Transition);
            }

            var edges = Edges(context, before, likely.Next, guarded: true).Select(step => new Question<UserId>(ToId, step)).ToList();
            var counters = Adds(context, before, likely).Select(step => new Question<Counted>(ToCounted, step)).ToList();
            var records = Records(context, before, likely).Select(step => new Question<UserId>(ToId, step));
            await session.Ask([.. edges, .. counters, facts, .. records]);
            if (edges.Exists(one => one.Rows.Count == 0))
                return Undone(null);
            var decision = decide(new(before, facts.Rows.ToDictionary()));
            if (decision.Transition != likely)
                return Undone(decision.Transition);
            var (transition, keep) = Judge(context, before, decision, [.. counters.SelectMany(one => one.Rows)], evenDeleted: false);
            return new Written<(Transition?, UserId)>((transition, edge.Other), keep);

            Written<(Transition?, UserId)> Undone(Transition? transition) => new((transition, context.Other), Keep: false);
        },
        stop);

    private static bool IsNothing(Relation before, Transition transition) =>
        transition.Refusal is not null || transition.Next == before;

    /// <summary>
    /// The counters are locked by being written, and tell then how both would stand and whether one was deleted since the caller looked.
    /// </summary>
    private static Written<Transition> Judge(
        ActionContext context, Relation before, Decision decision, List<Counted> counted, bool evenDeleted)
    {
        if (!evenDeleted && counted.Exists(one => one.IsDeleted))
            return new(new(Core.Relation.Blank, Refusal.NoSuchUser), Keep: false);
        return QuotaRules.Refuse(decision.Transition.Change, Of(context.Viewer), Of(context.Other), decision.Quotas) is { } refusal
            ? new(new(before, refusal), Keep: false)
            : new(decision.Transition);

        Standing Of(UserId owner) => counted.Single(one => one.Owner == owner).Standing;
    }

    /// <summary>How the viewer stands to the other, from now until the write ends, and who they are.</summary>
    private async Task<Pair> Lock(SqlSession session, UserId viewer, UserId other)
    {
        var (first, second) = viewer < other ? (viewer, other) : (other, viewer);
        var edge = new Question<Edge>(
            Rows.ToEdge, new(engine.WritesAlone ? EdgeOfPair : LockEdge, ("owner", first.Value), ("other", second.Value)));
        var facts = Facts(new(viewer, other, default, default));
        await session.Ask(edge, facts);
        var relation = edge.Rows.SingleOrDefault()?.Relation ?? Core.Relation.Blank;
        return new(viewer == first ? relation : relation.Mirror(), facts.Rows.ToDictionary());
    }

    private static Question<KeyValuePair<UserId, PersonFacts>> Facts(ActionContext context) => new(
        row => new(new(row.GetInt64(0)), new(new(row.GetGuid(1)), (UserStatus)row.GetInt32(2), Rows.Time(row, 3)!.Value)),
        ForIds(FactsOfIds, [context.Viewer, context.Other]));

    /// <param name="guarded">Only where the tie and the request are those of <paramref name="before"/>.</param>
    private static Step[] Edges(ActionContext context, Relation before, Relation after, bool guarded)
    {
        var (viewer, other) = (context.Viewer, context.Other);
        return guarded
            ? InOrder(viewer, other, Replace(viewer, other, before, after), Replace(other, viewer, before.Mirror(), after.Mirror()))
            : InOrder(viewer, other, Write(viewer, other, after), Write(other, viewer, after.Mirror()));
    }

    private static Step[] Adds(ActionContext context, Relation before, Transition transition)
    {
        var (viewer, other, after) = (context.Viewer, context.Other, transition.Next);
        var asked = transition.Change is ChangeKind.RequestSent ? 1 : 0;
        var notified = transition.Change is { } kind && Notification.IsOf(kind) ? 1 : 0;
        var gain = new Gain(Core.Counters.Of(after) - Core.Counters.Of(before), asked, Notified: 0);
        var others = new Gain(Core.Counters.Of(after.Mirror()) - Core.Counters.Of(before.Mirror()), Asked: 0, notified);
        return InOrder(viewer, other, Add(viewer, gain, context.At), Add(other, others, context.At));
    }

    private static Step[] Records(ActionContext context, Relation before, Transition transition) => transition.Change is { } kind
        ? [new(
            AddChange,
            ("owner", context.Other.Value),
            ("id", context.ChangeId.Value),
            ("kind", (int)kind),
            ("actor", context.Viewer.Value),
            ("request_id", (transition.Next.Request ?? before.Request)?.Id.Value),
            ("at", Rows.Micros(context.At)))]
        : [];

    private static Step[] InOrder(UserId viewer, UserId other, Step viewers, Step others) =>
        viewer < other ? [viewers, others] : [others, viewers];

    private static Step Of(UserId owner, UserId other) => new(EdgeOfPair, ("owner", owner.Value), ("other", other.Value));

    private static Step Write(UserId owner, UserId other, Relation relation) => relation == Core.Relation.Blank
        ? new(DeleteEdge, ("owner", owner.Value), ("other", other.Value))
        : new(WriteEdge, Rows.OfRelation(owner, other, relation));

    private static Step Replace(UserId owner, UserId other, Relation before, Relation after)
    {
        (string, object?)[] was = [("was_tie", (int)before.Tie), ("was_request", before.Request!.Id.Value)];
        return after == Core.Relation.Blank
            ? new(EndEdge, [("owner", owner.Value), ("other", other.Value), .. was])
            : new(ChangeEdge, [.. Rows.OfRelation(owner, other, after), .. was]);
    }

    private static Step Add(UserId owner, Gain gain, DateTimeOffset at) => new(
        AddCounters,
        ("owner", owner.Value),
        ("sent", gain.Counters.Sent),
        ("received", gain.Counters.Received),
        ("connected", gain.Counters.Connected),
        ("declined", gain.Counters.Declined),
        ("blocking", gain.Counters.Blocking),
        ("blocked_by", gain.Counters.BlockedBy),
        ("notified", gain.Notified),
        ("today", QuotaRules.DayOf(at)),
        ("asked", gain.Asked));

    private static Counted ToCounted(SqlRow row)
    {
        var (owner, counters) = Rows.ToCounters(row);
        return new(owner, new(counters, row.GetInt32(7)), row.GetInt32(8) == 1);
    }

    private static Step Seen(UserId owner, UserId other, Tie tie, DateTimeOffset at) => new(
        MarkEdgeSeen, ("owner", owner.Value), ("other", other.Value), ("tie", (int)tie), ("at", Rows.Micros(at)));
}
