namespace Acquaint.Bench;

/// <summary>
/// Pairs that have nothing to do with each other yet, among the celebrity's fans: each pair once, in as many turns as a run has, so that
/// no write meets what an earlier one left.
/// </summary>
internal sealed class Pairs(Graph graph, int turn)
{
    private const int Turns = 64;
    private const int MostWriters = 20_000;

    private readonly int _writers = Math.Min(graph.Fans, MostWriters);

    /// <summary>Who may write.</summary>
    public IEnumerable<long> Writers => Enumerable.Range(0, _writers).Select(Writer);

    /// <summary>The pairs of one caller of several: requester and addressee.</summary>
    public IEnumerable<(long Requester, long Addressee)> Of(int caller, int callers)
    {
        // Up to half way round the circle: past that a pair would come again the other way round.
        var each = Math.Max(1, _writers / 2 / Turns);
        if (turn < 0 || (turn + 1) * each >= _writers / 2)
            throw new InvalidOperationException($"A graph of this size has no pairs for turn {turn}.");
        for (var distance = (turn * each) + 1; distance <= (turn + 1) * each; distance++)
        {
            for (var place = caller; place < _writers; place += callers)
                yield return (Writer(place), Writer((place + distance) % _writers));
        }
    }

    /// <summary>Who stands at a place of the circle: neighbours there lie far apart in the tables.</summary>
    private long Writer(int place)
    {
        var number = place * Graph.StrideOf(_writers) % _writers;
        return graph.Celebrity + 1 + (number * (graph.Fans / _writers));
    }
}
