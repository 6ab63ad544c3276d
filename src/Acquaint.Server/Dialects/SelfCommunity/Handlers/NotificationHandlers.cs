using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What the caller is notified of. A <c>sid</c> is the change's UUID; a page's place is that of its first or last.</summary>
internal static class NotificationHandlers
{
    private const string NextId = "next_id";
    private const string PreviousId = "previous_id";

    /// <summary>Shows what is there as it was until now, and marks that much of it seen.</summary>
    public static async Task<Results<JsonHttpResult<NotificationsWire>, Fault>> List(
        HttpContext http, Notifications notifications, Connections connections, CancellationToken stop)
    {
        if (FaultIn(http.Request.Query, out var older, out var newer) is { } fault)
            return fault;
        var size = Math.Min(http.Community().Rules.PageSize, http.Community().Rules.MaxPageSize);
        var paging = new NotificationRequest(size, OlderThan: newer is null ? older : null, NewerThan: newer);
        var page = await notifications.List(http.Viewer(), paging, stop);
        await notifications.MarkSeen(http.Viewer(), [.. page.Items.Select(one => one.Change.Id)], stop);
        var users = await UserHandlers.Show(connections, http.Viewer(), [.. page.Items.Select(one => one.Actor)], stop);
        var shown = page.Items.Zip(users, (notification, user) => new NotificationGroupWire(new NotificationWire(notification,
            user))).ToList();
        var isOlderThere = newer is null ? page.More : page.Items.Count > 0;
        var isNewerThere = newer is null ? older is not null && page.Items.Count > 0 : page.More;
        return TypedResults.Json(
            new NotificationsWire(
                isOlderThere ? Link(http, NextId, page.Items[^1]) : null,
                isNewerThere ? Link(http, PreviousId, page.Items[0]) : null,
                shown),
            SelfCommunityJson.Default.NotificationsWire);
    }

    public static async Task<JsonHttpResult<CountWire>> CountUnseen(HttpContext http, Notifications notifications,
        CancellationToken stop) =>
        TypedResults.Json(new CountWire((await notifications.Count(http.Viewer(), stop)).Unseen), SelfCommunityJson.Default.CountWire);

    /// <summary>What is no notification of the caller's is left alone: it may have been another's, which is nobody's business.</summary>
    public static async Task<Results<NoContent, Fault>> MarkRead(HttpContext http, Notifications notifications, CancellationToken stop)
    {
        if (await Body.ReadJson(http) is not { } body)
            return Refusals.Malformed();
        if (FaultIn(Body.Member(body, "sids"), out var ids) is { } fault)
            return fault;
        await notifications.MarkRead(http.Viewer(), ids, stop);
        return TypedResults.NoContent();
    }

    private static Fault? FaultIn(IQueryCollection query, out ChangeId? older, out ChangeId? newer)
    {
        older = newer = null;
        if (query[NextId].LastOrDefault() is { Length: > 0 } next && (older = NotificationWire.IdOf(next)) is null)
            return Refusals.Invalid(NextId, "invalid", "This is no place in the list.");
        if (query[PreviousId].LastOrDefault() is { Length: > 0 } previous && (newer = NotificationWire.IdOf(previous)) is null)
            return Refusals.Invalid(PreviousId, "invalid", "This is no place in the list.");
        return null;
    }

    private static Fault? FaultIn(JsonElement sids, out List<ChangeId> ids)
    {
        ids = [];
        if (sids.ValueKind is JsonValueKind.Undefined)
            return Refusals.Invalid("sids", "required", "Send the sids of notifications.");
        if (sids.ValueKind is not JsonValueKind.Array)
            return Refusals.Invalid("sids", "not_a_list", "Send a list of sids.");
        if (sids.GetArrayLength() > Limits.BulkIds)
            return Refusals.Invalid("sids", "max_length", $"Send at most {Limits.BulkIds} sids.");
        foreach (var sid in sids.EnumerateArray())
        {
            if (!Body.TryText(sid, out var text))
                return Refusals.Invalid("sids", "invalid", "A sid is text.");
            if (NotificationWire.IdOf(text) is { } id)
                ids.Add(id);
        }

        return null;
    }

    private static string Link(HttpContext http, string argument, Notification notification) =>
        Paging.Address(http, new QueryBuilder { { argument, NotificationWire.SidOf(notification) } });
}
