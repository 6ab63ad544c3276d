using Microsoft.AspNetCore.Http.Extensions;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What the caller is notified of. A <c>sid</c> is the change's UUID; a page's place is that of its first or last.</summary>
internal static class NotificationHandlers
{
    private const string NextId = "next_id";
    private const string PreviousId = "previous_id";
    private static readonly SentList s_sids = new("sids", "sids", "A sid is text.", SentList.IsText, "Send the sids of notifications.");

    /// <summary>Shows what is there as it was until now, and marks that much of it seen.</summary>
    public static async Task<Answer<NotificationsWire>> List(
        HttpContext http, Notifications notifications, Connections connections, CancellationToken stop)
    {
        var query = Reader.OfQuery(http, wrong => Refusals.NoPlace(wrong.Name));
        var (older, newer) = (query.Value(NextId, NotificationWire.IdOf), query.Value(PreviousId, NotificationWire.IdOf));
        if (query.Fault is { } fault)
            return fault;
        var size = PageSize.Of(http.Community().Rules, asked: null, http.Community().Rules.PageSize);
        var request = new NotificationRequest(size, OlderThan: newer is null ? older : null, NewerThan: newer);
        var page = await notifications.List(http.Viewer(), request, stop);
        await notifications.MarkSeen(http.Viewer(), [.. page.Items.Select(one => one.Change.Id)], stop);
        var users = await UserHandlers.Show(connections, http.Viewer(), [.. page.Items.Select(one => one.Actor)], stop);
        var isOlderThere = newer is null ? page.More : page.Items.Count > 0;
        var isNewerThere = newer is null ? older is not null && page.Items.Count > 0 : page.More;
        return new NotificationsWire(
            isOlderThere ? Link(http, NextId, page.Items[^1]) : null,
            isNewerThere ? Link(http, PreviousId, page.Items[0]) : null,
            [.. page.Items.Zip(users, (one, actor) => new NotificationGroupWire(new NotificationWire(one, actor)))]);
    }

    public static async Task<Answer<CountWire>> CountUnseen(HttpContext http, Notifications notifications, CancellationToken stop) =>
        new CountWire((await notifications.Count(http.Viewer(), stop)).Unseen);

    /// <summary>What is no notification of the caller's is left alone: it may have been another's, which is nobody's business.</summary>
    public static async Task<Answer> MarkRead(HttpContext http, Notifications notifications, CancellationToken stop)
    {
        var (sids, fault) = await s_sids.Read(http);
        if (fault is not null)
            return fault;
        var ids = sids.EnumerateArray().Select(sid => NotificationWire.IdOf(sid.GetString()!)).OfType<ChangeId>();
        await notifications.MarkRead(http.Viewer(), [.. ids], stop);
        return Answer.Done;
    }

    private static string Link(HttpContext http, string argument, Notification notification) =>
        Paging.Address(http, new QueryBuilder { { argument, NotificationWire.SidOf(notification) } });
}
