using System.Globalization;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Reads the arguments of a search for people. What is absent or empty asks for nothing; the first one at fault is kept.</summary>
internal sealed class Filters(IQueryCollection arguments)
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

    public Fault? Fault { get; private set; }

    /// <summary>The arguments of the list of users, which autocompletion and the list of hidden users have too.</summary>
    public PeopleQuery OfList()
    {
        var (order, descending) = Ordering();
        return Common() with
        {
            Text = Text("search"),
            Exclude = Ids("exclude"),
            Order = order is PeopleOrder.Distance ? PeopleOrder.Relevance : order,
            Descending = descending,
        };
    }

    /// <summary>The arguments of the search.</summary>
    /// <param name="here">Where the caller is; null when that is not known.</param>
    /// <param name="today">What ages are counted to.</param>
    public PeopleQuery OfSearch(Coordinates? here, DateOnly today)
    {
        var anyName = Text("user");
        var common = Common();
        var (order, descending) = Ordering();
        var near = Place("lat_lng") ?? (Flag("user_position") || order is PeopleOrder.Distance ? here : null);
        var (oldest, youngest) = Age();
        return common with
        {
            Text = anyName,
            Username = anyName is null ? common.Username : null,
            DisplayName = anyName is null ? common.DisplayName : null,
            OnlyStaff = Flag("is_staff"),
            BornAfter = oldest is { } most ? today.AddYears(-most) : null,
            BornBy = youngest is { } least ? today.AddYears(-least) : null,
            Near = near,
            Order = OrderNear(order, near),
            Descending = descending,
        };
    }

    /// <summary>Asks for a tag or a category, of which people here have none.</summary>
    public bool AsksForNobody() => Integer("tag") is not null | Integer("category") is not null;

    /// <summary>By distance where there is a place to measure from and no other order was asked for; never without one.</summary>
    private static PeopleOrder OrderNear(PeopleOrder asked, Coordinates? near) => near is null
        ? asked is PeopleOrder.Distance ? PeopleOrder.Relevance : asked
        : asked is PeopleOrder.Relevance ? PeopleOrder.Distance : asked;

    private PeopleQuery Common() => new()
    {
        Username = Text("username"),
        DisplayName = Text("real_name"),
        Location = Text("location"),
        Description = Text("description"),
        Gender = Gender(),
    };

    /// <summary>The first field that is known; what can't be ordered by is ignored, as Django REST framework does.</summary>
    private (PeopleOrder Order, bool Descending) Ordering()
    {
        foreach (var field in (Text("ordering") ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var descending = field.StartsWith('-');
            if (s_orders.TryGetValue(descending ? field[1..] : field, out var order))
                return (order, descending);
        }

        return (PeopleOrder.Relevance, false);
    }

    private Gender? Gender() => Text("gender")?.ToLowerInvariant() switch
    {
        null => null,
        "unspecified" => Core.Gender.Unspecified,
        "male" => Core.Gender.Male,
        "female" => Core.Gender.Female,
        _ => Refuse<Gender?>("gender", "invalid_choice", "Send Male, Female or Unspecified."),
    };

    /// <summary>
    /// Years that the oldest are younger than, and that the youngest have. A plus that was not escaped arrives as a space.
    /// </summary>
    private (int? Oldest, int? Youngest) Age() => Text("age") switch
    {
        null => (null, null),
        "-30" => (30, null),
        "30-45" => (45, 30),
        "45+" or "45 " => (null, 45),
        _ => Refuse<(int?, int?)>("age", "invalid_choice", "Send -30, 30-45 or 45+."),
    };

    private Coordinates? Place(string name)
    {
        var text = Text(name);
        return text is null ? null : Coordinates.Parse(text) ?? Refuse<Coordinates?>(name, "invalid", "Send lat,lng in degrees.");
    }

    private bool Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        "1" or "true" => true,
        null or "0" or "false" => false,
        _ => Refuse<bool>(name, "invalid", "Send true or false."),
    };

    private long? Integer(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return Number(text) ?? Refuse<long?>(name, "invalid", "Send an integer.");
    }

    private UserId[] Ids(string name)
    {
        var numbers = (Text(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (numbers.Length > Limits.BulkIds)
            return Refuse<UserId[]>(name, "max_length", $"Send at most {Limits.BulkIds} ids.") ?? [];
        if (numbers.Any(number => Number(number) is null))
            return Refuse<UserId[]>(name, "invalid", "Send ids separated by commas.") ?? [];
        return [.. numbers.Select(number => new UserId(Number(number)!.Value))];
    }

    private string? Text(string name)
    {
        if (arguments[name].LastOrDefault() is not { Length: > 0 } text)
            return null;
        return Core.Text.IsStorable(text) ? text : Refuse<string?>(name, "invalid", "Send text that can be stored.");
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private T? Refuse<T>(string field, string code, string message)
    {
        Fault ??= Refusals.Invalid(field, code, message);
        return default;
    }
}
