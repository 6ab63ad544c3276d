using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>What people are notified of.</summary>
public sealed class NotificationTests(TestServer server)
{
    private const string List = "/api/v2/notification/";
    private const string Unseen = "/api/v2/notification/unseen/count/";
    private const string Read = "/api/v2/notification/read/";

    [Fact]
    public async Task One_who_is_asked_and_one_who_is_accepted_hear_of_it_once()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Connected(ann, bob);

        Assert.Equal("""{"count":1}""", (await server.As(bob).Get(Unseen)).Is(HttpStatusCode.OK).Body.GetRawText());
        Assert.Equal(1, (await server.As(bob).Get("/api/v2/user/me/"))["unseen_interactions_counter"].GetInt32());
        var toBob = (await server.As(bob).Get(List)).Is(HttpStatusCode.OK);
        var toAnn = (await server.As(ann).Get(List)).Is(HttpStatusCode.OK);

        AssertOne(toBob, "connection_request", "request_user", ann);
        AssertOne(toAnn, "connection_accept", "accept_user", bob);
        Assert.Equal(["next", "previous", "results"], toBob.Body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(JsonValueKind.Null, toBob["next"].ValueKind);
        Assert.Equal(JsonValueKind.Null, toBob["previous"].ValueKind);
    }

    [Fact]
    public async Task A_notification_is_new_until_it_was_listed()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Requested(ann, bob);

        Assert.Equal([true], News(await server.As(bob).Get(List)));
        Assert.Equal([false], News(await server.As(bob).Get(List)));
        Assert.Equal(0, (await server.As(bob).Get(Unseen))["count"].GetInt32());
        await server.Requested(await server.Person(), bob);
        Assert.Equal(1, (await server.As(bob).Get(Unseen))["count"].GetInt32());
        Assert.Equal([true, false], News(await server.As(bob).Get(List)));
    }

    [Fact]
    public async Task Marking_read_makes_them_seen_and_leaves_what_is_not_ones_own()
    {
        var (bob, eve) = (await server.Person("bob"), await server.Person("eve"));
        await server.Requested(await server.Person(), bob);
        await server.Requested(await server.Person(), bob);
        var sids = Sids(await server.As(eve).Get(List)).ToList();
        Assert.Empty(sids);
        sids = [.. (await server.Get<Notifications>().List(server.Viewer(bob), new(10), default)).Items
            .Select(one => one.Change.Id.Value.ToString("N"))];

        (await server.As(eve).Post(Read, JsonSerializer.Serialize(new { sids }))).Is(HttpStatusCode.NoContent);
        Assert.Equal(2, (await server.As(bob).Get(Unseen))["count"].GetInt32());
        var marked = await server.As(bob).Post(Read, JsonSerializer.Serialize(new { sids = new[] { sids[1], "01", "" } }));

        Assert.Equal(JsonValueKind.Undefined, marked.Is(HttpStatusCode.NoContent).Body.ValueKind);
        Assert.Equal(1, (await server.As(bob).Get(Unseen))["count"].GetInt32());
        var listed = await server.As(bob).Get(List);
        Assert.Equal(sids, Sids(listed));
        Assert.Equal([true, false], News(listed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Following_next_gives_each_once_and_previous_leads_back(int pageSize)
    {
        var community = await server.NewCommunity("paged", rules => rules with { PageSize = pageSize });
        var bob = await server.Person("bob", community: community);
        for (var i = 0; i < 7; i++)
            await server.Requested(await server.Person(community: community), bob);
        var client = server.As(bob);

        var (forth, back, pages) = (new List<string>(), new List<string>(), new List<Answer>());
        for (string? next = List; next is not null; next = pages[^1].Text("next"))
        {
            pages.Add((await client.Get(Local(next))).Is(HttpStatusCode.OK));
            forth.AddRange(Sids(pages[^1]));
            Assert.All(News(pages[^1]), Assert.True);
        }

        Assert.Equal(7, forth.Distinct().Count());
        Assert.Equal(forth.OrderDescending(StringComparer.Ordinal), forth);
        back.AddRange(Sids(pages[^1]));
        for (var previous = pages[^1].Text("previous"); previous is not null;)
        {
            var page = (await client.Get(Local(previous))).Is(HttpStatusCode.OK);
            back.InsertRange(0, Sids(page));
            previous = page.Text("previous");
            Assert.All(News(page), Assert.False);
        }

        Assert.Equal(forth, back);
    }

    [Fact]
    public async Task Previous_wins_over_next_and_brings_what_came_since()
    {
        var bob = await server.Person("bob");
        await server.Requested(await server.Person(), bob);
        var first = Sids(await server.As(bob).Get(List)).Single();
        var later = await server.Person("later");
        await server.Requested(later, bob);

        var page = await server.As(bob).Get($"{List}?next_id={first}&previous_id={first}");

        AssertOne(page, "connection_request", "request_user", later);
        Assert.Equal(JsonValueKind.Null, page["previous"].ValueKind);
        Assert.Equal([first], Sids(await server.As(bob).Get(Local(page.Text("next")!))));
        var none = await server.As(bob).Get($"{List}?previous_id={Sids(page).Single()}");
        Assert.Equal("""{"next":null,"previous":null,"results":[]}""", none.Body.GetRawText());
    }

    [Theory]
    [InlineData("next_id=1")]
    [InlineData("previous_id=01890a5d-ac96-774b-bcce-b302099a8057")]
    [InlineData("next_id=%00")]
    public async Task What_is_no_place_in_the_list_is_refused(string query)
    {
        var ann = await server.Person("ann");
        Assert.Equal("invalid", (await server.As(ann).Get($"{List}?{query}")).Is(HttpStatusCode.BadRequest).Code);
    }

    [Theory]
    [InlineData("", "required")]
    [InlineData("{}", "required")]
    [InlineData("""["x"]""", "required")]
    [InlineData("""{"sids":"x"}""", "not_a_list")]
    [InlineData("""{"sids":null}""", "not_a_list")]
    [InlineData("""{"sids":[1]}""", "invalid")]
    [InlineData("""{"sids":["\ud800"]}""", "invalid")]
    [InlineData("""{"sids":[""", "parse_error")]
    public async Task What_is_no_list_of_sids_is_refused(string body, string code)
    {
        var ann = await server.Person("ann");
        Assert.Equal(code, (await server.As(ann).Post(Read, body)).Is(HttpStatusCode.BadRequest).Code);
    }

    [Fact]
    public async Task Too_many_sids_are_refused()
    {
        var ann = await server.Person("ann");
        var body = JsonSerializer.Serialize(new { sids = Enumerable.Repeat("x", Limits.BulkIds + 1) });
        Assert.Equal("max_length", (await server.As(ann).Post(Read, body)).Is(HttpStatusCode.BadRequest).Code);
    }

    [Theory]
    [InlineData("GET", List)]
    [InlineData("GET", Unseen)]
    [InlineData("POST", Read)]
    public async Task Notifications_are_for_people_who_signed_in(string method, string path) =>
        (await server.Anonymous().Send(new HttpMethod(method), path)).Is(HttpStatusCode.Unauthorized);

    private static void AssertOne(Answer page, string type, string member, Person other)
    {
        var group = page["results"].EnumerateArray().Single();
        Assert.Equal(["is_new", "sid", "aggregated"], group.EnumerateObject().Select(one => one.Name));
        var one = group.GetProperty("aggregated").EnumerateArray().Single();
        Assert.Equal(["is_new", "sid", "type", "active_at", member], one.EnumerateObject().Select(each => each.Name));
        Assert.Equal(type, one.GetProperty("type").GetString());
        Assert.Equal(group.GetProperty("sid").GetString(), one.GetProperty("sid").GetString());
        Assert.Equal(other.Id.Value, one.GetProperty(member).GetProperty("id").GetInt64());
        Assert.NotEqual(JsonValueKind.Undefined, one.GetProperty(member).GetProperty("connection_status").ValueKind);
    }

    /// <summary>The community's host leads to no machine; the rest of the address is as given.</summary>
    private static string Local(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var whole) && whole.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? whole.PathAndQuery
            : address;

    private static IEnumerable<string> Sids(Answer page) =>
        page["results"].EnumerateArray().Select(group => group.GetProperty("sid").GetString()!);

    private static IEnumerable<bool> News(Answer page) =>
        page["results"].EnumerateArray().Select(group => group.GetProperty("is_new").GetBoolean());
}
