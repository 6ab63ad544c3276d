using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class UpdateUserTests(TestServer server)
{
    [Fact]
    public async Task A_person_changes_what_they_name_and_nothing_else()
    {
        var ann = await server.Person("ann", profile: new Profile { DisplayName = "Ann", Bio = "Bio", AvatarUrl = "a.png" });
        var username = $"New{ann.Id}";
        var reply = await Update(ann, $$$"""
            {"update":{"name":"Ann Lee","username":"{{{username}}}","bio":null,"birthdate":"1990-02-28","unknown":1,"email":"x",
            "location":{"longitude":13.5,"latitude":-52.25},"metadata":{"team":"A"},"secureMetadata":{"secret":1} }}
            """);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(
            ["id", "foreignId", "role", "email", "name", "username", "avatar", "bio", "metadata", "reputation", "isVerified", "isActive",
                "lastActive", "suspensions"],
            Reply.Names(reply.Body));
        Assert.Equal(("Ann Lee", username.ToLowerInvariant()), (reply["name"].GetString(), reply["username"].GetString()));
        Assert.Equal(("a.png", JsonValueKind.Null), (reply["avatar"].GetString(), reply["bio"].ValueKind));
        Assert.Equal(ann.User.Email, reply["email"].GetString());
        var shown = await server.As(ann, "GET", $"/users/{ann.Key.Value}");
        Assert.Equal("1990-02-28T00:00:00.000Z", shown["birthdate"].GetString());
        Assert.Equal("""{"type":"Point","coordinates":[13.5,-52.25]}""", shown["location"].GetRawText());
        Assert.Equal("""{"team":"A"}""", shown["metadata"].GetRawText());
        Assert.DoesNotContain("secret", shown.Body.GetRawText(), StringComparison.Ordinal);
        Assert.True(shown["updatedAt"].GetDateTimeOffset() >= ann.User.UpdatedAt.AddMilliseconds(-1));
    }

    [Fact]
    public async Task A_new_username_finds_the_person_and_the_old_one_is_free()
    {
        var ann = await server.Person("ann");
        await Update(ann, $$$"""{"update":{"username":"moved{{{ann.Id}}}"}}""");
        Assert.Equal("""{"available":false}""", (await Check($"MOVED{ann.Id}")).Body.GetRawText());
        Assert.Equal("""{"available":true}""", (await Check(ann.Name)).Body.GetRawText());
    }

    [Theory]
    [InlineData("name", "5")]
    [InlineData("name", "\"a\\u0000b\"")]
    [InlineData("username", "\"\"")]
    [InlineData("username", "null")]
    [InlineData("username", "\"a b\"")]
    [InlineData("username", "\"a@b\"")]
    [InlineData("bio", "long")]
    [InlineData("birthdate", "\"yesterday\"")]
    [InlineData("location", "{}")]
    [InlineData("location", "[]")]
    [InlineData("metadata", "\"x\"")]
    [InlineData("secureMetadata", "[]")]
    [InlineData("avatar", "{}")]
    public async Task A_value_that_is_not_allowed_changes_nothing(string field, string value)
    {
        var ann = await server.Person("ann");
        value = value.Replace("long", $"\"{new string('x', 301)}\"", StringComparison.Ordinal);
        (await Update(ann, $$$"""{"update":{"reputation":5,"{{{field}}}":{{{value}}}}}""")).IsFaultOf(field, 400, "user/validation-failed");
        Assert.Equal(ann.User, await server.Store.Find(ann.Community.Id, ann.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_username_that_somebody_has_is_refused()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        (await Update(ann, $$$"""{"update":{"username":"{{{bob.Name.ToUpperInvariant()}}}"}}"""))
            .IsFaultOf("username", 409, "DUPLICATE_USERNAME");
    }

    [Fact]
    public async Task Nobody_changes_anybody_else()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        const string Body = """{"update":{"name":"x"}}""";
        (await server.As(ann, "PATCH", $"/users/{bob.Key.Value}", Body)).IsFault(403, "user/not-authorized");
        (await server.As(ann, "PATCH", $"/users/{Guid.Empty}", Body)).IsFault(403, "user/not-authorized");
        (await server.As(ann, "PATCH", "/users/x", Body)).IsFault(400, "user/invalid-user-id");
        (await server.Send("PATCH", $"{ReplykeApi.ProjectOf(ann.Community)}/users/{ann.Key.Value}", body: Body))
            .IsFault(401, "auth/unauthorized");
    }

    [Theory]
    [InlineData("{}", "user/missing-data")]
    [InlineData("""{"update":5}""", "user/missing-data")]
    [InlineData("[]", "request/malformed-body")]
    [InlineData("{", "request/malformed-body")]
    public async Task Something_to_change_is_needed(string body, string code) =>
        (await Update(await server.Person("ann"), body)).IsFault(400, code);

    [Theory]
    [InlineData("")]
    [InlineData("?username=")]
    [InlineData("?username=a%00b")]
    public async Task Whether_a_username_is_free_needs_one(string query) =>
        (await server.Send("GET", $"{ReplykeApi.ProjectOf(server.Community)}/users/check-username{query}"))
            .IsFault(400, "username/invalid-input");

    [Theory]
    [InlineData("a%40b")]
    [InlineData("a%20b")]
    public async Task A_username_that_nobody_may_have_is_not_available(string username) =>
        Assert.Equal("""{"available":false}""", (await Check(username)).Body.GetRawText());

    private Task<Reply> Update(Person person, string body) => server.As(person, "PATCH", $"/users/{person.Key.Value}", body);

    private Task<Reply> Check(string username) =>
        server.Send("GET", $"{ReplykeApi.ProjectOf(server.Community)}/users/check-username?username={username}");
}
