namespace Acquaint.Bench;

/// <summary>One row of edges: how <paramref name="Owner"/> stands to <paramref name="Other"/>.</summary>
internal readonly record struct EdgeRow(long Owner, long Other, Tie Tie, Guid Request, bool ByMe, long AskedAt, long? AnsweredAt);

/// <summary>
/// A graph that is the same at every run: <c>people</c> ordinary people who are connected with some and, the first tenth of them, asked by
/// others, and one celebrity whom everybody else is connected with or has asked.
/// </summary>
/// <param name="People">Ordinary people, with the ids 1 to this.</param>
/// <param name="Relations">Connections among them.</param>
/// <param name="Pending">Requests that wait for each of the first tenth.</param>
/// <param name="Fans">Connections of the celebrity. They have the ids after the celebrity's.</param>
/// <param name="Askers">Requests that wait for the celebrity, of people with the ids after the fans'.</param>
internal sealed record Graph(int People, int Relations, int Pending, int Fans, int Askers)
{
    private const long Epoch = 1_700_000_000_000_000;

    public long Celebrity => People + 1;

    public long LastId => Celebrity + Fans + Askers;

    public int Hot => People / 10;

    public long Edges => 2L * (((long)Each * People) + ((long)Hot * Pending) + Fans + Askers);

    /// <summary>
    /// How far apart in the circle of people two neighbours are. It has no divisor in common with the circle and is about its golden
    /// section, so that the neighbours of one person are nobody's twice and lie all over the tables.
    /// </summary>
    public long Stride => StrideOf(People);

    private int Each => Relations / People;

    /// <summary>
    /// The graph of docs/performance.md, scaled to about so many edges: of each 4.9 there is one relation among ordinary people, and ten
    /// of those per person.
    /// </summary>
    public static Graph Of(long edges)
    {
        var relations = (int)(edges * 10 / 49);
        // Fewer people would be their own neighbours' neighbours.
        var people = Math.Max(101, relations / 10);
        return new(people, people * 10, Pending: 40, Fans: relations, Askers: relations / 20);
    }

    /// <summary>Both rows of each pair, in the order in which they would have been written: nobody's lie together.</summary>
    public IEnumerable<EdgeRow> Rows()
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

    /// <summary>A number near the golden section of the length that has no divisor in common with it.</summary>
    public static long StrideOf(long length)
    {
        var stride = (long)(length * 0.618033988749895);
        while (System.Numerics.BigInteger.GreatestCommonDivisor(stride, length) != 1)
            stride++;
        return stride;
    }

    private IEnumerable<(long, long)> Connections()
    {
        for (var step = 1; step <= Each; step++)
        {
            for (var person = 1; person <= People; person++)
                yield return (person, Neighbour(person, step));
        }

        for (var fan = 1; fan <= Fans; fan++)
            yield return (Celebrity + fan, Celebrity);
    }

    private IEnumerable<(long, long)> Requests()
    {
        for (var step = Each + 1; step <= Each + Pending; step++)
        {
            for (var person = 1; person <= Hot; person++)
                yield return (Neighbour(person, step), person);
        }

        for (var asker = 1; asker <= Askers; asker++)
            yield return (Celebrity + Fans + asker, Celebrity);
    }

    private long Neighbour(long person, int step) => ((person - 1 + (step * Stride)) % People) + 1;

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
