using System.Collections.Concurrent;
using System.Numerics;
using Acquaint.Core;

namespace Acquaint.Server.Storage;

/// <summary>All SQL of the product, once for every engine. This part: changing the edges of a pair.</summary>
/// <remarks>
/// Locks are taken in one order everywhere: both edges, the smaller owner first, then both tallies, the smaller owner first. A pair
/// that has no rows is locked by writing its first ones. Where writes follow one another, reading is enough.
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

    // Servers' clocks differ a little and writes wait: what a moment ago was yesterday counts for today. No more than that, so that
    // nobody is barred until a day that a wrong clock once named.
    private const string AddTally =
        $"""
        INSERT INTO tallies (owner, sent, received, connected, declined, blocking, blocked_by, notices, unseen, unread, asked_on, asked)
        VALUES (@owner, @sent, @received, @connected, @declined, @blocking, @blocked_by, @noticed, @noticed, @noticed, @today, @asked)
        ON CONFLICT (owner) DO UPDATE SET
            sent = tallies.sent + excluded.sent, received = tallies.received + excluded.received,
            connected = tallies.connected + excluded.connected, declined = tallies.declined + excluded.declined,
            blocking = tallies.blocking + excluded.blocking, blocked_by = tallies.blocked_by + excluded.blocked_by,
            notices = tallies.notices + excluded.notices, unseen = tallies.unseen + excluded.unseen,
            unread = tallies.unread + excluded.unread,
            asked_on = CASE tallies.asked_on WHEN excluded.asked_on + 1 THEN tallies.asked_on ELSE excluded.asked_on END,
            asked = excluded.asked
                + CASE WHEN tallies.asked_on IN (excluded.asked_on, excluded.asked_on + 1) THEN tallies.asked ELSE 0 END
        RETURNING {Rows.TallyColumns}, asked, gone
        """;

    private const string AddChange =
        """
        INSERT INTO changes (owner, id, kind, actor, request_id, at) VALUES (@owner, @id, @kind, @actor, @request_id, @at)
        """;

    private const string MarkEdgeSeen =
        """
        UPDATE edges SET seen_at = @at WHERE owner = @owner AND other = @other AND tie = @tie AND seen_at IS NULL
        """;

    private static readonly ConcurrentDictionary<(string, int), string> s_forIds = new();

    private static readonly string[] s_idNames = [.. Enumerable.Range(0, Limits.PageSize).Select(i => $"id{i}")];

    /// <summary>What a change adds to a tally, below zero where it takes away.</summary>
    private readonly record struct Gain(Tally Tally, int Asked, int Noticed);

    /// <summary>A tally that was added to.</summary>
    private readonly record struct Tallied(UserId Owner, Standing Standing, bool IsGone);

    public Task<bool> IsCurrent(CancellationToken stop) => engine.Read(Migrator.IsCurrent, stop);

    public Task<Transition> Act(Move move, Func<Relation, Transition> decide, Caps caps, CancellationToken stop) =>
        Change(move, decide, caps, evenGone: false, stop);

    public Task MarkSeen(Move move, CancellationToken stop) => engine.Write(
        async session => new Written<int>(await session.Run(InOrder(
            move.Viewer,
            move.Other,
            Seen(move.Viewer, move.Other, Tie.Received, move.At),
            Seen(move.Other, move.Viewer, Tie.Sent, move.At)))),
        stop);

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        _takingIds.Dispose();
        _cache.Dispose();
    }

    /// <summary>
    /// The tallies are locked by being written, and tell then how both would stand and whether one was deleted since the caller looked.
    /// </summary>
    private Task<Transition> Change(
        Move move, Func<Relation, Transition> decide, Caps caps, bool evenGone, CancellationToken stop) => engine.Write(
        async session =>
        {
            var before = await Hold(session, move.Viewer, move.Other);
            var transition = decide(before);
            if (transition.Next == before)
                return new Written<Transition>(transition, Keep: false);
            var tallied = await session.Query(ToTallied, [.. Effects(move, before, transition)]);
            if (!evenGone && tallied.Exists(one => one.IsGone))
                return new(new(Core.Relation.Blank, Refusal.NoSuchUser), Keep: false);
            return CapRules.Refuse(transition.Change, Of(move.Viewer), Of(move.Other), caps) is { } refusal
                ? new(new(before, refusal), Keep: false)
                : new Written<Transition>(transition);

            Standing Of(UserId owner) => tallied.Single(one => one.Owner == owner).Standing;
        },
        stop);

    /// <summary>How the viewer stands to the other, from now until the write ends.</summary>
    private async Task<Relation> Hold(SqlSession session, UserId viewer, UserId other)
    {
        Step[] steps = engine.WritesAlone ? [Of(viewer, other)] : InOrder(viewer, other, Lock(viewer, other), Lock(other, viewer));
        var edges = await session.Query(Rows.ToEdge, steps);
        return edges.Find(edge => edge.Owner == viewer)?.Relation ?? Core.Relation.Blank;
    }

    private static IEnumerable<Step> Effects(Move move, Relation before, Transition transition)
    {
        var (viewer, other, after) = (move.Viewer, move.Other, transition.Next);
        var asked = transition.Change is ChangeKind.RequestSent ? 1 : 0;
        var noticed = transition.Change is { } kind && Notice.IsOf(kind) ? 1 : 0;
        var gain = new Gain(Core.Tally.Of(after) - Core.Tally.Of(before), asked, Noticed: 0);
        var others = new Gain(Core.Tally.Of(after.Mirror()) - Core.Tally.Of(before.Mirror()), Asked: 0, noticed);
        return
        [
            .. InOrder(viewer, other, Write(viewer, other, after), Write(other, viewer, after.Mirror())),
            .. InOrder(viewer, other, Add(viewer, gain, move.At), Add(other, others, move.At)),
            .. transition.Change is null ? Array.Empty<Step>() : [Record(move, transition.Change.Value, after.Request ?? before.Request)],
        ];
    }

    private static Step[] InOrder(UserId viewer, UserId other, Step viewers, Step others) =>
        viewer < other ? [viewers, others] : [others, viewers];

    private static Step Of(UserId owner, UserId other) => new(EdgeOfPair, ("owner", owner.Value), ("other", other.Value));

    private static Step Lock(UserId owner, UserId other) => new(LockEdge, ("owner", owner.Value), ("other", other.Value));

    private static Step Write(UserId owner, UserId other, Relation relation) => relation == Core.Relation.Blank
        ? new(DeleteEdge, ("owner", owner.Value), ("other", other.Value))
        : new(WriteEdge, Rows.OfRelation(owner, other, relation));

    private static Step Add(UserId owner, Gain gain, DateTimeOffset at) => new(
        AddTally,
        ("owner", owner.Value),
        ("sent", gain.Tally.Sent),
        ("received", gain.Tally.Received),
        ("connected", gain.Tally.Connected),
        ("declined", gain.Tally.Declined),
        ("blocking", gain.Tally.Blocking),
        ("blocked_by", gain.Tally.BlockedBy),
        ("noticed", gain.Noticed),
        ("today", CapRules.DayOf(at)),
        ("asked", gain.Asked));

    private static Tallied ToTallied(SqlRow row)
    {
        var (owner, tally) = Rows.ToTally(row);
        return new(owner, new(tally, row.GetInt32(7)), row.GetInt32(8) == 1);
    }

    private static Step Record(Move move, ChangeKind kind, Request? request) => new(
        AddChange,
        ("owner", move.Other.Value),
        ("id", move.ChangeId.Value),
        ("kind", (int)kind),
        ("actor", move.Viewer.Value),
        ("request_id", request?.Id.Value),
        ("at", Rows.Micros(move.At)));

    private static Step Seen(UserId owner, UserId other, Tie tie, DateTimeOffset at) => new(
        MarkEdgeSeen, ("owner", owner.Value), ("other", other.Value), ("tie", (int)tie), ("at", Rows.Micros(at)));

    /// <summary>
    /// A step whose SQL has <c>{ids}</c> where a list of ids goes. Lists are filled up to a few sizes by repeating the last id, so that
    /// a few statements, prepared once, serve every length.
    /// </summary>
    private static Step ForIds(string sql, IReadOnlyCollection<UserId> ids, params (string, object?)[] args) =>
        ForIds(sql, [.. ids.Select(id => (object)id.Value)], args);

    public static Step ForIds(string sql, object[] ids, params (string, object?)[] args)
    {
        var size = SizeFor(ids.Length);
        var text = s_forIds.GetOrAdd((sql, size), key => WithIds(key.Item1, key.Item2));
        var padded = ids.Concat(Enumerable.Repeat(ids[^1], size - ids.Length));
        return new(text, [.. args, .. padded.Select((id, i) => (NameOf(i), (object?)id))]);
    }

    /// <summary>Four sizes between one power of two and the next.</summary>
    private static int SizeFor(int count)
    {
        var step = Math.Max(1, (int)BitOperations.RoundUpToPowerOf2((uint)count) / 8);
        return (count + step - 1) / step * step;
    }

    private static string NameOf(int id) => id < s_idNames.Length ? s_idNames[id] : $"id{id}";

    private static string WithIds(string sql, int count) =>
        sql.Replace("{ids}", string.Join(", ", Enumerable.Range(0, count).Select(i => "@" + NameOf(i))), StringComparison.Ordinal);
}
