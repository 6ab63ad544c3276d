using System.Diagnostics;

namespace Acquaint.Bench;

/// <summary>How many callers, and how long what they do is timed.</summary>
internal sealed record Load(int Callers, TimeSpan Life);

/// <summary>What callers got done. The calls of the first second, in which everything warms up, are counted but not timed.</summary>
internal sealed class Outcome
{
    private readonly long _from;
    private readonly long _until;

    private Outcome(long from, TimeSpan life) => (_from, _until) = (from, from + (long)(life.TotalSeconds * Stopwatch.Frequency));

    /// <summary>Of each timed call, how long it took (µs).</summary>
    public List<double> Latencies { get; } = [];

    /// <summary>Calls, timed or not.</summary>
    public int All { get; private set; }

    public bool IsOver => Stopwatch.GetTimestamp() > _until;

    /// <summary>Runs all callers at once.</summary>
    public static async Task<Outcome> Of(Load load, Func<int, Outcome, Task> call)
    {
        var from = Stopwatch.GetTimestamp() + Stopwatch.Frequency;
        var (whole, each) = (new Outcome(from, load.Life), new List<Outcome>());
        var callers = Enumerable.Range(0, load.Callers).Select(caller =>
        {
            var outcome = new Outcome(from, load.Life);
            each.Add(outcome);
            return Task.Run(() => call(caller, outcome));
        });
        await Task.WhenAll([.. callers]);
        foreach (var outcome in each)
        {
            whole.All += outcome.All;
            whole.Latencies.AddRange(outcome.Latencies);
        }

        whole.Latencies.Sort();
        return whole;
    }

    /// <summary>A call that began at that time has been answered.</summary>
    public void Add(long start)
    {
        All++;
        if (start >= _from)
            Latencies.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
    }
}
