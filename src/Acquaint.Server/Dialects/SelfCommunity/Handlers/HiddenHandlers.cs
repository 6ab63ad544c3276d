using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Hidden users: what this API calls the core's blocks.</summary>
internal static class HiddenHandlers
{
    /// <summary>Hides, or shows again whom the caller hides.</summary>
    public static async Task<Results<NoContent, Fault>> Toggle(
        HttpContext http, long id, Connections connections, CancellationToken stop) =>
        (await connections.ToggleBlock(http.Viewer(), new(id), stop)).Refusal is { } refusal
            ? Refusals.Refused(refusal)
            : TypedResults.NoContent();

    public static async Task<Results<JsonHttpResult<IsHiddenWire>, Fault>> IsHidden(
        HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.See(http.Viewer(), new UserId(id), stop) is { } relation
            ? TypedResults.Json(new IsHiddenWire(relation.IBlockedAt is not null), SelfCommunityJson.Default.IsHiddenWire)
            : Refusals.Refused(Refusal.NoSuchUser);

    /// <summary>The one place where somebody learns that they are blocked, since this API has a question for just that.</summary>
    public static async Task<Results<JsonHttpResult<IsHiddenByWire>, Fault>> IsHiddenBy(
        HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.IsBlockedBy(http.Viewer(), new UserId(id), stop) is { } isHidden
            ? TypedResults.Json(new IsHiddenByWire(isHidden), SelfCommunityJson.Default.IsHiddenByWire)
            : Refusals.Refused(Refusal.NoSuchUser);

    public static async Task<Results<JsonHttpResult<PageWire<UserWire>>, Fault>> List(
        HttpContext http, Connections connections, CancellationToken stop)
    {
        var filters = new Filters(http.Request.Query);
        var query = filters.OfList();
        if (filters.Fault is { } fault)
            return fault;
        var page = await Find(http.Viewer(), connections, query, Paging.Of(http).PageRequest, stop);
        return PeopleHandlers.Page(
            http, page.Total, await UserHandlers.Show(connections, http.Viewer(), page.Items, stop));
    }

    public static async Task<JsonHttpResult<IReadOnlyList<long>>> Ids(HttpContext http, Connections connections, CancellationToken stop)
    {
        IReadOnlyList<long> ids = [.. (await connections.BlockedIds(http.Viewer(), stop)).Select(id => id.Value)];
        return TypedResults.Json(ids, SelfCommunityJson.Default.IReadOnlyListInt64);
    }

    /// <summary>The whole list pages from the database however long it is; a search looks at the newest of it.</summary>
    private static async Task<Page<User>> Find(
        Viewer viewer, Connections connections, PeopleQuery query, PageRequest paging, CancellationToken stop) =>
        query.IsDirectory && query is { Order: PeopleOrder.Relevance, Exclude.Count: 0 }
            ? (await connections.Blocked(viewer, paging, stop)).Select(one => one.User)
            : await connections.Blocked(viewer, query, paging, stop);
}
