namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What a person is notified of: requests to them, and acceptances of theirs.</summary>
internal static class NotificationHandlers
{
    public static async Task<Answer<ListBody<NotificationBody>>> List(HttpContext http, Notifications notifications, CancellationToken stop)
    {
        if (Paging.ReadStrictly(http, out var paging) is { } fault)
            return fault;
        var (viewer, rows) = (http.Viewer(), paging.PageRequest);
        var found = await notifications.List(viewer, new NotificationRequest(rows.Limit, rows.Offset), stop);
        return new ListBody<NotificationBody>([.. found.Items.Select(one => NotificationBody.Of(one, viewer))], found.Counts.All, paging);
    }

    public static async Task<Answer<int>> Count(HttpContext http, Notifications notifications, CancellationToken stop) =>
        (await notifications.Count(http.Viewer(), stop)).Unread;

    public static async Task<Answer<PlainText>> Mark(
        string notificationId, HttpContext http, Notifications notifications, CancellationToken stop)
    {
        if (!Guid.TryParseExact(notificationId, "D", out var id) || !await notifications.Has(http.Viewer(), new ChangeId(id), stop))
            return Refusals.NoSuchNotification;
        await notifications.MarkRead(http.Viewer(), [new ChangeId(id)], stop);
        return new PlainText("OK");
    }

    public static async Task<Answer<MarkedBody>> MarkAll(HttpContext http, Notifications notifications, CancellationToken stop) =>
        new MarkedBody(await notifications.MarkAllRead(http.Viewer(), stop));
}
