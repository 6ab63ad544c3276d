using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Acquaint.Bench;

/// <summary>
/// The baseline of durable writes: the rows of a request and of its acceptance written through the product's own writer, and nothing
/// else: no HTTP, no reading, no rule.
/// </summary>
internal static class Loop
{
    private const string AddEdge =
        "INSERT INTO edges (owner, other, tie, request_id, by_me, requested_at) VALUES (@owner, @other, @tie, @id, @by_me, @at)";

    private const string ConnectEdge =
        "UPDATE edges SET tie = 5, answered_at = @at WHERE owner = @owner AND other = @other";

    private const string AddCounters =
        """
        INSERT INTO counters (owner, sent, received, connected, declined, notifications, unseen, unread, asked_on, asked)
        VALUES (@owner, @sent, @received, @connected, 0, @notified, @notified, @notified, 1, @asked)
        ON CONFLICT (owner) DO UPDATE SET sent = counters.sent + excluded.sent, received = counters.received + excluded.received,
            connected = counters.connected + excluded.connected, notifications = counters.notifications + excluded.notifications,
            unseen = counters.unseen + excluded.unseen, unread = counters.unread + excluded.unread,
            asked_on = excluded.asked_on, asked = counters.asked + excluded.asked
        """;

    private const string AddChange =
        "INSERT INTO changes (owner, id, kind, actor, request_id, at) VALUES (@owner, @id, @kind, @actor, @request, @at)";

    public static async Task<Outcome> Drive(string file, Pairs pairs, Load load)
    {
        await using var engine = new SqliteEngine(new SqliteConnectionStringBuilder(file));
        await Migrator.Migrate(engine, default);
        var ids = new Ids(TimeProvider.System);
        return await Outcome.Of(load, async (caller, outcome) =>
        {
            foreach (var (ann, bob) in pairs.Of(caller, load.Callers))
            {
                var request = ids.Next();
                foreach (var steps in new[] { Send(ann, bob, request, ids), Accept(ann, bob, request, ids) })
                {
                    if (outcome.IsOver)
                        return;
                    var start = Stopwatch.GetTimestamp();
                    await engine.Write(async session => new Written<int>(await session.Run(steps)), default);
                    outcome.Add(start);
                }
            }

            throw new InvalidOperationException("No pairs are left: take a larger graph, or less time.");
        });
    }

    private static Step[] Send(long ann, long bob, Guid request, Ids ids) =>
    [
        new(AddEdge, ("owner", ann), ("other", bob), ("tie", 1), ("id", request), ("by_me", 1), ("at", 1L)),
        new(AddEdge, ("owner", bob), ("other", ann), ("tie", 2), ("id", request), ("by_me", 0), ("at", 1L)),
        new(AddCounters, ("owner", ann), ("sent", 1), ("received", 0), ("connected", 0), ("notified", 0), ("asked", 1)),
        new(AddCounters, ("owner", bob), ("sent", 0), ("received", 1), ("connected", 0), ("notified", 1), ("asked", 0)),
        new(AddChange, ("owner", bob), ("id", ids.Next()), ("kind", 1), ("actor", ann), ("request", request), ("at", 1L)),
    ];

    private static Step[] Accept(long ann, long bob, Guid request, Ids ids) =>
    [
        new(ConnectEdge, ("owner", ann), ("other", bob), ("at", 2L)),
        new(ConnectEdge, ("owner", bob), ("other", ann), ("at", 2L)),
        new(AddCounters, ("owner", ann), ("sent", -1), ("received", 0), ("connected", 1), ("notified", 1), ("asked", 0)),
        new(AddCounters, ("owner", bob), ("sent", 0), ("received", -1), ("connected", 1), ("notified", 0), ("asked", 0)),
        new(AddChange, ("owner", ann), ("id", ids.Next()), ("kind", 2), ("actor", bob), ("request", request), ("at", 2L)),
    ];
}
