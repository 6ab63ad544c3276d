using Acquaint.Core;

namespace Acquaint.Bench;

/// <summary>One row of edges: how <paramref name="Owner"/> stands to <paramref name="Other"/>.</summary>
internal readonly record struct EdgeRow(long Owner, long Other, Tie Tie, Guid Request, bool ByMe, long AskedAt, long? AnsweredAt);

/// <summary>
/// A graph that is the same at every run: <c>people</c> ordinary people connected at random, the first tenth of them with pending
/// requests, and one celebrity whom everybody else is connected with or has asked.
/// </summary>
/// <param name="People">Ordinary people, with the ids 1 to this.</param>
/// <param name="Relations">Connections among them.</param>
/// <param name="Pending">Requests that wait for each of the first tenth.</param>
/// <param name="Fans">Connections of the celebrity.</param>
/// <param name="Askers">Requests that wait for the celebrity.</param>
internal sealed record Graph(int People, int Relations, int Pending, int Fans, int Askers)
{
    private const long Epoch = 1_700_000_000_000_000;

    public long Celebrity => People + 1;

    public long LastId => Celebrity + Fans + Askers;

    public int Hot => People / 10;

    /// <summary>The graph of docs/performance.md, scaled to about this many relations in all.</summary>
    public static Graph Of(long relations)
    {
        var whole = (int)relations;
        return new(Math.Max(200, whole / 10), whole, Pending: 40, Fans: whole, Askers: whole / 20);
    }

    /// <summary>Both rows of each pair.</summary>
    public IEnumerable<EdgeRow> Edges()
    {
        long serial = 0;
        foreach (var (requester, addressee) in Connections())
        {
            foreach (var row in Pair(requester, addressee, Tie.Connected, serial++))
                yield return row;
        }

        foreach (var (requester, addressee) in Requests())
        {
            foreach (var row in Pair(requester, addressee, Tie.Sent, serial++))
                yield return row;
        }
    }

    /// <summary>Each person is connected with those at a few fixed distances: reproducible, and no pair twice.</summary>
    private IEnumerable<(long, long)> Connections()
    {
        var each = Relations / People;
        for (var distance = 1; distance <= each; distance++)
        {
            for (var person = 0; person < People; person++)
                yield return (person + 1, ((person + (distance * 37L)) % People) + 1);
        }

        for (var fan = 0; fan < Fans; fan++)
            yield return (Celebrity + 1 + fan, Celebrity);
    }

    private IEnumerable<(long, long)> Requests()
    {
        for (var person = 0; person < Hot; person++)
        {
            // Distances that no connection has.
            for (var request = 1; request <= Math.Min(Pending, (People / 37) - 2); request++)
                yield return (((person + (request * 37L) + 1) % People) + 1, person + 1);
        }

        for (var asker = 0; asker < Askers; asker++)
            yield return (Celebrity + 1 + Fans + asker, Celebrity);
    }

    private static IEnumerable<EdgeRow> Pair(long requester, long addressee, Tie tie, long serial)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[8..], serial);
        bytes[6] = 0x70;
        var (id, at) = (new Guid(bytes, bigEndian: true), Epoch + (serial * 1000));
        long? answered = tie is Tie.Connected ? at + 500 : null;
        var mirrored = tie is Tie.Connected ? Tie.Connected : Tie.Received;
        return [new(requester, addressee, tie, id, true, at, answered), new(addressee, requester, mirrored, id, false, at, answered)];
    }
}
