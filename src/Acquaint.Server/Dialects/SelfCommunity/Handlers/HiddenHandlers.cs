namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Hidden users: what this API calls the core's blocks.</summary>
internal static class HiddenHandlers
{
    /// <summary>Hides, or shows again whom the caller hides.</summary>
    public static async Task<Answer> Toggle(HttpContext http, long id, Connections connections, CancellationToken stop) =>
        (await connections.ToggleBlock(http.Viewer(), new(id), stop)).Refusal is { } refusal ? Refusals.Of[refusal] : Answer.Done;

    /// <summary>The one place where somebody learns that they are blocked, since this API has a question for just that.</summary>
    public static async Task<Answer<IsHiddenByWire>> IsHiddenBy(
        HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.IsBlockedBy(http.Viewer(), new UserId(id), stop) is { } isHidden
            ? new IsHiddenByWire(isHidden)
            : Refusals.NoSuchUser;

    public static async Task<Answer<PageWire<UserWire>>> List(HttpContext http, Connections connections, CancellationToken stop)
    {
        if (Filters.OfList(http, out var query) is { } fault)
            return fault;
        var paging = Paging.Of(http);
        // The whole list pages from the database however long it is; a search looks at the newest of it.
        var page = query.IsDirectory && query is { Order: PeopleOrder.Relevance, Exclude.Count: 0 }
            ? (await connections.Blocked(http.Viewer(), paging.Request, stop)).Select(one => one.User)
            : await connections.Blocked(http.Viewer(), query, paging.Request, stop);
        return paging.Page(page.Total, await UserHandlers.Show(connections, http.Viewer(), page.Items, stop));
    }

    public static async Task<Answer<long[]>> Ids(HttpContext http, Connections connections, CancellationToken stop) =>
        (await connections.BlockedIds(http.Viewer(), stop)).Select(id => id.Value).ToArray();
}
