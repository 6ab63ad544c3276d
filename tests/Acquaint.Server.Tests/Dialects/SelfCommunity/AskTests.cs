using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>Questions about how one stands to others, and about people.</summary>
public sealed class AskTests(TestServer server)
{
    private const string Statuses = "/api/v2/user/connection/statuses/";

    [Fact]
    public async Task Only_the_connected_are_connections()
    {
        var (ann, bob, cas) = (await server.Person("ann"), await server.Person("bob"), await server.Person("cas"));
        await server.Connected(ann, bob);
        await server.Requested(ann, cas);

        Assert.True((await server.As(bob).Get($"/api/v2/user/{ann.Id}/is_connection/"))["is_connection"].GetBoolean());
        Assert.False((await server.As(cas).Get($"/api/v2/user/{ann.Id}/is_connection/"))["is_connection"].GetBoolean());
        Assert.False((await server.As(ann).Get($"/api/v2/user/{ann.Id}/is_connection/"))["is_connection"].GetBoolean());
    }

    [Fact]
    public async Task No_status_is_null_and_not_absent()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));

        foreach (var other in new[] { ann, bob })
        {
            var answer = (await server.As(ann).Get($"/api/v2/user/{other.Id}/connection_status/")).Is(HttpStatusCode.OK);
            Assert.Equal("""{"connection_status":null}""", answer.Body.GetRawText());
        }
    }

    [Theory]
    [InlineData("connection_status")]
    [InlineData("is_connection")]
    public async Task Asking_about_nobody_is_not_found(string question)
    {
        var ann = await server.Person("ann");
        var stranger = await server.Person("stranger", community: await server.NewCommunity("asked"));

        Assert.Equal("not_found", (await server.As(ann).Get($"/api/v2/user/{stranger.Id}/{question}/")).Is(HttpStatusCode.NotFound).Code);
        (await server.As(ann).Get($"/api/v2/user/987654321/{question}/")).Is(HttpStatusCode.NotFound);
        (await server.Anonymous().Get($"/api/v2/user/{ann.Id}/{question}/")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Statuses_of_many_come_at_once_and_strangers_are_null()
    {
        var ann = await server.Person("ann");
        var (connected, sent, received) = (await server.Person(), await server.Person(), await server.Person());
        var (rejected, rejecting, blocked) = (await server.Person(), await server.Person(), await server.Person());
        await server.Connected(ann, connected);
        await server.Requested(ann, sent);
        await server.Requested(received, ann);
        await server.Declined(rejected, ann);
        await server.Declined(ann, rejecting);
        await server.Blocked(blocked, ann);
        long[] ids =
        [
            connected.Id.Value, sent.Id.Value, received.Id.Value, rejected.Id.Value, rejecting.Id.Value, blocked.Id.Value, 987654321, -1,
            connected.Id.Value, ann.Id.Value,
        ];

        var answer = (await server.As(ann).Post(Statuses, JsonSerializer.Serialize(new { users = ids }))).Is(HttpStatusCode.OK);

        var statuses = answer["connection_statuses"].EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString());
        Assert.Equal(
            [
                "connected", "sent_connection_request", "received_connection_request", null, "sent_connection_request", null, null, null,
                "connected", null,
            ],
            ids.Select(id => statuses[$"{id}"]));
        Assert.Equal(9, statuses.Count);
    }

    [Theory]
    [InlineData("", "required")]
    [InlineData("{}", "required")]
    [InlineData("[]", "required")]
    [InlineData("null", "required")]
    [InlineData("""{"users":null}""", "not_a_list")]
    [InlineData("""{"users":7}""", "not_a_list")]
    [InlineData("""{"users":"7"}""", "not_a_list")]
    [InlineData("""{"users":["7"]}""", "invalid")]
    [InlineData("""{"users":[7,null]}""", "invalid")]
    [InlineData("""{"users":[7.5]}""", "invalid")]
    [InlineData("""{"users":[99999999999999999999]}""", "invalid")]
    [InlineData("""{"users":[[[[7]]]]}""", "invalid")]
    [InlineData("{", "parse_error")]
    [InlineData("users=7", "parse_error")]
    [InlineData("""{"users":[7],"\ud800":1}""", "parse_error")]
    [InlineData("""{"more":[{"\udc00":1}],"users":[7]}""", "parse_error")]
    public async Task Statuses_of_what_is_no_list_of_ids_are_refused(string body, string code)
    {
        var ann = await server.Person("ann");

        var answer = (await server.As(ann).Post(Statuses, body)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(code, answer.Code);
        Assert.Equal(code != "parse_error", answer["errors"][0].TryGetProperty("field", out var field) && field.GetString() == "users");
    }

    [Theory]
    [InlineData(Limits.BulkIds, HttpStatusCode.OK)]
    [InlineData(Limits.BulkIds + 1, HttpStatusCode.BadRequest)]
    [InlineData(0, HttpStatusCode.OK)]
    public async Task Statuses_have_a_limit(int count, HttpStatusCode status)
    {
        var ann = await server.Person("ann");

        var body = JsonSerializer.Serialize(new { users = Enumerable.Range(1, count) });
        var answer = (await server.As(ann).Post(Statuses, body)).Is(status);

        Assert.Equal(status is HttpStatusCode.OK ? count : -1, Count(answer));
        static int Count(Answer of) => of.Status is HttpStatusCode.OK ? of["connection_statuses"].EnumerateObject().Count() : -1;
    }

    [Fact]
    public async Task Statuses_are_for_people_who_signed_in() =>
        (await server.Anonymous().Post(Statuses, """{"users":[1]}""")).Is(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_person_is_shown_to_anybody()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Requested(bob, ann);

        var stranger = (await server.Anonymous().Get($"/api/v2/user/{ann.Id}/")).Is(HttpStatusCode.OK);
        var asked = (await server.As(bob).Get($"/api/v2/user/{ann.Id}")).Is(HttpStatusCode.OK);

        Assert.Equal(ann.Name, stranger.Text("username"));
        Assert.Equal(JsonValueKind.Null, stranger["connection_status"].ValueKind);
        Assert.False(stranger["can_send_pm_to"].GetBoolean());
        Assert.False(stranger.Body.TryGetProperty("email", out _));
        Assert.Equal("sent_connection_request", asked.Text("connection_status"));
        Assert.Equal(1, asked["connection_requests_received_counter"].GetInt32());
    }

    [Fact]
    public async Task What_a_person_did_not_tell_is_empty_or_null()
    {
        var bob = await server.PersonOf(null);

        var answer = await server.Anonymous().Get($"/api/v2/user/{bob.Id}/");

        foreach (var text in new[] { "real_name", "bio", "location", "description", "website", "company_name", "company_role" })
            Assert.Equal("", answer.Text(text));
        foreach (var member in new[] { "avatar", "cover", "date_of_birth", "location_lat_lng", "position_lat_lng", "ext_id" })
            Assert.Equal(JsonValueKind.Null, answer[member].ValueKind);
        Assert.Equal("Unspecified", answer.Text("gender"));
    }

    [Fact]
    public async Task A_person_whom_a_moderator_blocked_is_shown_as_such()
    {
        var bob = await server.Person("bob");
        await server.Suspend(bob);

        Assert.Equal("b", (await server.Anonymous().Get($"/api/v2/user/{bob.Id}/")).Text("status"));
        var me = await server.As(bob).Get("/api/v2/user/me/");
        Assert.False(me["permission"].GetProperty("request_connection").GetBoolean());
        Assert.False(me["permission"].GetProperty("accept_connection").GetBoolean());
    }

    [Theory]
    [InlineData("987654321")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("99999999999999999999")]
    [InlineData("ann")]
    [InlineData("1%2F2")]
    public async Task Who_is_not_there_is_not_found(string id) =>
        Assert.Equal("not_found", (await server.Anonymous().Get($"/api/v2/user/{id}/")).Is(HttpStatusCode.NotFound).Code);

    [Fact]
    public async Task A_deleted_person_is_no_more_and_so_is_their_token()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Connected(ann, bob);
        var ofBob = server.As(bob);
        (await ofBob.Get("/api/v2/user/me/")).Is(HttpStatusCode.OK);
        await server.Store.Save(bob.User with { Status = UserStatus.Deleted, DeletedAt = bob.User.CreatedAt }, default);

        (await server.As(ann).Get($"/api/v2/user/{bob.Id}/")).Is(HttpStatusCode.NotFound);
        (await server.As(ann).Get($"/api/v2/user/{bob.Id}/connection_status/")).Is(HttpStatusCode.NotFound);
        (await server.As(ann).Post($"/api/v2/user/{bob.Id}/connection/remove/")).Is(HttpStatusCode.NotFound);
        Assert.Equal("authentication_failed", (await ofBob.Get("/api/v2/user/me/")).Is(HttpStatusCode.Unauthorized).Code);
        var listed = (await server.As(ann).Get($"/api/v2/user/{ann.Id}/connections/"))["results"][0];
        Assert.True(listed.GetProperty("deleted").GetBoolean());
        Assert.Equal("d", listed.GetProperty("status").GetString());
        Assert.Equal(bob.User.CreatedAt, listed.GetProperty("deleted_at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData(UserRole.Member, null)]
    [InlineData(UserRole.Editor, "editor")]
    [InlineData(UserRole.Publisher, "publisher")]
    [InlineData(UserRole.Moderator, "moderator")]
    [InlineData(UserRole.Admin, "admin")]
    public async Task Me_adds_what_only_oneself_may_see(UserRole role, string? word)
    {
        var ann = await server.Person("ann", role);
        await server.Requested(ann, await server.Person("bob"));
        await server.Connected(ann, await server.Person("cas"));
        await server.Requested(await server.Person("dee"), ann);

        var me = (await server.As(ann).Get("/api/v2/user/me/")).Is(HttpStatusCode.OK);

        Assert.Equal(ann.Id.Value, me["id"].GetInt64());
        Assert.Equal($"{ann.Name}@example.org", me.Text("email"));
        Assert.False(me["email_isvalid"].GetBoolean());
        Assert.Equal(word, me.Text("role"));
        Assert.Equal(JsonValueKind.Null, me["connection_status"].ValueKind);
        Assert.Equal(1, me["connection_requests_sent_counter"].GetInt32());
        Assert.Equal(1, me["connection_requests_received_counter"].GetInt32());
        Assert.Equal(1, me["connections_counter"].GetInt32());
        Assert.Equal(2, me["unseen_interactions_counter"].GetInt32());
        Assert.Equal(0, me["unseen_notification_banners_counter"].GetInt32());
        Assert.True(me["permission"].GetProperty("request_connection").GetBoolean());
        Assert.False(me["permission"].GetProperty("create_post").GetBoolean());
    }
}
