namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Finding people: lists, searches, suggestions.</summary>
internal static class PeopleHandlers
{
    private static readonly SentList s_usernames = new("usernames", "usernames", "A username is text.", SentList.IsText);

    public static async Task<Answer<PageWire<UserWire>>> List(
        HttpContext http, People people, Connections connections, CancellationToken stop) =>
        Filters.OfList(http, out var query) is { } fault ? fault : await Found(http, people, connections, query, stop);

    public static async Task<Answer<PageWire<UserWire>>> Search(
        HttpContext http, People people, Connections connections, TimeProvider clock, CancellationToken stop)
    {
        var me = http.ViewerOrNull() is { } viewer ? await people.Find(http.Community(), viewer.Id, stop) : null;
        var here = Coordinates.Parse(me?.Profile.PositionLatLng) ?? Coordinates.Parse(me?.Profile.LocationLatLng);
        if (Filters.OfSearch(http, here, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), out var query) is { } fault)
            return fault;
        return query is null ? Paging.Of(http).Page<UserWire>(0, []) : await Found(http, people, connections, query, stop);
    }

    public static async Task<Answer<PageWire<AutocompleteWire>>> Autocomplete(HttpContext http, People people, CancellationToken stop)
    {
        if (Filters.OfList(http, out var query) is { } fault)
            return fault;
        var paging = Paging.Of(http);
        var page = await people.Search(http.Community(), http.ViewerOrNull(), query, paging.Request, stop);
        return paging.Page(page.Total, page.Items.Select(user => new AutocompleteWire(user)));
    }

    public static async Task<Answer<AutocompleteWire[]>> Match(HttpContext http, People people, CancellationToken stop)
    {
        var (usernames, fault) = await s_usernames.Read(http);
        if (fault is not null)
            return fault;
        var names = usernames.EnumerateArray().Select(name => name.GetString()!).ToList();
        return (await people.FindByUsernames(http.Viewer(), names, stop)).Select(user => new AutocompleteWire(user)).ToArray();
    }

    /// <summary>People the caller may know.</summary>
    public static async Task<Answer<PageWire<UserWire>>> Suggest(HttpContext http, Connections connections, CancellationToken stop)
    {
        var paging = Paging.Of(http);
        var page = (await connections.Suggest(http.Viewer(), paging.Request, stop)).Select(one => one.User);
        return paging.Page(page.Total, await UserHandlers.Show(connections, http.Viewer(), page.Items, stop));
    }

    /// <summary>What a search box offers while somebody types. There are no categories here.</summary>
    public static async Task<Answer<PageWire<SuggestionWire>>> SuggestFor(
        HttpContext http, People people, Connections connections, CancellationToken stop)
    {
        if (Filters.OfList(http, out var query) is { } fault)
            return fault;
        var paging = Paging.Of(http);
        if (query.Text is not { } text)
            return paging.Page<SuggestionWire>(0, []);
        var page = await people.Search(http.Community(), http.Viewer(), new PeopleQuery { Text = text }, paging.Request, stop);
        var users = await UserHandlers.Show(connections, http.Viewer(), page.Items, stop);
        return paging.Page(page.Total, users.Select(user => new SuggestionWire(user, text)));
    }

    private static async Task<PageWire<UserWire>> Found(
        HttpContext http, People people, Connections connections, PeopleQuery query, CancellationToken stop)
    {
        var paging = Paging.Of(http);
        var page = await people.Search(http.Community(), http.ViewerOrNull(), query, paging.Request, stop);
        return paging.Page(page.Total, await UserHandlers.Show(connections, http.ViewerOrNull(), page.Items, stop));
    }
}
