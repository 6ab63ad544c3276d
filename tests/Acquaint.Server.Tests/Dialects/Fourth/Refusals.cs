namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>Every no, as this dialect words it.</summary>
internal static class Refusals
{
    private static readonly RefusalTable<Fault> s_table = new(
        (Refusal.Yourself, Fault(400, "yourself", "Nobody connects with themself.")),
        (Refusal.NoSuchUser, Fault(404, "nobody", "There is no such person.")),
        (Refusal.Suspended, Fault(403, "suspended", "One of you is suspended.")),
        (Refusal.AlreadyRequested, Fault(409, "asked", "You have asked already.")),
        (Refusal.RequestedByThem, Fault(409, "asked-by-them", "They have asked you: say yes.")),
        (Refusal.AlreadyConnected, Fault(409, "connected", "You are connected.")),
        (Refusal.NoSuchRequest, Fault(404, "no-ask", "There is no such request.")),
        (Refusal.NotConnected, Fault(404, "not-connected", "You are not connected.")),
        (Refusal.AskedTooSoon, Fault(409, "too-soon", "They said no a short while ago.")),
        (Refusal.YouBlockThem, Fault(403, "blocked", "You block them.")),
        (Refusal.TooManyOpenRequests, Fault(409, "open-quota", "Too many of your requests are open.")),
        (Refusal.TooManyRequestsToday, Fault(429, "day-quota", "Enough for today.")),
        (Refusal.TooManyConnections, Fault(409, "full", "You have as many connections as you may.")),
        (Refusal.OtherHasTooManyConnections, Fault(409, "other-full", "They have as many connections as they may.")));

    /// <summary>For the documents.</summary>
    public static IReadOnlyList<IOperationPart> All { get; } = [.. Enum.GetValues<Refusal>().Select(Of)];

    public static Fault Of(Refusal refusal) => s_table[refusal];

    public static Fault Amiss(Amiss amiss) => Fault(400, "amiss", $"{amiss.Name} is {(amiss.IsMissing ? "missing" : "amiss")}.");

    /// <summary>What the server came to before any handler, or instead of one.</summary>
    public static Fault Of(int status) => status switch
    {
        401 => Fault(status, "who", "Send a token."),
        404 => Fault(status, "nowhere", "There is nothing here."),
        503 => Fault(status, "unavailable", "Try again in a moment."),
        >= 500 => Fault(status, "broken", "The server failed."),
        _ => Fault(status, "amiss", "The server does not understand this."),
    };

    private static Fault Fault(int status, string name, string says) => new(status, new ProblemWire(new(name, says))) { When = says };
}
