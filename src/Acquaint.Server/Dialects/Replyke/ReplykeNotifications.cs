using System.Globalization;
using Acquaint.Core;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What a person is notified of: requests to them, and acceptances of theirs.</summary>
internal static class ReplykeNotifications
{
    private const int DefaultLimit = 5;
    private const int MaxLimit = 50;

    public static void Map(IEndpointRouteBuilder project)
    {
        project.MapGet("/app-notifications", List).Limited(50)
            .Documented(ReplykePeopleDocs.Notices, ReplykePeopleDocs.Notices7);
        project.MapGet("/app-notifications/count", Count).Limited(50).Documented(ReplykePeopleDocs.CountNotices);
        project.MapPatch("/app-notifications/{notificationId}/mark-as-read", Mark).Limited(100)
            .Documented(ReplykePeopleDocs.MarkNotice);
        project.MapPatch("/app-notifications/mark-all-as-read", MarkAll).Limited(20)
            .Documented(ReplykePeopleDocs.MarkNotices);
    }

    private static async Task<IResult> List(HttpContext http, Notices notices, CancellationToken stop)
    {
        if (!TryNumber(http, "page", 1, out var page))
            return Faults.InvalidNoticePage;
        if (!TryNumber(http, "limit", DefaultLimit, out var limit))
            return Faults.InvalidNoticeLimit;
        var paging = new Paging(page, (int)Math.Min(limit, MaxLimit));
        var (viewer, slice) = (http.Viewer(), paging.Slice);
        var found = await notices.List(viewer, new NoticeSlice(slice.Limit, slice.Offset), stop);
        Notification[] items = [.. found.Items.Select(notice => Notification.Of(notice, viewer))];
        return http.SpeaksV7()
            ? Answer.Json(new DataList<Notification>(items, paging.AsData(found.Counts.All)))
            : Answer.Json(items);
    }

    private static async Task<JsonHttpResult<int>> Count(HttpContext http, Notices notices, CancellationToken stop) =>
        Answer.Json((await notices.Count(http.Viewer(), stop)).Unread);

    private static async Task<Results<ContentHttpResult, Fault>> Mark(
        string notificationId, HttpContext http, Notices notices, CancellationToken stop)
    {
        if (!Guid.TryParseExact(notificationId, "D", out var id) || !await notices.Has(http.Viewer(), new ChangeId(id), stop))
            return Faults.NoSuchNotice;
        await notices.MarkRead(http.Viewer(), [new ChangeId(id)], stop);
        return TypedResults.Text("OK");
    }

    private static async Task<JsonHttpResult<MarkedBody>> MarkAll(HttpContext http, Notices notices, CancellationToken stop) =>
        Answer.Json(new MarkedBody(await notices.MarkAllRead(http.Viewer(), stop)));

    /// <summary>Unlike the lists of connections, this one takes nothing but whole numbers from 1.</summary>
    private static bool TryNumber(HttpContext http, string name, long otherwise, out long number)
    {
        number = otherwise;
        var text = http.Request.Query[name].ToString();
        return text.Length == 0
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= Paging.MaxPage);
    }
}
