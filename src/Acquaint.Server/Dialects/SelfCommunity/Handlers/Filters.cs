namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>The arguments of a search for people. What is absent or empty asks for nothing.</summary>
internal static class Filters
{
    private static readonly Dictionary<string, PeopleOrder> s_orders = new(StringComparer.Ordinal)
    {
        ["id"] = PeopleOrder.Id,
        ["username"] = PeopleOrder.Username,
        ["real_name"] = PeopleOrder.DisplayName,
        ["location"] = PeopleOrder.Location,
        ["date_joined"] = PeopleOrder.CreatedAt,
        ["distance"] = PeopleOrder.Distance,
    };

    /// <summary>The arguments of the list of users, which autocompletion and the list of hidden users have too.</summary>
    public static Fault? OfList(HttpContext http, out PeopleQuery found)
    {
        var query = Reader.OfQuery(http, Refusals.Invalid);
        var (order, descending) = Ordering(query);
        found = Common(query) with
        {
            Text = query.Text("search"),
            Exclude = Ids(query, "exclude"),
            Order = order is PeopleOrder.Distance ? PeopleOrder.Relevance : order,
            Descending = descending,
        };
        return query.Fault;
    }

    /// <summary>The arguments of the search.</summary>
    /// <param name="here">Where the caller is; null when that is not known.</param>
    /// <param name="today">What ages are counted to.</param>
    /// <param name="found">Null when it asks for a tag or a category, of which people here have none.</param>
    public static Fault? OfSearch(HttpContext http, Coordinates? here, DateOnly today, out PeopleQuery? found)
    {
        var query = Reader.OfQuery(http, Refusals.Invalid);
        var anyName = query.Text("user");
        var common = Common(query);
        var (order, descending) = Ordering(query);
        var near = query.Value("lat_lng", Coordinates.Parse, "Send lat,lng in degrees.")
            ?? (Flag(query, "user_position") || order is PeopleOrder.Distance ? here : null);
        var (oldest, youngest) = query.Value("age", AgeOf, "Send -30, 30-45 or 45+.", "invalid_choice") ?? default;
        found = common with
        {
            Text = anyName,
            Username = anyName is null ? common.Username : null,
            DisplayName = anyName is null ? common.DisplayName : null,
            OnlyStaff = Flag(query, "is_staff"),
            BornAfter = oldest is { } most ? today.AddYears(-most) : null,
            BornBy = youngest is { } least ? today.AddYears(-least) : null,
            Near = near,
            Order = OrderNear(order, near),
            Descending = descending,
        };
        if (Integer(query, "tag") is not null | Integer(query, "category") is not null)
            found = null;
        return query.Fault;
    }

    public static Gender? GenderOf(string text) => text.ToLowerInvariant() switch
    {
        "unspecified" => Gender.Unspecified,
        "male" => Gender.Male,
        "female" => Gender.Female,
        _ => null,
    };

    /// <summary>By distance where there is a place to measure from and no other order was asked for; never without one.</summary>
    private static PeopleOrder OrderNear(PeopleOrder asked, Coordinates? near) => near is null
        ? asked is PeopleOrder.Distance ? PeopleOrder.Relevance : asked
        : asked is PeopleOrder.Relevance ? PeopleOrder.Distance : asked;

    private static PeopleQuery Common(Reader query) => new()
    {
        Username = query.Text("username"),
        DisplayName = query.Text("real_name"),
        Location = query.Text("location"),
        Description = query.Text("description"),
        Gender = query.Value("gender", GenderOf, "Send Male, Female or Unspecified.", "invalid_choice"),
    };

    /// <summary>The first field that is known; what can't be ordered by is ignored, as Django REST framework does.</summary>
    private static (PeopleOrder Order, bool Descending) Ordering(Reader query)
    {
        foreach (var field in (query.Text("ordering") ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var descending = field.StartsWith('-');
            if (s_orders.TryGetValue(descending ? field[1..] : field, out var order))
                return (order, descending);
        }

        return (PeopleOrder.Relevance, false);
    }

    /// <summary>
    /// Years that the oldest are younger than, and that the youngest have. A plus that was not escaped arrives as a space.
    /// </summary>
    private static (int? Oldest, int? Youngest)? AgeOf(string text) => text switch
    {
        "-30" => (30, null),
        "30-45" => (45, 30),
        "45+" or "45 " => (null, 45),
        _ => null,
    };

    private static bool Flag(Reader query, string name) => query.Flag(name, "Send true or false.") ?? false;

    private static long? Integer(Reader query, string name) => query.Value(name, Number, "Send an integer.");

    private static UserId[] Ids(Reader query, string name)
    {
        var texts = (query.Text(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (texts.Length > Limits.BulkIds)
            return query.Refuse<UserId[]>(new(name, typeof(long), Rule: $"Send at most {Limits.BulkIds} ids.", Code: "max_length")) ?? [];
        var numbers = texts.Select(Number).ToList();
        if (numbers.Contains(null))
            return query.Refuse<UserId[]>(new(name, typeof(long), Rule: "Send ids separated by commas.")) ?? [];
        return [.. numbers.Select(number => new UserId(number!.Value))];
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
