using System.Diagnostics.Metrics;

namespace Acquaint.Core;

/// <summary>What operators count of the product: the meter is named <c>Acquaint</c> (docs/operations.md lists its instruments).</summary>
public static class Measures
{
    public const string MeterName = "Acquaint";
    private static readonly Meter s_meter = new(MeterName);
    private static readonly Counter<long> s_changes =
        s_meter.CreateCounter<long>("acquaint.changes", "{change}", "Changes to relations, by kind.");
    private static readonly Counter<long> s_refusals =
        s_meter.CreateCounter<long>("acquaint.refusals", "{refusal}", "Attempts that a rule refused, by reason.");

    /// <summary>Counts what an command came to; one that asked for what holds already counts as neither.</summary>
    public static void Count(Transition transition)
    {
        if (transition.Refusal is { } refusal)
            s_refusals.Add(1, new KeyValuePair<string, object?>("reason", refusal.ToString()));
        else if (transition.Change is { } kind)
            s_changes.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));
    }
}
