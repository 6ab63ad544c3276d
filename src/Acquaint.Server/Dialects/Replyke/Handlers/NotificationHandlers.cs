using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What a person is notified of: requests to them, and acceptances of theirs.</summary>
internal static class NotificationHandlers
{
    private const int DefaultLimit = 5;
    private const int MaxLimit = 50;

    public static void Map(IEndpointRouteBuilder project)
    {
        project.MapGet("/app-notifications", List).Limited(50)
            .Documented(PeopleDocs.Notifications, PeopleDocs.Notifications7);
        project.MapGet("/app-notifications/count", Count).Limited(50).Documented(PeopleDocs.CountNotifications);
        project.MapPatch("/app-notifications/{notificationId}/mark-as-read", Mark).Limited(100)
            .Documented(PeopleDocs.MarkNotification);
        project.MapPatch("/app-notifications/mark-all-as-read", MarkAll).Limited(20)
            .Documented(PeopleDocs.MarkNotifications);
    }

    private static async Task<IResult> List(HttpContext http, Notifications notifications, CancellationToken stop)
    {
        if (!TryNumber(http, "page", 1, out var page))
            return Faults.InvalidNotificationPage;
        if (!TryNumber(http, "limit", DefaultLimit, out var limit))
            return Faults.InvalidNotificationLimit;
        var paging = new Paging(page, (int)Math.Min(limit, MaxLimit));
        var (viewer, rows) = (http.Viewer(), paging.PageRequest);
        var found = await notifications.List(viewer, new NotificationRequest(rows.Limit, rows.Offset), stop);
        NotificationBody[] items = [.. found.Items.Select(notification => NotificationBody.Of(notification, viewer))];
        return http.SpeaksV7()
            ? Answer.Json(new DataList<NotificationBody>(items, paging.AsData(found.Counts.All)))
            : Answer.Json(items);
    }

    private static async Task<JsonHttpResult<int>> Count(HttpContext http, Notifications notifications, CancellationToken stop) =>
        Answer.Json((await notifications.Count(http.Viewer(), stop)).Unread);

    private static async Task<Results<ContentHttpResult, Fault>> Mark(
        string notificationId, HttpContext http, Notifications notifications, CancellationToken stop)
    {
        if (!Guid.TryParseExact(notificationId, "D", out var id) || !await notifications.Has(http.Viewer(), new ChangeId(id), stop))
            return Faults.NoSuchNotification;
        await notifications.MarkRead(http.Viewer(), [new ChangeId(id)], stop);
        return TypedResults.Text("OK");
    }

    private static async Task<JsonHttpResult<MarkedBody>> MarkAll(HttpContext http, Notifications notifications, CancellationToken stop) =>
        Answer.Json(new MarkedBody(await notifications.MarkAllRead(http.Viewer(), stop)));

    /// <summary>Unlike the lists of connections, this one takes nothing but whole numbers from 1.</summary>
    private static bool TryNumber(HttpContext http, string name, long otherwise, out long number)
    {
        number = otherwise;
        var text = http.Request.Query[name].ToString();
        return text.Length == 0
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= Paging.MaxPage);
    }
}
