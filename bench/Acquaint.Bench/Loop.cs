using System.Diagnostics;
using Acquaint.Core;
using Acquaint.Server.Storage;
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

    private const string AddTally =
        """
        INSERT INTO tallies (owner, sent, received, connected, declined) VALUES (@owner, @sent, @received, @connected, 0)
        ON CONFLICT (owner) DO UPDATE SET sent = tallies.sent + excluded.sent, received = tallies.received + excluded.received,
            connected = tallies.connected + excluded.connected
        """;

    private const string AddChange =
        "INSERT INTO changes (owner, id, kind, actor, request_id, at) VALUES (@owner, @id, @kind, @actor, @request, @at)";

    public static async Task<(int Done, List<double> Latencies)> Drive(string file, int callers, TimeSpan life)
    {
        await using var engine = new SqliteEngine(new SqliteConnectionStringBuilder { DataSource = file });
        await Migrator.Migrate(engine, default);
        var until = Stopwatch.GetTimestamp() + (long)(life.TotalSeconds * Stopwatch.Frequency);
        var ids = new Ids(TimeProvider.System);
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var latencies = new List<double>();
            for (long turn = 0; Stopwatch.GetTimestamp() < until; turn++)
            {
                var (ann, bob) = ((caller * 10_000_000L) + (turn * 2) + 1, (caller * 10_000_000L) + (turn * 2) + 2);
                var request = ids.Next();
                foreach (var steps in new[] { Send(ann, bob, request, ids), Accept(ann, bob, request, ids) })
                {
                    var start = Stopwatch.GetTimestamp();
                    await engine.Write(async session => new Written<int>(await session.Run(steps)), default);
                    latencies.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                }
            }

            return latencies;
        })));
        return (all.Sum(one => one.Count), [.. all.SelectMany(one => one)]);
    }

    private static Step[] Send(long ann, long bob, Guid request, Ids ids) =>
    [
        new(AddEdge, ("owner", ann), ("other", bob), ("tie", 1), ("id", request), ("by_me", 1), ("at", 1L)),
        new(AddEdge, ("owner", bob), ("other", ann), ("tie", 2), ("id", request), ("by_me", 0), ("at", 1L)),
        new(AddTally, ("owner", ann), ("sent", 1), ("received", 0), ("connected", 0)),
        new(AddTally, ("owner", bob), ("sent", 0), ("received", 1), ("connected", 0)),
        new(AddChange, ("owner", bob), ("id", ids.Next()), ("kind", 1), ("actor", ann), ("request", request), ("at", 1L)),
    ];

    private static Step[] Accept(long ann, long bob, Guid request, Ids ids) =>
    [
        new(ConnectEdge, ("owner", ann), ("other", bob), ("at", 2L)),
        new(ConnectEdge, ("owner", bob), ("other", ann), ("at", 2L)),
        new(AddTally, ("owner", ann), ("sent", -1), ("received", 0), ("connected", 1)),
        new(AddTally, ("owner", bob), ("sent", 0), ("received", -1), ("connected", 1)),
        new(AddChange, ("owner", ann), ("id", ids.Next()), ("kind", 2), ("actor", bob), ("request", request), ("at", 2L)),
    ];
}
