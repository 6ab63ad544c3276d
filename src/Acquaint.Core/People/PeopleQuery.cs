namespace Acquaint.Core;

public enum PeopleOrder
{
    /// <summary>Those whose username begins with the text first, then by username.</summary>
    Relevance,
    Id,
    Username,
    DisplayName,
    Location,
    CreatedAt,

    /// <summary>From <see cref="PeopleQuery.Near"/>.</summary>
    Distance,
}

/// <summary>Whom to look for. Every text is a part of what is looked at, whatever the letter case; all conditions hold together.</summary>
public sealed record PeopleQuery
{
    /// <summary>A part of the username, the display name, the first or the last name.</summary>
    public string? Text { get; init; }
    public string? Username { get; init; }
    public string? DisplayName { get; init; }
    public string? Location { get; init; }
    public string? Description { get; init; }
    public Gender? Gender { get; init; }
    public bool OnlyCompanies { get; init; }

    /// <summary>Only those who have a role above a member's.</summary>
    public bool OnlyStaff { get; init; }

    /// <summary>Only those who tell that they were born later than this day.</summary>
    public DateOnly? BornAfter { get; init; }

    /// <summary>Only those who tell that they were born on this day or earlier.</summary>
    public DateOnly? BornBy { get; init; }

    /// <summary>Only those who tell where they are: where they were last seen, or else the place that they name.</summary>
    public Coordinates? Near { get; init; }
    public IReadOnlyCollection<UserId> Exclude { get; init; } = [];

    /// <summary>Ties follow the id; people who have nothing to be ordered by come last, whatever the direction.</summary>
    public PeopleOrder Order { get; init; }

    /// <summary>Says nothing to <see cref="PeopleOrder.Relevance"/>.</summary>
    public bool Descending { get; init; }

    /// <summary>The longest text that a name must contain: the fewest people have it. Null when no name is asked for.</summary>
    public string? Name => new[] { Text, Username, DisplayName }
        .Select(text => text?.Trim())
        .Where(text => !string.IsNullOrEmpty(text))
        .MaxBy(text => text!.Length);

    /// <summary>The stored order that this one is, or that its candidates are taken from.</summary>
    public DirectoryOrder DirectoryOrder => Order switch
    {
        PeopleOrder.Relevance or PeopleOrder.Username => DirectoryOrder.Username,
        PeopleOrder.CreatedAt => DirectoryOrder.CreatedAt,
        PeopleOrder.Id or PeopleOrder.DisplayName or PeopleOrder.Location or PeopleOrder.Distance => DirectoryOrder.Id,
    };

    /// <summary>A stored order answers it alone, from any offset.</summary>
    public bool IsDirectory =>
        Order is not (PeopleOrder.DisplayName or PeopleOrder.Location)
        && Gender is null && !OnlyCompanies && !OnlyStaff && BornAfter is null && BornBy is null && Near is null
        && Exclude.Count <= Limits.BulkIds
        && new[] { Text, Username, DisplayName, Location, Description }.All(string.IsNullOrEmpty);

    public bool Matches(User user) =>
        (Has(user.Username, Text) || Has(user.Profile.DisplayName, Text)
            || Has(user.Profile.FirstName, Text) || Has(user.Profile.LastName, Text))
        && Has(user.Username, Username)
        && Has(user.Profile.DisplayName, DisplayName)
        && Has(user.Profile.Location, Location)
        && Has(user.Profile.Description, Description)
        && (Gender is null || user.Profile.Gender == Gender)
        && (!OnlyCompanies || user.Profile.IsCompany)
        && (!OnlyStaff || user.Role is not UserRole.Member)
        && (BornAfter is null || user.Profile.BirthDate > BornAfter)
        && (BornBy is null || user.Profile.BirthDate <= BornBy)
        && (Near is null || PlaceOf(user) is not null)
        && !Exclude.Contains(user.Id);

    public IEnumerable<User> Sort(IEnumerable<User> people) => Order switch
    {
        PeopleOrder.Relevance => people
            .OrderBy(user => Name is { } name && !Lower(user.Username)!.StartsWith(Lower(name)!, StringComparison.Ordinal))
            .ThenBy(user => Lower(user.Username), StringComparer.Ordinal)
            .ThenBy(user => user.Id),
        PeopleOrder.Id => Directed(people.OrderBy(user => user.Id)),
        PeopleOrder.Username => ByText(people, user => user.Username),
        PeopleOrder.DisplayName => ByText(people, user => user.Profile.DisplayName),
        PeopleOrder.Location => ByText(people, user => user.Profile.Location),
        PeopleOrder.CreatedAt => Directed(people.OrderBy(user => user.CreatedAt).ThenBy(user => user.Id)),
        PeopleOrder.Distance => Directed(people.OrderBy(user => PlaceOf(user)?.KilometresTo(Near ?? default)).ThenBy(user => user.Id)),
    };

    private IEnumerable<User> ByText(IEnumerable<User> people, Func<User, string?> text)
    {
        var known = people.ToLookup(user => !string.IsNullOrEmpty(text(user)));
        return Directed(known[true].OrderBy(user => Lower(text(user)), StringComparer.Ordinal).ThenBy(user => user.Id))
            .Concat(Directed(known[false].OrderBy(user => user.Id)));
    }

    private IEnumerable<User> Directed(IEnumerable<User> ascending) => Descending ? ascending.Reverse() : ascending;

    private static Coordinates? PlaceOf(User user) =>
        Coordinates.Parse(user.Profile.PositionLatLng) ?? Coordinates.Parse(user.Profile.LocationLatLng);

    private static bool Has(string? whole, string? part) =>
        string.IsNullOrEmpty(part) || (whole is not null && Lower(whole)!.Contains(Lower(part)!, StringComparison.Ordinal));

    private static string? Lower(string? text) => text?.ToLowerInvariant();
}

/// <summary>The orders in which a store keeps the people of a community. Ties follow the id.</summary>
public enum DirectoryOrder
{
    Id,
    Username,
    CreatedAt,
}

/// <summary>The people of a community in a stored order, without some of them: at most <see cref="Limits.BulkIds"/> of
/// somebody's choice, and <see cref="Limits.Blockers"/>.</summary>
public sealed record DirectoryRequest(CommunityId Community, DirectoryOrder Order, bool Descending, IReadOnlyCollection<UserId> Exclude);
