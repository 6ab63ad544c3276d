using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class SignUpTests(TestServer server)
{
    [Fact]
    public async Task Whoever_signs_up_is_signed_in_and_kept_as_they_said()
    {
        var name = await FreshName();
        var body =
            $$$"""
            {"email":"{{{name}}}@Example.ORG","password":"pw","name":"Ann Ü","username":"{{{name}}}X","avatar":"https://example.org/a.png",
            "bio":"Bio","location":{"longitude":-13.25,"latitude":52.5},"birthdate":"1990-02-28T23:30:00.000-02:00",
            "metadata":{"a":[1,{"b":"<ü>"}]},"secureMetadata":{"s":1}}
            """;
        var reply = await SignUp(body);
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal(["success", "accessToken", "refreshToken", "user"], Reply.Names(reply.Body));
        var cookie = $"replyke-refresh-jwt={reply["refreshToken"].GetString()}; Max-Age=2592000;";
        Assert.StartsWith(cookie, reply.Cookie, StringComparison.Ordinal);
        var me = reply["user"];
        Assert.Equal($"{name}@example.org", me.GetProperty("email").GetString());
        Assert.Equal($"{name}x", me.GetProperty("username").GetString());
        Assert.Equal("""{"a":[1,{"b":"<ü>"}]}""", me.GetProperty("metadata").GetRawText());

        var shown = await server.Send("GET", $"{Project}/users/{me.GetProperty("id").GetString()}");
        Assert.Equal("Ann Ü", shown["name"].GetString());
        Assert.Equal("1990-03-01T00:00:00.000Z", shown["birthdate"].GetString());
        Assert.Equal("""{"type":"Point","coordinates":[-13.25,52.5]}""", shown["location"].GetRawText());
        var token = reply["accessToken"].GetString();
        Assert.Equal(HttpStatusCode.OK, (await server.Send("GET", $"{Project}/connections", token)).Status);
        var again = await server.Send(
            "POST", $"{Project}/auth/sign-in", body: $$"""{"email":"{{name.ToUpperInvariant()}}@example.org","password":"pw"}""");
        Assert.Equal(HttpStatusCode.OK, again.Status);
        var stored = await server.Store.Find(
            new Handle(server.Community.Id, HandleKind.Username, name + "x"), TestContext.Current.CancellationToken);
        Assert.Equal("""{"s":1}""", stored!.Profile.SecureMetadata);
    }

    [Fact]
    public async Task Without_a_username_one_is_made_that_says_nothing()
    {
        var name = await FreshName();
        var made = new HashSet<string>();
        foreach (var number in new[] { 1, 2 })
        {
            var reply = await SignUp($$"""{"email":"{{name}}.{{number}}@example.org","password":"pw"}""");
            var username = reply["user"].GetProperty("username").GetString()!;
            Assert.Matches("^user-[0-9a-f]{16}$", username);
            Assert.True(made.Add(username));
            Assert.Equal(JsonValueKind.Null, reply["user"].GetProperty("name").ValueKind);
            Assert.Equal("{}", reply["user"].GetProperty("metadata").GetRawText());
        }
    }

    [Fact]
    public async Task Names_and_addresses_are_taken_once_in_a_project()
    {
        var name = await FreshName();
        var body = $$"""{"email":"{{name}}@example.org","password":"pw","username":"{{name}}"}""";
        Assert.Equal(HttpStatusCode.Created, (await SignUp(body)).Status);
        (await SignUp($$"""{"email":"{{name.ToUpperInvariant()}}@example.org","password":"pw"}"""))
            .IsFaultOf("email", 409, "DUPLICATE_EMAIL");
        (await SignUp($$"""{"email":"x{{name}}@example.org","password":"pw","username":"{{name.ToUpperInvariant()}}"}"""))
            .IsFaultOf("username", 409, "DUPLICATE_USERNAME");
        var elsewhere = ReplykeApi.ProjectOf(await server.NewCommunity("elsewhere"));
        Assert.Equal(HttpStatusCode.Created, (await server.Send("POST", $"{elsewhere}/auth/sign-up", body: body)).Status);
    }

    [Theory]
    [InlineData("email", "\"nobody\"")]
    [InlineData("email", "\"a b@example.org\"")]
    [InlineData("email", "7")]
    [InlineData("password", "{}")]
    [InlineData("username", "\"two words\"")]
    [InlineData("username", "\"a@example.org\"")]
    [InlineData("username", "true")]
    [InlineData("name", "[]")]
    [InlineData("name", "\"\\u0000\"")]
    [InlineData("avatar", "1")]
    [InlineData("bio", "\"301\"")]
    [InlineData("location", "\"Berlin\"")]
    [InlineData("location", """{"longitude":181,"latitude":0}""")]
    [InlineData("location", """{"longitude":0,"latitude":1e999}""")]
    [InlineData("location", """{"longitude":"0","latitude":0}""")]
    [InlineData("birthdate", "\"28.2.1990\"")]
    [InlineData("birthdate", "1990")]
    [InlineData("metadata", "[]")]
    [InlineData("metadata", "\"x\"")]
    [InlineData("metadata", """{"a":["\ud800"]}""")]
    [InlineData("metadata", """{"\u0000":1}""")]
    [InlineData("secureMetadata", "5")]
    public async Task A_field_that_is_not_allowed_is_named_and_nobody_is_added(string field, string value)
    {
        var name = await FreshName();
        var members = new Dictionary<string, string>
        {
            ["email"] = $"\"{name}@example.org\"",
            ["password"] = "\"pw\"",
            [field] = value is "\"301\"" ? $"\"{new string('b', 301)}\"" : value,
        };
        var body = $"{{{string.Join(',', members.Select(member => $"\"{member.Key}\":{member.Value}"))}}}";
        (await SignUp(body)).IsFaultOf(field, 400, "auth/validation-failed");
        Assert.Null(await server.Store.Find(
            new Handle(server.Community.Id, HandleKind.Email, $"{name}@example.org"), TestContext.Current.CancellationToken));
    }

    private string Project => ReplykeApi.ProjectOf(server.Community);

    private async Task<string> FreshName() => $"fresh{(await server.Person()).Id}";

    private Task<Reply> SignUp(string body) => server.Send("POST", $"{Project}/auth/sign-up", body: body);
}
