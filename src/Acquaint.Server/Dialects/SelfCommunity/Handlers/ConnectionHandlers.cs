namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What acts on a connection or asks about one. No action reads a body: clients send none, or any.</summary>
internal static class ConnectionHandlers
{
    private static readonly SentList s_users = new("users", "ids", "An id is an integer.", IsId, "Send the ids of users.");

    public static Func<HttpContext, long, Connections, TimeProvider, CancellationToken, Task<Answer<StatusWire>>> Acting(
        RelationAction action) => async (http, id, connections, clock, stop) =>
    {
        var transition = await connections.Act(http.Viewer(), new(id), new RelationCommand(action), stop);
        if (transition.Refusal is not { } refusal)
            return new StatusWire(StatusWire.Of(transition.Next));
        return refusal is Refusal.TooManyRequestsToday ? Refusals.EnoughToday(clock.GetUtcNow()) : Refusals.Of[refusal];
    };

    /// <summary>Nothing to see is as good as seen.</summary>
    public static async Task<Answer> MarkSeen(HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.MarkSeen(http.Viewer(), new UserId(id), stop) is { } refusal ? Refusals.Of[refusal] : Answer.Done;

    /// <summary>A question about how the caller stands to a user.</summary>
    public static Func<HttpContext, long, Connections, CancellationToken, Task<Answer<T>>> Asking<T>(Func<Relation, T> answer)
        where T : notnull => async (http, id, connections, stop) =>
        await connections.See(http.Viewer(), new UserId(id), stop) is { } relation ? answer(relation) : Refusals.NoSuchUser;

    public static async Task<Answer<StatusesWire>> Statuses(HttpContext http, Connections connections, CancellationToken stop)
    {
        var (users, fault) = await s_users.Read(http);
        if (fault is not null)
            return fault;
        var ids = users.EnumerateArray().Select(id => new UserId(id.GetInt64())).ToList();
        var relations = await connections.See(http.Viewer(), ids, stop);
        return new StatusesWire(relations.ToDictionary(one => one.Key.Value, one => StatusWire.Of(one.Value)));
    }

    private static bool IsId(JsonElement item) => item.ValueKind is JsonValueKind.Number && item.TryGetInt64(out _);
}
