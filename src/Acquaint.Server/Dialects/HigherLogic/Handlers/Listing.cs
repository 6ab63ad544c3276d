namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// How a request list was asked for. Without <c>limit</c>, <c>cursor</c> and <c>sort</c>, which the original doesn't have, it is the
/// original's. With any of them the body is the same array, and headers say where it goes on and how long the list is.
/// </summary>
/// <param name="Filter">Names the list and its order, so that a cursor of one is refused by another.</param>
/// <param name="IsWhole">Asked for as the original is asked.</param>
internal sealed record Listing(string Filter, int Limit, IComparer<Place> Order, Cursor? After, bool IsWhole)
{
    /// <summary>In the order that open requests are stored in.</summary>
    public bool IsStored => Order == PlaceOrder.Newest;

    /// <param name="args">Where a fault is left when one of the three is none of its values.</param>
    public static Listing Of(HttpContext http, Arguments args, string list)
    {
        var (limit, sort, text) = (args.Count("limit", least: 1), args.Text("sort"), args.Text("cursor"));
        var name = sort?.ToLowerInvariant() ?? "newest";
        var order = PlaceOrder.Of(name) ?? args.Refuse<IComparer<Place>>(new("sort", typeof(string))) ?? PlaceOrder.Newest;
        var filter = $"higherlogic {list} {name}";
        Cursor? after = null;
        if (text is not null)
            after = Cursor.TryDecode(text, filter, out var cursor) ? cursor : args.Refuse<Cursor?>(new("cursor", typeof(string)));
        var rows = limit is { } asked ? PageSize.Of(http.Community().Rules, asked, usual: asked) : Limits.UnpagedList;
        return new(filter, rows, order, after, IsWhole: (limit, sort, text) is (null, null, null));
    }

    public Friend[] Answer(HttpContext http, Page<Listed> page, bool isCut = false)
    {
        if (IsWhole)
            return Paging.Friends(http, page.Items, page.Next is not null);
        http.Response.Headers[Paging.TotalHeader] = page.Total.ToString(CultureInfo.InvariantCulture);
        if (page.Next is { } cursor)
            http.Response.Headers[Paging.NextHeader] = cursor.Encode(Filter);
        return Paging.Friends(http, page.Items, isCut);
    }

    public async Task<Answer<Friend[]>> Answer(HttpContext http, Sorted sorted, People people, CancellationToken stop)
    {
        Place? place = null;
        if (After is { } after)
        {
            // Names may have changed since, and the row may have ended: the cursor still stands where that person would.
            if (await people.Reach(http.Community(), http.Viewer(), after.Other, stop) is not { } there)
                return Refusals.BadArgument("cursor", typeof(string));
            place = Place.Of(there, after.At);
        }

        return Answer(http, sorted.PageAfter(place, Limit), sorted.IsCut);
    }
}
