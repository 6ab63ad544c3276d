namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// How a request list was asked for. Without <c>limit</c>, <c>cursor</c> and <c>sort</c>, which the original doesn't have, it is the
/// original's. With any of them the body is the same array, and headers say where it goes on and how long the list is.
/// </summary>
internal sealed class Listing
{
    private const string Newest = "newest";
    private const string Oldest = "oldest";
    private const string Name = "name";

    private readonly string _filter;

    private Listing(string filter, int? limit, string sort, Cursor? after, bool isWhole)
    {
        (_filter, After, IsWhole, Limit) = (filter, after, isWhole, limit ?? Limits.UnpagedList);
        IsStored = sort == Newest;
        Order = sort switch { Oldest => PlaceOrder.Oldest, Name => PlaceOrder.Name, _ => PlaceOrder.Newest };
    }

    /// <summary>Asked for as the original is asked.</summary>
    public bool IsWhole { get; }

    /// <summary>In the order that open requests are stored in.</summary>
    public bool IsStored { get; }

    public int Limit { get; }

    public Cursor? After { get; }

    public IComparer<Place> Order { get; }

    /// <param name="args">Where a fault is left when one of the three is none of its values.</param>
    /// <param name="list">Names the list, so that a cursor of one list is refused by another.</param>
    public static Listing Of(Arguments args, string list)
    {
        var (limit, sort, text) = (args.Limit(), args.OptionalText("sort"), args.OptionalText("cursor"));
        var order = sort?.ToLowerInvariant() ?? Newest;
        if (order is not (Newest or Oldest or Name))
            args.Fail("sort", typeof(string));
        var filter = $"higherlogic {list} {order}";
        Cursor? after = null;
        if (text is not null)
        {
            if (Cursor.TryDecode(text, filter, out var cursor))
                after = cursor;
            else
                args.Fail("cursor", typeof(string));
        }

        return new(filter, limit, order, after, isWhole: (limit, sort, text) is (null, null, null));
    }

    public IResult Answer(HttpContext http, Page<Listed> page)
    {
        Head(http, page.Total, page.Next);
        return Answers.Friends(http, page.Items, truncated: false);
    }

    public async Task<IResult> Answer(HttpContext http, Sorted sorted, People people, CancellationToken stop)
    {
        var start = 0;
        if (After is { } after)
        {
            // Names may have changed since, and the row may be gone: the cursor still stands where that person would.
            if (await people.Reach(http.Community(), http.Viewer(), after.Other, stop) is not { } there)
                return Refusals.BadArgument("cursor", typeof(string));
            start = sorted.IndexAfter(Place.Of(there, after.At));
        }

        var end = Math.Min(start + Limit, sorted.Count);
        var last = end < sorted.Count && end > start ? sorted.PlaceAt(end - 1) : (Place?)null;
        Head(http, sorted.Count, last is { } place ? new Cursor(place.At, place.Other) : null);
        return Answers.Friends(http, sorted.Slice(start, Limit), sorted.IsCut);
    }

    private void Head(HttpContext http, int total, Cursor? next)
    {
        http.Response.Headers[Answers.TotalHeader] = total.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (next is { } cursor)
            http.Response.Headers[Answers.NextHeader] = cursor.Encode(_filter);
    }
}
