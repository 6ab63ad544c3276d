using System.Text.Json;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What acts on a connection or asks about one. No action reads a body: clients send none, or any.</summary>
internal static class ConnectionHandlers
{
    private static readonly SentList s_users =
        new("users", "ids", "An id is an integer.", id => id.ValueKind is JsonValueKind.Number && id.TryGetInt64(out _));

    public static Func<HttpContext, long, Connections, TimeProvider, CancellationToken, Task<Answer<StatusWire>>> Acting(
        RelationAction action) => async (http, id, connections, clock, stop) =>
    {
        var transition = await connections.Act(http.Viewer(), new(id), new RelationCommand(action), stop);
        if (transition.Refusal is not { } refusal)
            return new StatusWire(StatusWire.Of(transition.Next));
        return refusal is Refusal.TooManyRequestsToday
            ? Refusals.Of[refusal] with
            {
                Header = ("Retry-After", $"{Math.Ceiling(QuotaRules.RestOfDay(clock.GetUtcNow()).TotalSeconds):F0}"),
            }
            : Refusals.Of[refusal];
    };

    /// <summary>Nothing to see is as good as seen.</summary>
    public static async Task<Answer> MarkSeen(HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.MarkSeen(http.Viewer(), new UserId(id), stop) is { } refusal ? Refusals.Of[refusal] : Answer.Done;

    public static async Task<Answer<StatusWire>> Status(HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.See(http.Viewer(), new UserId(id), stop) is { } relation
            ? new StatusWire(StatusWire.Of(relation))
            : Refusals.NoSuchUser;

    public static async Task<Answer<IsConnectionWire>> IsConnection(
        HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.See(http.Viewer(), new UserId(id), stop) is { } relation
            ? new IsConnectionWire(relation.Tie is Tie.Connected)
            : Refusals.NoSuchUser;

    public static async Task<Answer<StatusesWire>> Statuses(HttpContext http, Connections connections, CancellationToken stop)
    {
        if (await Body.ReadJson(http) is not { } body)
            return Refusals.Malformed;
        var users = Body.Member(body, "users");
        if (users.ValueKind is JsonValueKind.Undefined)
            return Refusals.Invalid("users", "required", "Send the ids of users.");
        if (s_users.FaultIn(users) is { } fault)
            return fault;
        var ids = users.EnumerateArray().Select(id => new UserId(id.GetInt64())).ToList();
        var relations = await connections.See(http.Viewer(), ids, stop);
        return new StatusesWire(relations.ToDictionary(one => one.Key.Value, one => StatusWire.Of(one.Value)));
    }

    public static Fault NotInThisMode() => Refusals.WrongMode;
}
