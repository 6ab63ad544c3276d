namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Lists of requests and of connections.</summary>
internal static class ListHandlers
{
    /// <summary>One's own list.</summary>
    public static Func<HttpContext, Connections, CancellationToken, Task<Answer<PageWire<RequestWire>>>> Own(EdgeList list) =>
        async (http, connections, stop) => await Requests(http, connections, http.Viewer().Id, list, stop);

    /// <summary>Whom somebody asked is theirs to know. Others are not told whether the person exists either.</summary>
    public static Func<HttpContext, long, People, Connections, CancellationToken, Task<Answer<PageWire<RequestWire>>>> Of(EdgeList list) =>
        async (http, id, people, connections, stop) =>
    {
        var owner = new UserId(id);
        if (owner != http.Viewer().Id && !http.Viewer().IsAdmin)
            return Refusals.NotYours;
        if (owner != http.Viewer().Id && await people.Find(http.Community(), owner, stop) is null)
            return Refusals.NoSuchUser;
        return await Requests(http, connections, owner, list, stop);
    };

    public static async Task<Answer<PageWire<UserWire>>> ConnectionsOf(
        HttpContext http, long id, People people, Connections connections, CancellationToken stop)
    {
        if (await people.Reach(http.Community(), http.ViewerOrNull(), new UserId(id), stop) is null)
            return Refusals.NoSuchUser;
        if (MutualityOf(http.Request.Query["mutual"].LastOrDefault()) is not { } which)
            return Refusals.InvalidMutual;
        var paging = Paging.Of(http);
        var page = await connections.List(new(id), http.ViewerOrNull(), which, paging.Request, stop);
        return paging.Page(page.Total, await UserHandlers.Show(connections, http.ViewerOrNull(), page.Items, stop));
    }

    private static async Task<PageWire<RequestWire>> Requests(
        HttpContext http, Connections connections, UserId owner, EdgeList list, CancellationToken stop)
    {
        var paging = Paging.Of(http);
        var page = await connections.List(owner, list, paging.Request, stop);
        var users = await UserHandlers.Show(connections, http.Viewer(), page.Items, stop);
        return paging.Page(page.Total, page.Items.Zip(users, (listed, user) => new RequestWire(listed, list, user)));
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
