using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;
using MatchedJson = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<
    System.Collections.Generic.IReadOnlyList<Acquaint.Server.Dialects.SelfCommunity.AutocompleteWire>>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Finding people: lists, searches, suggestions.</summary>
internal static class PeopleHandlers
{
    public static async Task<Results<JsonHttpResult<PageWire<UserWire>>, Fault>> List(
        HttpContext http, People people, Connections connections, CancellationToken stop)
    {
        var filters = new Filters(http.Request.Query);
        var query = filters.OfList();
        return filters.Fault is { } fault ? fault : await Found(http, people, connections, query, stop);
    }

    public static async Task<Results<JsonHttpResult<PageWire<UserWire>>, Fault>> Search(
        HttpContext http, People people, Connections connections, TimeProvider clock, CancellationToken stop)
    {
        var filters = new Filters(http.Request.Query);
        var me = http.ViewerOrNull() is { } viewer ? await people.Find(http.Community(), viewer.Id, stop) : null;
        var here = Coordinates.Parse(me?.Profile.PositionLatLng) ?? Coordinates.Parse(me?.Profile.LocationLatLng);
        var query = filters.OfSearch(here, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var nobody = filters.AsksForNobody();
        if (filters.Fault is { } fault)
            return fault;
        return nobody ? Page(http, 0, []) : await Found(http, people, connections, query, stop);
    }

    public static async Task<Results<JsonHttpResult<PageWire<AutocompleteWire>>, Fault>> Autocomplete(
        HttpContext http, People people, CancellationToken stop)
    {
        var filters = new Filters(http.Request.Query);
        var query = filters.OfList();
        if (filters.Fault is { } fault)
            return fault;
        var paging = Paging.Of(http);
        var page = await people.Search(http.Community(), http.ViewerOrNull(), query, paging.PageRequest, stop);
        var shown = page.Items.Select(user => new AutocompleteWire(user)).ToList();
        return TypedResults.Json(paging.Page(http, page.Total, shown), SelfCommunityJson.Default.PageWireAutocompleteWire);
    }

    public static async Task<Results<MatchedJson, Fault>> Match(HttpContext http, People people, CancellationToken stop)
    {
        if (await Body.ReadJson(http) is not { } body)
            return Refusals.Malformed();
        if (FaultIn(body, out var names) is { } fault)
            return fault;
        var found = await people.FindByUsernames(http.Viewer(), names, stop);
        IReadOnlyList<AutocompleteWire> shown = [.. found.Select(user => new AutocompleteWire(user))];
        return TypedResults.Json(shown, SelfCommunityJson.Default.IReadOnlyListAutocompleteWire);
    }

    /// <summary>People the caller may know.</summary>
    public static async Task<JsonHttpResult<PageWire<UserWire>>> Suggest(
        HttpContext http, Connections connections, CancellationToken stop)
    {
        var page = await connections.Suggest(http.Viewer(), Paging.Of(http).PageRequest, stop);
        var users = page.Items.Select(one => one.User).ToList();
        return Page(http, page.Total, await UserHandlers.Show(connections, http.Viewer(), users, stop));
    }

    /// <summary>What a search box offers while somebody types. There are no categories here.</summary>
    public static async Task<Results<JsonHttpResult<PageWire<SuggestionWire>>, Fault>> SuggestFor(
        HttpContext http, People people, Connections connections, CancellationToken stop)
    {
        var filters = new Filters(http.Request.Query);
        var text = filters.OfList().Text;
        if (filters.Fault is { } fault)
            return fault;
        var paging = Paging.Of(http);
        var page = text is null
            ? new Page<User>([], 0, null)
            : await people.Search(http.Community(), http.Viewer(), new PeopleQuery { Text = text }, paging.PageRequest, stop);
        var users = await UserHandlers.Show(connections, http.Viewer(), page.Items, stop);
        var shown = users.Select(user => new SuggestionWire(user, text ?? "")).ToList();
        return TypedResults.Json(paging.Page(http, page.Total, shown), SelfCommunityJson.Default.PageWireSuggestionWire);
    }

    public static JsonHttpResult<PageWire<UserWire>> Page(HttpContext http, int total, IReadOnlyList<UserWire> users) =>
        TypedResults.Json(Paging.Of(http).Page(http, total, users), SelfCommunityJson.Default.PageWireUserWire);

    private static async Task<JsonHttpResult<PageWire<UserWire>>> Found(
        HttpContext http, People people, Connections connections, PeopleQuery query, CancellationToken stop)
    {
        var page = await people.Search(http.Community(), http.ViewerOrNull(), query, Paging.Of(http).PageRequest, stop);
        return Page(http, page.Total, await UserHandlers.Show(connections, http.ViewerOrNull(), page.Items, stop));
    }

    private static Fault? FaultIn(JsonElement body, out List<string> names)
    {
        names = [];
        if (body.ValueKind is not JsonValueKind.Array)
            return Refusals.Invalid("usernames", "not_a_list", "Send a list of usernames.");
        if (body.GetArrayLength() > Limits.BulkIds)
            return Refusals.Invalid("usernames", "max_length", $"Send at most {Limits.BulkIds} usernames.");
        foreach (var name in body.EnumerateArray())
        {
            if (!Body.TryText(name, out var text))
                return Refusals.Invalid("usernames", "invalid", "A username is text.");
            names.Add(text);
        }

        return null;
    }
}
