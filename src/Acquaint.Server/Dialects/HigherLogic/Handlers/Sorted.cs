namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>Where a row stands in a sorted list.</summary>
internal readonly record struct Place(string Last, string First, DateTimeOffset At, UserId Other)
{
    public static Place Of(User user, DateTimeOffset at = default)
    {
        var name = ContactName.Of(user);
        return new(name.Last, name.First, at, user.Id);
    }
}

/// <summary>The orders that the store doesn't keep its lists in.</summary>
internal static class PlaceOrder
{
    // As people look names up: the letter case says nothing, an accent little.
    private static readonly StringComparer s_names = StringComparer.InvariantCultureIgnoreCase;

    public static readonly IComparer<Place> Oldest = Comparer<Place>.Create((left, right) =>
        Decided(left.At.CompareTo(right.At)) ?? left.Other.CompareTo(right.Other));

    public static readonly IComparer<Place> Newest = Comparer<Place>.Create((left, right) => Oldest.Compare(right, left));

    public static readonly IComparer<Place> Name = Comparer<Place>.Create((left, right) =>
        Decided(s_names.Compare(left.Last, right.Last))
        ?? Decided(s_names.Compare(left.First, right.First))
        ?? left.Other.CompareTo(right.Other));

    /// <summary>As <c>sort</c> names it; null when it names none.</summary>
    public static IComparer<Place>? Of(string name) => name switch { "newest" => Newest, "oldest" => Oldest, "name" => Name, _ => null };

    private static int? Decided(int comparison) => comparison == 0 ? null : comparison;
}

/// <summary>
/// A whole list of a person's edges, sorted here: no index has these orders (docs/decisions/0008). Bounded by
/// <see cref="Limits.SortedList"/> rows, the newest; when there are more, <see cref="IsCut"/> says so.
/// </summary>
internal sealed class Sorted
{
    private readonly List<(Place Place, Listed Row)> _rows;
    private readonly IComparer<Place> _order;

    /// <param name="rows">In any order; one that is over the bound only tells that there is one.</param>
    public Sorted(IEnumerable<Listed> rows, Func<Listed, DateTimeOffset> time, IComparer<Place> order)
    {
        var all = rows.ToList();
        IsCut = all.Count > Limits.SortedList;
        _order = order;
        _rows = [.. all.Take(Limits.SortedList)
            .Select(row => (Place.Of(row.User, time(row)), row))
            .OrderBy(row => row.Item1, order)];
    }

    public bool IsCut { get; }

    public int Count => _rows.Count;

    /// <summary>All of an edge list, read in pages.</summary>
    public static async Task<List<Listed>> ReadAll(Connections connections, UserId owner, EdgeList list, CancellationToken stop)
    {
        var all = new List<Listed>();
        Cursor? after = null;
        do
        {
            var page = await connections.List(owner, list, new PageRequest(Limits.UnpagedList, After: after), stop);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null && all.Count <= Limits.SortedList);
        return all;
    }

    public IEnumerable<Listed> Part(int start, int count) => _rows.Skip(start).Take(count).Select(row => row.Row);

    /// <summary>The rows after a place, whether or not a row still stands on it, before it, or from the beginning.</summary>
    public (int Start, int End) Part(Place? place, bool isBack, int limit)
    {
        var at = 0;
        if (place is { } there)
        {
            at = _rows.FindIndex(row => _order.Compare(row.Place, there) is var order && (order > 0 || (isBack && order == 0)));
            at = at < 0 ? Count : at;
        }

        return isBack ? (Math.Max(0, at - limit), at) : (at, Math.Min(at + limit, Count));
    }

    public Page<Listed> PageAfter(Place? place, int limit)
    {
        var (start, end) = Part(place, isBack: false, limit);
        Cursor? next = end < Count && end > start ? new(_rows[end - 1].Place.At, _rows[end - 1].Place.Other) : null;
        return new([.. Part(start, limit)], Count, next);
    }
}
