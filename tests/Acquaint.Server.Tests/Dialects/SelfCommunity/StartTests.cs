using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>What the official component tree needs before it shows anything.</summary>
public sealed class StartTests(TestServer server)
{
    private const string Preferences = "/api/v2/dynamic_preference/";

    private static readonly string[] s_templates =
    [
        "post", "discussion", "status", "comment", "category", "categories_list", "profile", "profile_settings", "notifications",
        "private_message", "incubator", "live_stream",
    ];

    [Fact]
    public async Task Preferences_come_to_anybody_whole_and_with_real_booleans()
    {
        var answer = (await server.Anonymous().Get(Preferences)).Is(HttpStatusCode.OK);

        var all = answer["results"].EnumerateArray().ToDictionary(Key, one => one.GetProperty("value"));
        Assert.Equal(JsonValueKind.False, all["configurations.follow_enabled"].ValueKind);
        Assert.Equal(JsonValueKind.True, all["configurations.connection_enabled"].ValueKind);
        Assert.Equal(JsonValueKind.True, all["configurations.content_availability"].ValueKind);
        Assert.All(s_templates, name => Assert.NotEqual("", all[$"configurations.url_template_{name}"].GetString()));
        Assert.Equal(JsonValueKind.String, all["images.user_default_cover"].ValueKind);
        Assert.Equal(server.Community.Name, all["text.application_name"].GetString());
        Assert.Equal(all.Count, answer["count"].GetInt32());
        Assert.Equal(JsonValueKind.Null, answer["next"].ValueKind);
        Assert.Equal(JsonValueKind.Null, answer["previous"].ValueKind);
    }

    [Fact]
    public async Task A_community_decides_the_preferences_but_not_what_the_server_does()
    {
        var set = new Dictionary<string, string>
        {
            ["configurations.url_template_profile"] = "/people/{id}/",
            ["configurations.some_switch"] = "true",
            ["loyalty.points_make_post"] = "-3",
            ["colors.colorprimary"] = "007",
            ["configurations.follow_enabled"] = "true",
        };
        var community = await server.NewCommunity(
            "ruled",
            settings: it => it.With(SelfCommunitySettings.Preferences, set).With(SelfCommunitySettings.ContentAvailability, false));

        var answer = await server.Anonymous(community).Get(Preferences);

        var all = answer["results"].EnumerateArray().ToDictionary(Key, one => one.GetProperty("value").GetRawText());
        Assert.Equal("\"/people/{id}/\"", all["configurations.url_template_profile"]);
        Assert.Equal("true", all["configurations.some_switch"]);
        Assert.Equal("-3", all["loyalty.points_make_post"]);
        Assert.Equal("\"007\"", all["colors.colorprimary"]);
        Assert.Equal("false", all["configurations.follow_enabled"]);
        Assert.Equal("false", all["configurations.content_availability"]);
    }

    [Theory]
    [InlineData("?search=FOLLOW_ENABLED", "configurations.category_follow_enabled,configurations.follow_enabled")]
    [InlineData("?section=staff", "staff.staff_badge_icon,staff.staff_badge_label")]
    [InlineData("?section=sta", "")]
    [InlineData("?keys=staff.staff_badge_icon,a.b,images.user_default_cover", "images.user_default_cover,staff.staff_badge_icon")]
    [InlineData("?search=badge&section=staff&keys=staff.staff_badge_label", "staff.staff_badge_label")]
    [InlineData("?section=staff&limit=1&offset=1", "staff.staff_badge_label")]
    public async Task Preferences_can_be_searched(string query, string found)
    {
        var answer = (await server.Anonymous().Get(Preferences + query)).Is(HttpStatusCode.OK);

        Assert.Equal(found, string.Join(',', answer["results"].EnumerateArray().Select(Key)));
    }

    [Fact]
    public async Task Pages_of_preferences_add_up()
    {
        var client = server.Anonymous();
        var whole = (await client.Get(Preferences))["count"].GetInt32();
        var keys = new List<string>();
        for (var next = $"{Preferences}?limit=4"; next is not null;)
        {
            var page = (await client.Get(next)).Is(HttpStatusCode.OK);
            keys.AddRange(page["results"].EnumerateArray().Select(Key));
            next = page.Text("next");
        }

        Assert.Equal(whole, keys.Distinct().Count());
        Assert.Equal(whole, keys.Count);
    }

    [Theory]
    [InlineData(Preferences)]
    [InlineData("/api/v2/feature/")]
    [InlineData("/api/v2/feature?")]
    public async Task A_dead_token_does_not_stand_in_the_way_of_a_start(string path) =>
        (await server.With("dead").Get(path)).Is(HttpStatusCode.OK);

    [Fact]
    public async Task Features_are_a_page_of_none()
    {
        var answer = (await server.Anonymous().Get("/api/v2/feature/")).Is(HttpStatusCode.OK);

        Assert.Equal("""{"count":0,"next":null,"previous":null,"results":[]}""", answer.Body.GetRawText());
    }

    [Theory]
    [InlineData("connections")]
    [InlineData("counters")]
    [InlineData("followers")]
    public async Task A_community_may_keep_its_content_from_those_who_did_not_sign_in(string what)
    {
        var closed = await server.NewCommunity("closed", settings: it => it.With(SelfCommunitySettings.ContentAvailability, false));
        var ann = await server.Person("ann", community: closed);

        Assert.Equal(
            "not_authenticated",
            (await server.Anonymous(closed).Get($"/api/v2/user/{ann.Id}/{what}/")).Is(HttpStatusCode.Unauthorized).Code);
        Assert.NotEqual(HttpStatusCode.Unauthorized, (await server.As(ann).Get($"/api/v2/user/{ann.Id}/{what}/")).Status);
    }

    [Fact]
    public async Task Counters_have_the_names_of_the_page_and_of_the_client()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Connected(ann, bob);
        await server.Requested(ann, await server.Person());
        await server.Declined(ann, await server.Person());
        await server.Requested(await server.Person(), ann);

        var answer = (await server.Anonymous().Get($"/api/v2/user/{ann.Id}/counters/")).Is(HttpStatusCode.OK);

        Assert.Equal(
            "discussions 0, posts 0, statuses 0, polls 0, connection_requests_sent 2, connection_requests_received 1, connections 1, "
            + "categories 0, connection_requests_sent_counter 2, connection_requests_received_counter 1, connections_counter 1",
            string.Join(", ", answer.Body.EnumerateObject().Select(member => $"{member.Name} {member.Value}")));
        (await server.Anonymous().Get("/api/v2/user/987654321/counters/")).Is(HttpStatusCode.NotFound);
        (await server.With("dead").Get($"/api/v2/user/{ann.Id}/counters/")).Is(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("POST", "follow")]
    [InlineData("GET", "is_followed")]
    [InlineData("GET", "is_follower")]
    [InlineData("GET", "followers")]
    [InlineData("GET", "followings")]
    public async Task Nobody_follows_in_friendship_mode(string method, string what)
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));

        var answer = await server.As(ann).Send(new HttpMethod(method), $"/api/v2/user/{bob.Id}/{what}/");

        Assert.Equal("follow_disabled", answer.Is(HttpStatusCode.BadRequest).Code);
    }

    private static string Key(JsonElement one) => $"{one.GetProperty("section").GetString()}.{one.GetProperty("name").GetString()}";
}
