namespace Acquaint.Server.Configuration;

/// <summary>Whether calls are counted and limited where a dialect documents it. Off is for benchmarks.</summary>
internal sealed record RateLimits(bool AreOn)
{
    public const string Variable = "ACQUAINT_RATE_LIMITS";

    public static RateLimits FromEnvironment() => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "on" => new(true),
        "off" => new(false),
        _ => throw new FormatException($"{Variable} is on or off."),
    };
}
