using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>Changing and deleting people, by themselves and by those who keep order.</summary>
public sealed class ProfileTests(TestServer server)
{
    [Fact]
    public async Task One_changes_what_one_tells_and_leaves_the_rest()
    {
        var ann = await server.Person("ann", profile: new Profile { DisplayName = "Ann", Bio = "Old", Website = "https://old.example" });
        var name = $"{ann.Name}-new_1";

        var sent = """
            {"username":"NAME","real_name":"Änn Ünter","location":"Milan","location_lat_lng":"45.46,9.19","position_lat_lng":"1,2",
            "date_of_birth":"1990-02-28","description":"Baker","gender":"female","website":"","avatar":"https://a.example/a","cover":null,
            "company_name":"ACME","company_role":"CTO","email":"x@example.org","role":"admin","reputation":9,"id":1}
            """;
        var answer = (await Patch(ann, ann, sent.Replace("NAME", name, StringComparison.Ordinal))).Is(HttpStatusCode.OK);

        Assert.Equal(
            [name, "Änn Ünter", "Old", "Milan", "45.46,9.19", "1,2", "1990-02-28", "Baker", "Female", "", "https://a.example/a", "ACME"],
            new[]
            {
                "username", "real_name", "bio", "location", "location_lat_lng", "position_lat_lng", "date_of_birth", "description",
                "gender", "website", "avatar", "company_name",
            }.Select(answer.Text));
        Assert.Equal("CTO", answer.Text("company_role"));
        var me = await server.As(ann).Get("/api/v2/user/me/");
        Assert.Equal($"{ann.Name}@example.org", me.Text("email"));
        Assert.Equal(JsonValueKind.Null, me["role"].ValueKind);
        Assert.Equal(ann.Id.Value, me["id"].GetInt64());
        Assert.Equal(0, me["reputation"].GetInt32());
        Assert.Equal(name, me.Text("username"));
        Assert.Equal(name, (await Patch(ann, ann, "")).Is(HttpStatusCode.OK).Text("username"));
    }

    [Fact]
    public async Task A_form_changes_too_and_so_does_an_administrator()
    {
        var (ann, admin) = (await server.Person("ann"), await server.Person("admin", UserRole.Admin));
        using var form = new FormUrlEncodedContent([new("real_name", "Ann & Co"), new("bio", "")]);

        (await server.As(ann).Send(HttpMethod.Patch, $"/api/v2/user/{ann.Id}/", form)).Is(HttpStatusCode.OK);
        var answer = (await Patch(admin, ann, """{"bio":"by the admin"}""")).Is(HttpStatusCode.OK);

        Assert.Equal(("Ann & Co", "by the admin"), (answer.Text("real_name"), answer.Text("bio")));
    }

    [Theory]
    [InlineData("""{"bio":"new","username":""}""", "username")]
    [InlineData("""{"bio":"new","username":null}""", "username")]
    [InlineData("""{"bio":"new","username":"with space"}""", "username")]
    [InlineData("""{"bio":"new","real_name":7}""", "real_name")]
    [InlineData("""{"bio":"new","real_name":"\u0000"}""", "real_name")]
    [InlineData("""{"bio":"new","description":"123456789012345678901234567890123456789012345678901"}""", "description")]
    [InlineData("""{"bio":"new","gender":"x"}""", "gender")]
    [InlineData("""{"bio":"new","date_of_birth":"28.02.1990"}""", "date_of_birth")]
    [InlineData("""{"bio":"new","date_of_birth":"1990-02-30"}""", "date_of_birth")]
    [InlineData("""{"bio":"new","location_lat_lng":"91,0"}""", "location_lat_lng")]
    [InlineData("""{"bio":"new","website":"javascript:alert(1)"}""", "website")]
    [InlineData("""{"bio":"new","avatar":"/a.png"}""", "avatar")]
    public async Task What_makes_no_sense_is_refused_by_name_and_changes_nothing(string json, string field)
    {
        var ann = await server.Person("ann");

        var answer = (await Patch(ann, ann, json)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(field, answer["errors"][0].GetProperty("field").GetString());
        Assert.Equal("", (await server.As(ann).Get("/api/v2/user/me/")).Text("bio"));
    }

    [Fact]
    public async Task Some_changes_are_refused()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        Assert.Equal("permission_denied", (await Patch(bob, ann, "{}")).Is(HttpStatusCode.Forbidden).Code);
        Assert.Equal(
            "unique",
            (await Patch(bob, bob, $$"""{"username":"{{ann.Name.ToUpperInvariant()}}"}""")).Is(HttpStatusCode.BadRequest).Code);
        Assert.Equal("parse_error", (await Patch(bob, bob, "[]")).Is(HttpStatusCode.BadRequest).Code);
        Assert.Equal("parse_error", (await Patch(bob, bob, "{")).Is(HttpStatusCode.BadRequest).Code);
        using var upload = new MultipartFormDataContent { { new ByteArrayContent([1]), "avatar", "a.png" } };
        var uploaded = await server.As(bob).Send(HttpMethod.Patch, $"/api/v2/user/{bob.Id}/", upload);
        Assert.Equal("unsupported_media_type", uploaded.Is(HttpStatusCode.UnsupportedMediaType).Code);
        var admin = await server.Person("admin", UserRole.Admin);
        var stranger = await server.Person("stranger", community: await server.NewCommunity("profile"));
        (await Patch(admin, stranger, "{}")).Is(HttpStatusCode.NotFound);
        (await server.Anonymous().Send(HttpMethod.Patch, $"/api/v2/user/{bob.Id}/")).Is(HttpStatusCode.Unauthorized);
        await server.Suspend(bob);
        Assert.Equal("user_blocked", (await Patch(bob, bob, """{"bio":"x"}""")).Is(HttpStatusCode.Forbidden).Code);
    }

    [Fact]
    public async Task One_who_deletes_themself_is_found_nowhere()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Connected(ann, bob);
        var token = server.Token(bob, "selfcommunity");

        var answer = (await server.With(token).Send(HttpMethod.Delete, $"/api/v2/user/{bob.Id}/?")).Is(HttpStatusCode.NoContent);

        Assert.Equal(JsonValueKind.Undefined, answer.Body.ValueKind);
        (await server.As(ann).Get($"/api/v2/user/{bob.Id}/")).Is(HttpStatusCode.NotFound);
        Assert.Empty((await server.As(ann).Get($"/api/v2/user/{ann.Id}/connections/")).Ids);
        Assert.Equal(0, (await server.As(ann).Get("/api/v2/user/me/"))["connections_counter"].GetInt32());
        (await server.With(token).Get("/api/v2/user/me/")).Is(HttpStatusCode.Unauthorized);
        (await server.Anonymous().Form("/oauth/token/", ("grant_type", "password"), ("username", bob.Name), ("password", bob.Password)))
            .Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_deletion_is_not_repeated_but_can_be_made_hard()
    {
        var (ann, admin) = (await server.Person("ann"), await server.Person("admin", UserRole.Admin));
        var path = $"/api/v2/user/{ann.Id}/";

        (await Delete(admin, path)).Is(HttpStatusCode.NoContent);
        Assert.Equal("already_deleted", (await Delete(admin, path)).Is(HttpStatusCode.BadRequest).Code);
        (await Delete(admin, $"{path}?hard=1")).Is(HttpStatusCode.NoContent);
        (await Delete(admin, $"{path}?hard=1")).Is(HttpStatusCode.NotFound);
        (await Delete(admin, path)).Is(HttpStatusCode.NotFound);
        Assert.True((await server.Store.Find(server.Community.Id, ann.Id, default))!.IsPurged);
    }

    [Fact]
    public async Task Only_oneself_and_administrators_delete()
    {
        var (ann, moderator) = (await server.Person("ann"), await server.Person("mod", UserRole.Moderator));
        var path = $"/api/v2/user/{ann.Id}/";
        Assert.Equal("permission_denied", (await Delete(moderator, path)).Is(HttpStatusCode.Forbidden).Code);
        Assert.Equal("invalid", (await Delete(ann, $"{path}?hard=2")).Is(HttpStatusCode.BadRequest).Code);
        (await server.Anonymous().Send(HttpMethod.Delete, path)).Is(HttpStatusCode.Unauthorized);
        var stranger = await server.Person("stranger", UserRole.Admin, await server.NewCommunity("deleting"));
        (await Delete(stranger, path)).Is(HttpStatusCode.NotFound);
        (await server.Anonymous().Get(path)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_moderator_blocks_and_approves_again()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        var moderator = await server.Person("mod", UserRole.Moderator);
        await server.Connected(ann, bob);

        (await Moderate(moderator, bob, """{"status":"b","days_blocked":null}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal("b", (await server.As(bob).Get("/api/v2/user/me/")).Text("status"));
        var listed = (await server.As(ann).Get($"/api/v2/user/{ann.Id}/connections/"))["results"][0];
        Assert.Equal("b", listed.GetProperty("status").GetString());
        var asked = await server.As(bob).Post($"/api/v2/user/{moderator.Id}/connection/request/");
        Assert.Equal("user_blocked", asked.Is(HttpStatusCode.Forbidden).Code);
        (await server.As(bob).Post($"/api/v2/user/{ann.Id}/connection/remove/")).Is(HttpStatusCode.OK);

        (await Moderate(moderator, bob, """{"status":"a"}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal("a", (await server.As(bob).Get("/api/v2/user/me/")).Text("status"));
        (await server.As(bob).Post($"/api/v2/user/{ann.Id}/connection/request/")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Moderators_have_bounds()
    {
        var (ann, moderator) = (await server.Person("ann"), await server.Person("mod", UserRole.Moderator));
        var (other, admin) = (await server.Person("mod", UserRole.Moderator), await server.Person("admin", UserRole.Admin));
        const string Block = """{"status":"b"}""";

        (await Moderate(ann, other, Block)).Is(HttpStatusCode.Forbidden);
        (await Moderate(moderator, other, Block)).Is(HttpStatusCode.Forbidden);
        (await Moderate(moderator, admin, Block)).Is(HttpStatusCode.Forbidden);
        (await Moderate(moderator, ann, """{"status":"d"}""")).Is(HttpStatusCode.Forbidden);
        Assert.Equal("yourself", (await Moderate(admin, admin, Block)).Is(HttpStatusCode.BadRequest).Code);
        Assert.Equal("invalid_choice", (await Moderate(moderator, ann, "{}")).Is(HttpStatusCode.BadRequest).Code);
        Assert.Equal("invalid_choice", (await Moderate(moderator, ann, """{"status":1}""")).Is(HttpStatusCode.BadRequest).Code);
        Assert.Equal("parse_error", (await Moderate(moderator, ann, "[]")).Is(HttpStatusCode.BadRequest).Code);
        var timed = await Moderate(moderator, ann, """{"status":"b","days_blocked":3}""");
        Assert.Equal("unsupported", timed.Is(HttpStatusCode.BadRequest).Code);
        Assert.Equal("a", (await server.Anonymous().Get($"/api/v2/user/{ann.Id}/")).Text("status"));

        (await Moderate(admin, ann, """{"status":"d"}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal("already_deleted", (await Moderate(admin, ann, """{"status":"a"}""")).Is(HttpStatusCode.BadRequest).Code);
        (await Moderate(admin, ann, """{"status":"u"}""")).Is(HttpStatusCode.NoContent);
        (await Moderate(admin, ann, Block)).Is(HttpStatusCode.NotFound);
        (await server.Anonymous().Send(HttpMethod.Patch, $"/api/v2/moderation/user/{ann.Id}/")).Is(HttpStatusCode.Unauthorized);
    }

    private Task<Answer> Patch(Person caller, Person person, string json) => Send(caller, $"/api/v2/user/{person.Id}/", json);

    private Task<Answer> Moderate(Person caller, Person person, string json) =>
        Send(caller, $"/api/v2/moderation/user/{person.Id}/", json);

    private Task<Answer> Delete(Person caller, string path) => server.As(caller).Send(HttpMethod.Delete, path);

    private async Task<Answer> Send(Person caller, string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await server.As(caller).Send(HttpMethod.Patch, path, body);
    }
}
