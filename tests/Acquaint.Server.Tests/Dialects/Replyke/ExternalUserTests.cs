using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class ExternalUserTests(TestServer server)
{
    // Keys take long to make; two serve all tests.
    private static readonly RSA s_current = RSA.Create(2048);
    private static readonly RSA s_previous = RSA.Create(2048);

    [Fact]
    public async Task A_new_person_is_added_with_what_the_token_tells()
    {
        var project = await Project();
        var reply = await Verify(project, Token(project, "ext-1", new()
        {
            ["email"] = "Ann@Example.org",
            ["name"] = "Ann Lee",
            ["username"] = "AnnLee",
            ["avatar"] = "https://example.org/a.png",
            ["bio"] = "Bio",
            ["metadata"] = new Dictionary<string, object> { ["team"] = "A" },
        }));
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(["success", "accessToken", "refreshToken", "user"], Reply.Names(reply.Body));
        Assert.StartsWith("replyke-refresh-jwt=", reply.Cookie, StringComparison.Ordinal);
        var user = reply["user"];
        var told = new[] { "foreignId", "email", "name", "username", "avatar", "bio" }.Select(name => user.GetProperty(name).GetString());
        Assert.Equal(["ext-1", "ann@example.org", "Ann Lee", "annlee", "https://example.org/a.png", "Bio"], told);
        Assert.Equal("""{"team":"A"}""", user.GetProperty("metadata").GetRawText());
        var path = $"{ReplykeApi.ProjectOf(project)}/connections/count";
        Assert.Equal(HttpStatusCode.OK, (await server.Send("GET", path, reply["accessToken"].GetString())).Status);
    }

    [Fact]
    public async Task The_same_id_is_the_same_person_and_what_is_told_anew_replaces_what_was_known()
    {
        var project = await Project();
        var first = await Verify(project, Token(project, "ext-1", new() { ["name"] = "Ann", ["bio"] = "Bio" }));
        var second = await Verify(project, Token(project, "ext-1", new() { ["name"] = "Ann Lee" }));
        Assert.Equal(Id(first), Id(second));
        Assert.Equal(("Ann Lee", "Bio"), (second["user"].GetProperty("name").GetString(), second["user"].GetProperty("bio").GetString()));
    }

    [Fact]
    public async Task A_token_without_user_data_signs_in_all_the_same()
    {
        var project = await Project();
        var reply = await Verify(project, Token(project, "ext-1", told: null));
        Assert.Equal(("ext-1", JsonValueKind.Null), (
            reply["user"].GetProperty("foreignId").GetString(), reply["user"].GetProperty("email").ValueKind));
        Assert.Equal(Id(reply), Id(await Verify(project, Token(project, "ext-1", told: null))));
    }

    [Fact]
    public async Task An_account_with_the_address_is_linked_and_whoever_lay_in_wait_there_is_shut_out()
    {
        var project = await Project();
        var ann = await server.Person("ann", community: project);
        var waiting = await server.Send("POST", $"{ReplykeApi.ProjectOf(project)}/auth/sign-in", body: Credentials(ann));
        var reply = await Verify(project, Token(project, "ext-1", new() { ["email"] = ann.User.Email! }));
        Assert.Equal((ann.Key.Value, "ext-1"), (Id(reply), reply["user"].GetProperty("foreignId").GetString()));
        (await server.Send("POST", $"{ReplykeApi.ProjectOf(project)}/auth/sign-in", body: Credentials(ann)))
            .IsFault(403, "auth/invalid-credentials");
        var refresh = $$"""{"refreshToken":"{{waiting["refreshToken"].GetString()}}"}""";
        (await server.Send("POST", $"{ReplykeApi.ProjectOf(project)}/auth/request-new-access-token", body: refresh))
            .IsFault(403, "auth/refresh-token-mismatch");
    }

    [Fact]
    public async Task An_account_whose_address_is_verified_keeps_its_password_when_linked()
    {
        var project = await Project();
        var ann = await server.Person("ann", community: project);
        await server.Get<AccountService>().Change(
            project, ann.User, user => user with { EmailVerified = true }, TestContext.Current.CancellationToken);
        var reply = await Verify(project, Token(project, "ext-1", new() { ["email"] = ann.User.Email! }));
        Assert.Equal(ann.Key.Value, Id(reply));
        Assert.Equal(HttpStatusCode.OK, (await server.Send(
            "POST", $"{ReplykeApi.ProjectOf(project)}/auth/sign-in", body: Credentials(ann))).Status);
    }

    [Fact]
    public async Task An_account_of_another_external_id_is_not_taken_over_by_its_address()
    {
        var project = await Project();
        var first = await Verify(project, Token(project, "ext-1", new() { ["email"] = "ann@example.org" }));
        (await Verify(project, Token(project, "ext-2", new() { ["email"] = "ann@example.org" })))
            .IsFaultOf("email", 409, "DUPLICATE_EMAIL");
        Assert.Equal("ext-1", (await Verify(project, Token(project, "ext-1", told: null)))["user"].GetProperty("foreignId").GetString());
        Assert.Equal(Id(first), Id(await Verify(project, Token(project, "ext-1", told: null))));
    }

    [Fact]
    public async Task A_username_that_somebody_has_is_refused()
    {
        var project = await Project();
        var ann = await server.Person("ann", community: project);
        (await Verify(project, Token(project, "ext-1", new() { ["username"] = ann.Name })))
            .IsFaultOf("username", 409, "DUPLICATE_USERNAME");
    }

    [Fact]
    public async Task While_keys_are_rotated_both_are_good_and_afterwards_one_is()
    {
        var project = await Project(both: true);
        Assert.Equal(HttpStatusCode.OK, (await Verify(project, Token(project, "ext-1", new(), s_previous))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Verify(project, Token(project, "ext-1", new(), s_current))).Status);
        var rotated = await Project();
        (await Verify(rotated, Token(rotated, "ext-1", new(), s_previous))).IsFault(403, "auth/invalid-token");
    }

    [Fact]
    public async Task A_person_who_comes_twice_at_the_same_moment_is_one_person()
    {
        var project = await Project();
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Verify(project, Token(project, "ext-1", new() { ["email"] = "ann@example.org", ["name"] = "Ann" }))));
        Assert.All(replies, one => Assert.Equal(HttpStatusCode.OK, one.Status));
        Assert.Single(replies.Select(Id).Distinct());
    }

    [Fact]
    public async Task A_token_that_proves_nothing_is_refused()
    {
        var project = await Project();
        var expired = Sign(project, "ext-1", new(), s_current, TimeSpan.FromSeconds(-1));
        var ours = server.Get<Jwt>().Sign(
            Encoding.UTF8.GetBytes(s_current.ExportSubjectPublicKeyInfoPem()), Claims(project, "ext-1", new()), TimeSpan.FromMinutes(1));
        foreach (var token in new[] { expired, ours, "a.b.c", "e30.e30.", new string('x', 20_000) })
            (await Verify(project, token)).IsFault(403, "auth/invalid-token");
        var elsewhere = await Project();
        (await Verify(project, Token(elsewhere, "ext-1", new()))).IsFault(403, "auth/project-mismatch");
    }

    [Fact]
    public async Task A_project_without_keys_vouches_for_nobody()
    {
        var project = await server.NewCommunity("keyless");
        (await Verify(project, Token(project, "ext-1", new()))).IsFault(403, "auth/missing-keys");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"userJwt":""}""")]
    [InlineData("""{"userJwt":5}""")]
    public async Task A_token_is_needed(string body) =>
        (await server.Send("POST", $"{ReplykeApi.ProjectOf(await Project())}/auth/verify-external-user", body: body))
            .IsFault(400, "auth/missing-jwt");

    [Fact]
    public async Task A_token_that_names_nobody_or_tells_nonsense_is_refused()
    {
        var project = await Project();
        (await Verify(project, Token(project, "", new()))).IsFault(400, "auth/missing-user");
        (await Verify(project, Token(project, new string('x', 256), new()))).IsFault(400, "auth/missing-user");
        (await Verify(project, Token(project, "a\0b", new()))).IsFault(400, "auth/missing-user");
        (await Verify(project, Token(project, "x", new() { ["name"] = 5 }))).IsFaultOf("name", 400, "auth/validation-failed");
        (await Verify(project, Token(project, "x", new() { ["email"] = "nonsense" }))).IsFaultOf("email", 400, "auth/validation-failed");
        (await Verify(project, Token(project, "x", new() { ["metadata"] = "x" }))).IsFaultOf("metadata", 400, "auth/validation-failed");
        var claims = Claims(project, "x", null);
        claims["userData"] = "text";
        var token = server.Get<Jwt>().Sign(s_current.ExportParameters(true), claims, TimeSpan.FromMinutes(1));
        (await Verify(project, token)).IsFaultOf("userData", 400, "auth/validation-failed");
    }

    [Theory]
    [InlineData("/internal/crypto/sign-testing-jwt")]
    [InlineData("project")]
    public async Task A_token_for_testing_is_signed_with_the_key_that_is_brought(string path)
    {
        var project = await Project();
        if (path == "project")
            path = $"{ReplykeApi.ProjectOf(project)}/crypto/sign-testing-jwt";
        var body = JsonSerializer.Serialize(new
        {
            projectId = project.Id.Value,
            privateKey = Convert.ToBase64String(Encoding.UTF8.GetBytes(s_current.ExportPkcs8PrivateKeyPem())),
            payload = new { id = "ext-1", username = "me", metadata = new { deep = new[] { 1, 2 } } },
        });
        using var content = new StringContent(body);
        using var answer = await server.Http.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var token = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var user = (await Verify(project, token))["user"];
        Assert.Equal(("ext-1", "me"), (user.GetProperty("foreignId").GetString(), user.GetProperty("username").GetString()));
        Assert.Equal("""{"deep":[1,2]}""", user.GetProperty("metadata").GetRawText());
    }

    [Theory]
    [InlineData("payload", """{"projectId":"x","privateKey":"x"}""")]
    [InlineData("payload", """{"projectId":"x","privateKey":"x","payload":{}}""")]
    [InlineData("projectId", """{"privateKey":"x","payload":{"id":"a"}}""")]
    [InlineData("privateKey", """{"projectId":"x","payload":{"id":"a"}}""")]
    [InlineData("privateKey", """{"projectId":"x","privateKey":"x","payload":{"id":"a"}}""")]
    [InlineData("privateKey", """{"projectId":"x","privateKey":"cHJpdg==","payload":{"id":"a"}}""")]
    public async Task What_can_not_be_signed_is_refused(string field, string body) =>
        (await server.Send("POST", "/internal/crypto/sign-testing-jwt", body: body)).IsFaultOf(field, 400, "crypto/invalid-input");

    private static string Credentials(Person person) => $$"""{"email":"{{person.User.Email}}","password":"{{person.Password}}"}""";

    private static Guid Id(Reply reply) => reply["user"].GetProperty("id").GetGuid();

    private Task<Community> Project(bool both = false) => server.NewCommunity("external", settings: it => it
        .With(ReplykeSettings.ExternalKey, Convert.ToBase64String(Encoding.UTF8.GetBytes(s_current.ExportSubjectPublicKeyInfoPem())))
        .With(ReplykeSettings.PreviousExternalKey, both ? s_previous.ExportSubjectPublicKeyInfoPem() : null));

    private Task<Reply> Verify(Community project, string token) => server.Send(
        "POST", $"{ReplykeApi.ProjectOf(project)}/auth/verify-external-user", body: JsonSerializer.Serialize(new { userJwt = token }));

    private string Token(Community project, string sub, Dictionary<string, object>? told, RSA? key = null) =>
        Sign(project, sub, told, key ?? s_current, TimeSpan.FromMinutes(5));

    private string Sign(Community project, string sub, Dictionary<string, object>? told, RSA key, TimeSpan life) =>
        server.Get<Jwt>().Sign(key.ExportParameters(true), Claims(project, sub, told), life);

    private static Dictionary<string, object> Claims(Community project, string sub, Dictionary<string, object>? told)
    {
        var claims = new Dictionary<string, object> { ["sub"] = sub, ["iss"] = $"{project.Id.Value}", ["aud"] = "replyke.com" };
        if (told is not null)
            claims["userData"] = told;
        return claims;
    }
}
