using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>One's own connections, whole and in pages, by name.</summary>
public sealed class MyContactsTests(TestServer server)
{
    private readonly HigherLogicClient _client = new(server);

    [Fact]
    public async Task Connections_are_listed_by_last_and_first_name_whoever_asked()
    {
        var ann = await server.Person("ann");
        var people = await Connected(
            ann, ("Zoe", "adams"), ("Al", "Adams"), ("Bo", "Zeta"), ("Al", "Élan"), ("Al", "Ebert"), ("Al", "Adams"));
        await server.Requested(ann, await server.Person("pending"));
        var expected = new[] { people[1], people[5], people[0], people[4], people[3], people[2] }.Select(one => one.Key.Value);
        var answer = await _client.Get(ann, "Contacts/GetMyContacts");
        Assert.Equal(expected, answer.Keys("ContactKey"));
        Assert.Null(answer.Header("X-Truncated"));
        Assert.Equal([ann.Key.Value], (await _client.Get(people[2], "Contacts/GetMyContacts")).Keys("ContactKey"));
        Assert.Equal("[]", (await _client.Get(await server.Person("lonely"), "Contacts/GetMyContacts")).Body);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Pages_of_every_size_add_up_in_both_directions(int size)
    {
        var ann = await server.Person("ann");
        await Connected(ann, ("A", "Same"), ("A", "Same"), ("A", "Same"), ("B", "Same"), ("A", "Other"), ("", "Same"), ("C", ""));
        var whole = (await _client.Get(ann, "Contacts/GetMyContacts")).Keys("ContactKey");
        Assert.Equal(whole, await Walk(ann, $"/api/v2.0/Contacts/GetMyContactsPage?limit={size}", "Next"));

        var last = await Page(ann, $"/api/v1.0/Contacts/GetMyContactsPage?limit={size}&beforeContactKey={whole[^1]}");
        List<Guid> back = [whole[^1], .. Keys(last).Reverse()];
        for (var page = last; page.GetProperty("HasMore").GetBoolean();)
        {
            page = await Page(ann, page.GetProperty("Previous").GetString()!);
            back.AddRange(Keys(page).Reverse());
        }

        Assert.Equal(whole.Reverse(), back);
    }

    [Fact]
    public async Task A_page_says_where_it_stands()
    {
        var ann = await server.Person("ann");
        var people = await Connected(ann, ("A", "A"), ("B", "B"), ("C", "C"));
        var path = $"{HigherLogicClient.V1}/contacts/getmycontactspage";
        var first = await Page(ann, $"{path}?limit=1");
        Assert.Equal($"{path}?afterContactKey={people[0].Key.Value}&limit=1", first.GetProperty("Next").GetString());
        Assert.Null(first.GetProperty("Previous").GetString());
        Assert.True(first.GetProperty("HasMore").GetBoolean());

        var middle = await Page(ann, $"{path}?limit=1&afterContactKey={people[0].Key.Value}&beforeContactKey={people[2].Key.Value}");
        Assert.Equal([people[1].Key.Value], Keys(middle));
        Assert.Equal($"{path}?beforeContactKey={people[1].Key.Value}&limit=1", middle.GetProperty("Previous").GetString());

        var last = await Page(ann, $"{path}?afterContactKey={people[1].Key.Value}");
        Assert.False(last.GetProperty("HasMore").GetBoolean());
        Assert.Null(last.GetProperty("Next").GetString());
        var beyond = await Page(ann, $"{path}?afterContactKey={people[2].Key.Value}");
        Assert.Equal("""{"Contacts":[],"HasMore":false,"Next":null,"Previous":null}""", beyond.GetRawText());
    }

    [Fact]
    public async Task A_page_goes_on_after_somebody_who_is_no_connection_any_more()
    {
        var ann = await server.Person("ann");
        var people = await Connected(ann, ("A", "A"), ("B", "B"), ("C", "C"));
        await server.Act(ann, RelationAction.Disconnect, people[1]);
        Assert.Equal([people[2].Key.Value], Keys(await Page(ann, PageOf("afterContactKey", people[1]))));
        Assert.Equal([people[0].Key.Value], Keys(await Page(ann, PageOf("beforeContactKey", people[1]))));
    }

    [Theory]
    [InlineData("afterContactKey=x")]
    [InlineData("beforeContactKey=%F0%9F%98%80")]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=x")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("limit=1&limit=2")]
    [InlineData("afterContactKey=11111111-1111-1111-1111-111111111111")]
    [InlineData("beforeContactKey=11111111-1111-1111-1111-111111111111")]
    public async Task A_place_or_a_size_that_is_none_is_invalid(string query)
    {
        var ann = await server.Person("ann");
        var answer = await _client.Get(ann, $"Contacts/GetMyContactsPage?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains($"'{query.Split('=')[0]}'", answer.Json.GetProperty("MessageDetail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_has_a_hundred_at_most()
    {
        var ann = await server.Person("ann", community: await server.NewCommunity("many", TestServer.WithoutQuotas));
        await Connected(ann, [.. Enumerable.Range(0, 101).Select(i => ($"{i}", "Many"))]);
        foreach (var query in new[] { "", "?limit=", "?limit=2147483647" })
        {
            var page = await Page(ann, $"/api/v2.0/Contacts/GetMyContactsPage{query}");
            Assert.Equal(100, Keys(page).Distinct().Count());
            Assert.True(page.GetProperty("HasMore").GetBoolean());
        }
    }

    private static string PageOf(string argument, Person person) =>
        $"/api/v2.0/Contacts/GetMyContactsPage?{argument}={person.Key.Value}";

    private async Task<List<Guid>> Walk(Person viewer, string path, string direction)
    {
        var all = new List<Guid>();
        for (string? next = path; next is not null;)
        {
            var page = await Page(viewer, next);
            all.AddRange(Keys(page));
            next = page.GetProperty(direction).GetString();
            Assert.Equal(next is not null, page.GetProperty("HasMore").GetBoolean());
        }

        return all;
    }

    private async Task<JsonElement> Page(Person viewer, string path)
    {
        var answer = await _client.Get(viewer, path.TrimStart('/'), "");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json;
    }

    private static IEnumerable<Guid> Keys(JsonElement page) =>
        page.GetProperty("Contacts").EnumerateArray().Select(one => one.GetProperty("ContactKey").GetGuid());

    /// <summary>Every other one asked, the rest were asked.</summary>
    private async Task<IReadOnlyList<Person>> Connected(Person viewer, params (string First, string Last)[] names)
    {
        var people = new List<Person>();
        foreach (var (first, last) in names)
        {
            var profile = new Profile { FirstName = first, LastName = last, DisplayName = "Somebody" };
            var person = await server.Person("contact", community: viewer.Community, profile: profile);
            await (people.Count % 2 == 0 ? server.Connected(viewer, person) : server.Connected(person, viewer));
            people.Add(person);
        }

        return people;
    }
}
