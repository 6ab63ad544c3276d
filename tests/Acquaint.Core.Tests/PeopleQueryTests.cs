using Xunit;

namespace Acquaint.Core.Tests;

public sealed class PeopleQueryTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly User[] s_people =
    [
        Person(1, "Dora", display: "beta", place: "Rome", age: 2),
        Person(2, "ann", display: null, place: "rome", age: 1),
        Person(3, "joann", display: "Ann", place: null, age: 1),
        Person(4, "bob", display: "alpha", place: "Oslo", age: 3),
    ];

    [Theory]
    [InlineData(PeopleOrder.Relevance, false, "2413")]
    [InlineData(PeopleOrder.Relevance, true, "2413")]
    [InlineData(PeopleOrder.Id, false, "1234")]
    [InlineData(PeopleOrder.Id, true, "4321")]
    [InlineData(PeopleOrder.Username, false, "2413")]
    [InlineData(PeopleOrder.Username, true, "3142")]
    [InlineData(PeopleOrder.DisplayName, false, "4312")]
    [InlineData(PeopleOrder.DisplayName, true, "1342")]
    [InlineData(PeopleOrder.Location, false, "4123")]
    [InlineData(PeopleOrder.Location, true, "2143")]
    [InlineData(PeopleOrder.CreatedAt, false, "2314")]
    [InlineData(PeopleOrder.CreatedAt, true, "4132")]
    public void Each_order_sorts_in_each_direction_and_those_without_come_last(PeopleOrder order, bool descending, string ids)
    {
        var query = new PeopleQuery { Order = order, Descending = descending };
        Assert.Equal(ids, string.Concat(query.Sort(s_people).Select(user => user.Id)));
    }

    [Fact]
    public void The_most_relevant_have_a_username_that_begins_with_the_text() => Assert.Equal(
        "4213", string.Concat(new PeopleQuery { Text = "B" }.Sort(s_people).Select(user => user.Id)));

    [Fact]
    public void All_conditions_hold_together_whatever_the_letter_case()
    {
        Assert.Equal("23", Matching(new() { Text = "ANN" }));
        Assert.Equal("3", Matching(new() { Text = "ann", DisplayName = "aN" }));
        Assert.Equal("2", Matching(new() { Text = "ann", Location = "ROM" }));
        Assert.Equal("12", Matching(new() { Location = "rom" }));
        Assert.Equal("1", Matching(new() { Location = "rom", Exclude = [new(2)] }));
        Assert.Equal("", Matching(new() { OnlyCompanies = true }));
        Assert.Equal("", Matching(new() { Gender = Gender.Male }));
        Assert.Equal("", Matching(new() { Description = "x" }));
        Assert.Equal("1234", Matching(new() { Text = "" }));
    }

    [Fact]
    public void Those_who_did_not_tell_match_no_question_about_it()
    {
        var old = s_people[0] with { Role = UserRole.Editor, Profile = new() { BirthDate = new(1970, 5, 5), PositionLatLng = "0,2" } };
        var young = s_people[1] with { Profile = new() { BirthDate = new(2000, 5, 5), LocationLatLng = "0,1" } };
        User[] people = [old, young, s_people[2]];

        Assert.Equal([old], people.Where(new PeopleQuery { OnlyStaff = true }.Matches));
        Assert.Equal([young], people.Where(new PeopleQuery { BornAfter = new(2000, 5, 4) }.Matches));
        Assert.DoesNotContain(young, people.Where(new PeopleQuery { BornAfter = new(2000, 5, 5) }.Matches));
        Assert.Equal([old], people.Where(new PeopleQuery { BornBy = new(1970, 5, 5) }.Matches));
        var near = new PeopleQuery { Near = new(0, 0), Order = PeopleOrder.Distance };
        Assert.Equal([young, old], near.Sort(people.Where(near.Matches)));
        Assert.Equal([old, young], (near with { Descending = true }).Sort(people.Where(near.Matches)));
        Assert.All(
            new[] { new() { OnlyStaff = true }, new() { BornAfter = default(DateOnly) }, new() { BornBy = default(DateOnly) }, near },
            query => Assert.False(query.IsDirectory));
    }

    [Fact]
    public void The_longest_name_asked_for_leads_the_search()
    {
        Assert.Null(new PeopleQuery { Text = " ", Location = "somewhere" }.Name);
        Assert.Equal("abc", new PeopleQuery { Text = "ab", Username = " abc ", DisplayName = "a" }.Name);
    }

    [Fact]
    public void A_stored_order_answers_alone_only_when_nothing_else_is_asked()
    {
        Assert.True(new PeopleQuery { Exclude = [new(1)] }.IsDirectory);
        Assert.True(new PeopleQuery { Order = PeopleOrder.CreatedAt, Text = "" }.IsDirectory);
        Assert.False(new PeopleQuery { Order = PeopleOrder.Location }.IsDirectory);
        Assert.False(new PeopleQuery { OnlyCompanies = true }.IsDirectory);
        Assert.False(new PeopleQuery { Gender = Gender.Female }.IsDirectory);
        Assert.False(new PeopleQuery { Description = "x" }.IsDirectory);
        Assert.False(new PeopleQuery { Exclude = [.. Enumerable.Range(1, Limits.BulkIds + 1).Select(id => new UserId(id))] }.IsDirectory);
    }

    private static string Matching(PeopleQuery query) => string.Concat(s_people.Where(query.Matches).Select(user => user.Id));

    private static User Person(long id, string username, string? display, string? place, int age) => new()
    {
        Id = new(id),
        Key = new(new Ids(TimeProvider.System).Next()),
        Community = default,
        Username = username,
        CreatedAt = s_noon.AddDays(age),
        UpdatedAt = s_noon,
        Profile = new() { DisplayName = display, Location = place },
    };
}
