using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>Finding people. Each test has a community of its own, so that it knows who is there.</summary>
public sealed class PeopleTests(TestServer server)
{
    private static readonly char[] s_digits = [.. "0123456789"];

    private static readonly Profile s_milan = new()
    {
        DisplayName = "Zita Moretti",
        Location = "Milan",
        LocationLatLng = "45.46,9.19",
        Gender = Gender.Female,
        Description = "Baker",
    };

    private static readonly Profile s_rome = new()
    {
        DisplayName = "Aldo Conti",
        Location = "Rome",
        PositionLatLng = "41.90,12.50",
        Gender = Gender.Male,
        Description = "Painter",
    };

    [Theory]
    [InlineData("user/", "zara,aldo,zita,newcomer", "")]
    [InlineData("user/?search=Z", "zara,zita", "")]
    [InlineData("user/?search=mor", "zita", "")]
    [InlineData("user/?username=ALD", "aldo", "")]
    [InlineData("user/?real_name=conti", "aldo", "")]
    [InlineData("user/?gender=female&location=mil", "zita", "")]
    [InlineData("user/?gender=Male&location=mil", "", "")]
    [InlineData("user/?description=pain", "aldo", "")]
    [InlineData("user/?ordering=username", "aldo,newcomer,zara,zita", "ordered")]
    [InlineData("user/?ordering=-username", "zita,zara,newcomer,aldo", "ordered")]
    [InlineData("user/?ordering=-real_name", "zita,aldo,zara,newcomer", "unknown last")]
    [InlineData("user/?ordering=id", "zara,aldo,zita,newcomer", "ordered")]
    [InlineData("user/?ordering=nothing,-date_joined", "newcomer,zita,aldo,zara", "ordered")]
    [InlineData("user/search/?user=conti&username=nobody", "aldo", "")]
    [InlineData("user/search/?username=z&real_name=mor", "zita", "")]
    [InlineData("user/search/?age=-30", "zita", "")]
    [InlineData("user/search/?age=30-45", "newcomer", "")]
    [InlineData("user/search/?age=45%2B", "aldo", "")]
    [InlineData("user/search/?age=45+", "aldo", "")]
    [InlineData("user/search/?is_staff=true", "zara", "")]
    [InlineData("user/search/?is_staff=0&user=z", "zara,zita", "")]
    [InlineData("user/search/?lat_lng=44.0,10.0", "zita,aldo", "ordered")]
    [InlineData("user/search/?lat_lng=44.0,10.0&ordering=-distance", "aldo,zita", "ordered")]
    [InlineData("user/search/?lat_lng=44.0,10.0&ordering=username", "aldo,zita", "ordered")]
    [InlineData("user/search/?tag=3", "", "")]
    [InlineData("user/search/?category=3", "", "")]
    [InlineData("user/search/?user_position=1&user=z", "zara,zita", "")]
    public async Task People_are_found(string query, string names, string how)
    {
        var (_, people) = await People();

        var answer = (await server.As(people["zara"]).Get($"/api/v2/{query}")).Is(HttpStatusCode.OK);

        string[] found = [.. answer["results"].EnumerateArray()
            .Select(one => one.GetProperty("username").GetString()!.TrimEnd(s_digits))];
        var expected = names.Split(',', StringSplitOptions.RemoveEmptyEntries);
        // Beyond these, the order is of no account.
        var ordered = how switch { "ordered" => expected.Length, "unknown last" => 2, _ => 0 };
        Assert.Equal(expected[..ordered], found[..ordered]);
        Assert.Equal(expected.Order(), found.Order());
        Assert.Equal(expected.Length, answer["count"].GetInt32());
    }

    [Fact]
    public async Task Those_who_tell_where_they_are_can_ask_who_is_near()
    {
        var (_, people) = await People();

        foreach (var query in new[] { "user_position=true", "ordering=distance" })
        {
            var answer = (await server.As(people["aldo"]).Get($"/api/v2/user/search/?{query}")).Is(HttpStatusCode.OK);
            Assert.Equal([people["aldo"].Id.Value, people["zita"].Id.Value], answer.Ids);
        }
    }

    [Theory]
    [InlineData("user/?gender=none", "gender")]
    [InlineData("user/?search=%00", "search")]
    [InlineData("user/autocomplete/?exclude=1,x", "exclude")]
    [InlineData("user/autocomplete/?exclude=99999999999999999999", "exclude")]
    [InlineData("user/search/?age=12", "age")]
    [InlineData("user/search/?lat_lng=here", "lat_lng")]
    [InlineData("user/search/?lat_lng=91,0", "lat_lng")]
    [InlineData("user/search/?user_position=maybe", "user_position")]
    [InlineData("user/search/?is_staff=2", "is_staff")]
    [InlineData("user/search/?tag=x", "tag")]
    [InlineData("user/search/?category=x", "category")]
    [InlineData("suggestion/?search=%00", "search")]
    public async Task A_search_that_makes_no_sense_is_refused_by_name(string query, string field)
    {
        var ann = await server.Person("ann");

        var answer = (await server.As(ann).Get($"/api/v2/{query}")).Is(HttpStatusCode.BadRequest);

        Assert.Equal(field, answer["errors"][0].GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("user/")]
    [InlineData("user/search/")]
    [InlineData("user/autocomplete/")]
    public async Task Pages_of_every_size_add_up_to_everybody(string path)
    {
        var (_, people) = await People();
        var client = server.As(people["zara"]);

        foreach (var limit in new[] { 1, 2, 3, 100 })
        {
            var listed = new List<long>();
            for (var next = $"/api/v2/{path}?limit={limit}&ordering=-username"; next is not null;)
            {
                var page = (await client.Get(new Uri(server.Url, next).PathAndQuery)).Is(HttpStatusCode.OK);
                listed.AddRange(page.Ids);
                next = page.Text("next");
            }

            Assert.Equal(people.Values.Select(one => one.Id.Value).Order(), listed.Order());
            Assert.Equal(people.Count, listed.Count);
        }
    }

    [Fact]
    public async Task Autocompletion_shows_little_and_leaves_out_whom_it_is_told_to()
    {
        var (closed, people) = await People();
        var (zara, zita) = (people["zara"], people["zita"]);

        var answer = (await server.Anonymous(closed).Get($"/api/v2/user/autocomplete/?search=z&exclude={zara.Id},5")).Is(HttpStatusCode.OK);

        var one = answer["results"].EnumerateArray().Single();
        Assert.Equal(["id", "username", "real_name", "ext_id", "avatar"], one.EnumerateObject().Select(member => member.Name));
        Assert.Equal(zita.Id.Value, one.GetProperty("id").GetInt64());
        Assert.Equal(1, answer["count"].GetInt32());
    }

    [Fact]
    public async Task Usernames_are_matched_whatever_the_case_and_in_their_order()
    {
        var (_, people) = await People();
        var stranger = await server.Person("stranger");
        string[] names = [people["zita"].Name, "nobody", stranger.Name, people["aldo"].Name.ToUpperInvariant(), people["zita"].Name];

        var answer = (await server.As(people["zara"]).Post("/api/v2/user/match/", JsonSerializer.Serialize(names))).Is(HttpStatusCode.OK);

        Assert.Equal(
            [people["zita"].Id.Value, people["aldo"].Id.Value],
            answer.Body.EnumerateArray().Select(one => one.GetProperty("id").GetInt64()));
        Assert.Equal("[]", (await server.As(people["zara"]).Post("/api/v2/user/match/", "[]")).Is(HttpStatusCode.OK).Body.GetRawText());
    }

    [Theory]
    [InlineData("", "not_a_list")]
    [InlineData("{}", "not_a_list")]
    [InlineData("\"ann\"", "not_a_list")]
    [InlineData("[1]", "invalid")]
    [InlineData("""["ann",null]""", "invalid")]
    [InlineData("""["\u0000"]""", "invalid")]
    [InlineData("[", "parse_error")]
    public async Task What_is_no_list_of_usernames_is_refused(string body, string code)
    {
        var ann = await server.Person("ann");
        Assert.Equal(code, (await server.As(ann).Post("/api/v2/user/match/", body)).Is(HttpStatusCode.BadRequest).Code);
    }

    [Fact]
    public async Task Too_many_usernames_are_refused()
    {
        var ann = await server.Person("ann");
        var body = JsonSerializer.Serialize(Enumerable.Repeat("ann", Limits.BulkIds + 1));
        Assert.Equal("max_length", (await server.As(ann).Post("/api/v2/user/match/", body)).Is(HttpStatusCode.BadRequest).Code);
    }

    [Fact]
    public async Task People_one_may_know_are_ranked_by_mutual_connections_and_nobody_is_pressed_on_anybody()
    {
        var ann = await server.Person("ann");
        var (bob, cas) = (await server.Person("bob"), await server.Person("cas"));
        var (one, two, asked, declined, hidden, hiding) = (await server.Person("one"), await server.Person("two"),
            await server.Person("asked"), await server.Person("declined"), await server.Person("hidden"), await server.Person("hiding"));
        foreach (var near in new[] { bob, cas })
            await server.Connected(ann, near);
        foreach (var far in new[] { one, two, asked, declined, hidden, hiding })
            await server.Connected(bob, far);
        await server.Connected(two, cas);
        await server.Requested(ann, asked);
        await server.Declined(declined, ann);
        await server.Blocked(ann, hidden);
        await server.Blocked(hiding, ann);

        var answer = (await server.As(ann).Get("/api/v2/suggestion/user/?limit=1")).Is(HttpStatusCode.OK);

        Assert.Equal([two.Id.Value], answer.Ids);
        Assert.Equal(2, answer["count"].GetInt32());
        Assert.Equal([one.Id.Value], (await server.As(ann).Get(answer.Text("next")!)).Ids);
        Assert.Equal(JsonValueKind.Null, answer["results"][0].GetProperty("connection_status").ValueKind);
        Assert.Equal(2, answer["results"][0].GetProperty("connections_counter").GetInt32());
    }

    [Fact]
    public async Task A_search_box_is_offered_people_the_best_first()
    {
        var (_, people) = await People();
        var zara = people["zara"];
        var client = server.As(zara);

        var answer = (await client.Get($"/api/v2/suggestion/?search={zara.Name.ToUpperInvariant()}&limit=3")).Is(HttpStatusCode.OK);

        var one = answer["results"].EnumerateArray().Single();
        Assert.Equal(["type", "score", "user"], one.EnumerateObject().Select(member => member.Name));
        Assert.Equal("user", one.GetProperty("type").GetString());
        Assert.Equal(2, one.GetProperty("score").GetInt32());
        Assert.Equal(zara.Id.Value, one.GetProperty("user").GetProperty("id").GetInt64());
        var some = (await client.Get("/api/v2/suggestion/?search=o"))["results"].EnumerateArray().ToList();
        Assert.All(some, each => Assert.Equal(0, each.GetProperty("score").GetInt32()));
        Assert.Equal(0, (await client.Get("/api/v2/suggestion/?search="))["count"].GetInt32());
        Assert.Equal(0, (await client.Get("/api/v2/suggestion/"))["count"].GetInt32());
    }

    [Theory]
    [InlineData("GET", "user/")]
    [InlineData("POST", "user/match/")]
    [InlineData("GET", "suggestion/user/")]
    [InlineData("GET", "suggestion/?search=a")]
    public async Task Some_lists_are_for_people_who_signed_in(string method, string path) =>
        (await server.Anonymous().Send(new HttpMethod(method), $"/api/v2/{path}")).Is(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("search")]
    [InlineData("autocomplete")]
    public async Task Other_lists_are_for_everybody_where_the_community_shows_its_content(string path)
    {
        var closed = await server.NewCommunity("shut", settings: it => it.With(SelfCommunitySettings.ContentAvailability, false));

        (await server.Anonymous().Get($"/api/v2/user/{path}/")).Is(HttpStatusCode.OK);
        (await server.Anonymous(closed).Get($"/api/v2/user/{path}/")).Is(HttpStatusCode.Unauthorized);
    }

    private async Task<(Community Community, Dictionary<string, Person> People)> People()
    {
        var community = await server.NewCommunity("people");
        var today = DateOnly.FromDateTime(server.Clock.GetUtcNow().UtcDateTime);
        var young = s_milan with { BirthDate = today.AddYears(-30).AddDays(1) };
        var old = s_rome with { BirthDate = today.AddYears(-45) };
        var middle = new Profile { BirthDate = today.AddYears(-30) };
        return (community, new Dictionary<string, Person>(StringComparer.Ordinal)
        {
            ["zara"] = await server.Person("zara", UserRole.Moderator, community, new Profile()),
            ["aldo"] = await server.Person("aldo", community: community, profile: old),
            ["zita"] = await server.Person("zita", community: community, profile: young),
            ["newcomer"] = await server.Person("newcomer", community: community, profile: middle),
        });
    }
}
