using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Lists of requests and of connections.</summary>
internal static class ListHandlers
{
    public static Task<JsonHttpResult<PageWire<RequestWire>>> Received(
        HttpContext http, Connections connections, CancellationToken stop) =>
        Requests(http, connections, http.Viewer().Id, EdgeList.Received, stop);

    public static Task<JsonHttpResult<PageWire<RequestWire>>> Sent(
        HttpContext http, Connections connections, CancellationToken stop) =>
        Requests(http, connections, http.Viewer().Id, EdgeList.SentOrDeclined, stop);

    public static async Task<Results<JsonHttpResult<PageWire<RequestWire>>, Fault>> ReceivedBy(
        HttpContext http, long id, People people, Connections connections, CancellationToken stop) =>
        await WhyHidden(http, new(id), people, stop) is { } fault
            ? fault
            : await Requests(http, connections, new(id), EdgeList.Received, stop);

    public static async Task<Results<JsonHttpResult<PageWire<RequestWire>>, Fault>> SentBy(
        HttpContext http, long id, People people, Connections connections, CancellationToken stop) =>
        await WhyHidden(http, new(id), people, stop) is { } fault
            ? fault
            : await Requests(http, connections, new(id), EdgeList.SentOrDeclined, stop);

    public static async Task<Results<JsonHttpResult<PageWire<UserWire>>, Fault>> ConnectionsOf(
        HttpContext http, long id, People people, Connections connections, CancellationToken stop)
    {
        if (await people.Reach(http.Community(), http.ViewerOrNull(), new UserId(id), stop) is null)
            return Refusals.Refused(Refusal.NoSuchUser);
        if (MutualityOf(http.Request.Query["mutual"].LastOrDefault()) is not { } which)
            return Refusals.Invalid("mutual", "invalid_choice", "Send 1 for mutual connections only, 0 for the others.");
        var paging = Paging.Of(http);
        var page = await connections.List(new(id), http.ViewerOrNull(), which, paging.PageRequest, stop);
        var users = await UserHandlers.Show(connections, http.ViewerOrNull(), page.Items, stop);
        return TypedResults.Json(paging.Page(http, page.Total, users), SelfCommunityJson.Default.PageWireUserWire);
    }

    /// <summary>Whom somebody asked is theirs to know. Others are not told whether the person exists either.</summary>
    private static async Task<Fault?> WhyHidden(HttpContext http, UserId owner, People people, CancellationToken stop)
    {
        if (owner == http.Viewer().Id)
            return null;
        if (!http.Viewer().IsAdmin)
            return Refusals.NotYours();
        return await people.Find(http.Community(), owner, stop) is null ? Refusals.Refused(Refusal.NoSuchUser) : null;
    }

    private static async Task<JsonHttpResult<PageWire<RequestWire>>> Requests(
        HttpContext http, Connections connections, UserId owner, EdgeList list, CancellationToken stop)
    {
        var paging = Paging.Of(http);
        var page = await connections.List(owner, list, paging.PageRequest, stop);
        var users = await UserHandlers.Show(connections, http.Viewer(), page.Items, stop);
        var rows = page.Items.Zip(users, (listed, user) => new RequestWire(listed, list, user)).ToList();
        return TypedResults.Json(paging.Page(http, page.Total, rows), SelfCommunityJson.Default.PageWireRequestWire);
    }

    /// <summary>Null for what is neither.</summary>
    private static Mutuality? MutualityOf(string? argument) => argument switch
    {
        null or "" => Mutuality.First,
        "1" or "true" => Mutuality.Only,
        "0" or "false" => Mutuality.Never,
        _ => null,
    };
}
