using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class SignInTests(TestServer server)
{
    private static readonly string[] s_userMembers =
    [
        "id", "foreignId", "role", "email", "name", "username", "avatar", "bio", "metadata", "reputation", "isVerified", "isActive",
        "lastActive", "suspensions",
    ];

    [Fact]
    public async Task A_person_signs_in_by_e_mail_in_any_letter_case()
    {
        var ann = await server.Person("ann");
        var reply = await SignIn(ann.Community, ann.User.Email!.ToUpperInvariant(), ann.Password);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(["success", "accessToken", "refreshToken", "user"], Reply.Names(reply.Body));
        Assert.True(reply["success"].GetBoolean());
        var user = reply["user"];
        Assert.Equal(s_userMembers, Reply.Names(user));
        Assert.Equal((ann.Key.Value, ann.User.Email), (user.GetProperty("id").GetGuid(), user.GetProperty("email").GetString()));
        Assert.Equal(("visitor", true), (user.GetProperty("role").GetString(), user.GetProperty("isActive").GetBoolean()));
        Assert.Equal("[]", user.GetProperty("suspensions").GetRawText());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", user.GetProperty("lastActive").GetString());
        Assert.Equal(
            $"replyke-refresh-jwt={reply["refreshToken"].GetString()}; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=None",
            reply.Cookie);
        Assert.Equal(HttpStatusCode.OK, (await Call(ann.Community, reply["accessToken"].GetString()!)).Status);
    }

    [Fact]
    public async Task A_person_without_an_address_signs_in_by_username()
    {
        var account = new NewAccount($"bare{(await server.Person()).Id}", Password: "pw");
        await server.Get<AccountService>().Open(server.Community, account, TestContext.Current.CancellationToken);
        var reply = await SignIn(server.Community, account.Username, "pw");
        Assert.Equal(JsonValueKind.Null, reply["user"].GetProperty("email").ValueKind);
    }

    [Fact]
    public async Task Wrong_sign_ins_are_told_apart()
    {
        var ann = await server.Person("ann");
        var account = new NewAccount($"open{ann.Id}", $"open{ann.Id}@example.org");
        await server.Get<AccountService>().Open(server.Community, account, TestContext.Current.CancellationToken);
        (await SignIn(server.Community, ann.User.Email!, "wrong")).IsFault(401, "auth/wrong-password");
        (await SignIn(server.Community, ann.User.Email!, new string('x', 20_000))).IsFault(401, "auth/wrong-password");
        (await SignIn(server.Community, "nobody@example.org", "wrong")).IsFault(403, "auth/no-user-found");
        (await SignIn(server.Community, new string('x', 20_000), "wrong")).IsFault(403, "auth/no-user-found");
        (await SignIn(server.Community, account.Email!, "wrong")).IsFault(403, "auth/invalid-credentials");
        var elsewhere = await server.NewCommunity("elsewhere");
        (await SignIn(elsewhere, ann.User.Email!, ann.Password)).IsFault(403, "auth/no-user-found");
    }

    [Theory]
    [InlineData("sign-in", "{}")]
    [InlineData("sign-in", null)]
    [InlineData("sign-in", """{"email":"a@example.org"}""")]
    [InlineData("sign-in", """{"email":"","password":"x"}""")]
    [InlineData("sign-in", """{"email":null,"password":"x"}""")]
    [InlineData("sign-up", """{"password":"x"}""")]
    [InlineData("sign-up", """{"email":"a@example.org","password":""}""")]
    public async Task Both_fields_are_needed(string path, string? body) =>
        (await Auth(server.Community, path, body)).IsFault(400, "auth/missing-fields", "Missing required fields");

    [Theory]
    [InlineData("sign-in")]
    [InlineData("sign-up")]
    [InlineData("sign-out")]
    [InlineData("request-new-access-token")]
    public async Task A_malformed_body_is_refused(string path)
    {
        foreach (var body in new[] { "{", "[]", "5" })
            (await Auth(server.Community, path, body)).IsFault(400, "request/malformed-body");
    }

    [Fact]
    public async Task A_field_that_is_no_text_is_refused() =>
        (await Auth(server.Community, "sign-in", """{"email":5,"password":"x"}""")).IsFaultOf("email", 400, "auth/validation-failed");

    [Fact]
    public async Task The_suspended_sign_in_and_are_told()
    {
        var ann = await server.Person("ann");
        await server.Suspend(ann);
        var reply = await SignIn(ann.Community, ann.User.Email!, ann.Password);
        var suspension = Assert.Single(reply["user"].GetProperty("suspensions").EnumerateArray());
        Assert.Equal(["reason", "startDate", "endDate"], Reply.Names(suspension));
    }

    [Fact]
    public async Task A_refresh_token_renews_access_until_it_is_signed_out()
    {
        var ann = await server.Person("ann");
        var refresh = (await SignIn(ann.Community, ann.User.Email!, ann.Password))["refreshToken"].GetString()!;
        var token = new JsonWebToken(refresh);
        Assert.Equal(TimeSpan.FromDays(30), token.ValidTo - token.IssuedAt);
        Assert.NotEmpty(token.Id);
        var reply = await Renew(ann.Community, refresh);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(["success", "accessToken", "user"], Reply.Names(reply.Body));
        Assert.Equal(s_userMembers, Reply.Names(reply["user"]));
        Assert.Equal(HttpStatusCode.OK, (await Call(ann.Community, reply["accessToken"].GetString()!)).Status);

        var signedOut = await Auth(ann.Community, "sign-out", $$"""{"refreshToken":"{{refresh}}"}""");
        Assert.Equal(HttpStatusCode.NoContent, signedOut.Status);
        Assert.StartsWith("replyke-refresh-jwt=; Max-Age=0; Path=/;", signedOut.Cookie, StringComparison.Ordinal);
        (await Renew(ann.Community, refresh)).IsFault(403, "auth/refresh-token-mismatch");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(null)]
    [InlineData("""{"refreshToken":"unknown"}""")]
    [InlineData("""{"refreshToken":5}""")]
    public async Task Signing_out_always_works(string? body) =>
        Assert.Equal(HttpStatusCode.NoContent, (await Auth(server.Community, "sign-out", body)).Status);

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"refreshToken":null}""")]
    [InlineData("""{"refreshToken":""}""")]
    public async Task Without_a_token_there_is_nobody(string? body)
    {
        var reply = await Auth(server.Community, "request-new-access-token", body);
        Assert.Equal((HttpStatusCode.OK, """{"user":null,"accessToken":null}"""), (reply.Status, reply.Body.GetRawText()));
    }

    [Fact]
    public async Task What_is_no_refresh_token_of_the_project_renews_nothing()
    {
        var ann = await server.Person("ann");
        var elsewhere = await server.NewCommunity("elsewhere");
        var refresh = (await SignIn(ann.Community, ann.User.Email!, ann.Password))["refreshToken"].GetString()!;
        (await Renew(elsewhere, refresh)).IsFault(403, "auth/invalid-refresh-token");
        (await Renew(ann.Community, server.Token(ann, "replyke"))).IsFault(403, "auth/invalid-refresh-token");
        (await Renew(ann.Community, "a.b.c")).IsFault(403, "auth/refresh-token-invalid");
        (await Auth(ann.Community, "request-new-access-token", """{"refreshToken":5}""")).IsFault(403, "auth/refresh-token-invalid");

        // Another project can't end the session either.
        await Auth(elsewhere, "sign-out", $$"""{"refreshToken":"{{refresh}}"}""");
        Assert.Equal(HttpStatusCode.OK, (await Renew(ann.Community, refresh)).Status);
        await server.Store.Save(
            ann.User with { Status = UserStatus.Deleted, DeletedAt = ann.User.CreatedAt }, TestContext.Current.CancellationToken);
        (await Renew(ann.Community, refresh)).IsFault(403, "auth/no-user-found");
    }

    [Fact]
    public async Task A_refresh_token_is_no_access_token()
    {
        var ann = await server.Person("ann");
        var refresh = (await SignIn(ann.Community, ann.User.Email!, ann.Password))["refreshToken"].GetString()!;
        (await Call(ann.Community, refresh)).IsFault(403, "auth/invalid-token");
    }

    [Fact]
    public async Task The_cookie_wins_over_the_body()
    {
        var ann = await server.Person("ann");
        var refresh = (await SignIn(ann.Community, ann.User.Email!, ann.Password))["refreshToken"].GetString()!;
        var reply = await WithCookie(ann.Community, "request-new-access-token", refresh, body: """{"refreshToken":"bad"}""");
        Assert.Equal(ann.Key.Value, reply["user"].GetProperty("id").GetGuid());
        (await WithCookie(ann.Community, "request-new-access-token", "bad", body: $$"""{"refreshToken":"{{refresh}}"}"""))
            .IsFault(403, "auth/refresh-token-invalid");
    }

    [Fact]
    public async Task Only_listed_pages_are_believed_and_given_cookies()
    {
        var project = await server.NewCommunity("cookies", rules => rules with { Origins = ["https://good.example.org"] });
        var ann = await server.Person("ann", community: project);
        var refresh = (await SignIn(project, ann.User.Email!, ann.Password))["refreshToken"].GetString()!;
        var evil = await WithCookie(project, "request-new-access-token", refresh, "https://evil.example.org");
        Assert.Equal("""{"user":null,"accessToken":null}""", evil.Body.GetRawText());
        Assert.Null((await WithCookie(project, "sign-out", refresh, "https://evil.example.org")).Cookie);
        var signIn = $$"""{"email":"{{ann.User.Email}}","password":"{{ann.Password}}"}""";
        Assert.Null((await WithCookie(project, "sign-in", "", "https://evil.example.org", signIn)).Cookie);
        Assert.NotNull((await WithCookie(project, "sign-in", "", "https://good.example.org", signIn)).Cookie);
        var good = await WithCookie(project, "request-new-access-token", refresh, "https://good.example.org");
        Assert.Equal(ann.Key.Value, good["user"].GetProperty("id").GetGuid());
        await WithCookie(project, "sign-out", refresh, "https://good.example.org");
        (await Renew(project, refresh)).IsFault(403, "auth/refresh-token-mismatch");
    }

    private async Task<Reply> WithCookie(Community project, string path, string cookie, string? origin = null, string body = "{}")
    {
        var url = new Uri($"{ReplykeApi.ProjectOf(project)}/auth/{path}", UriKind.Relative);
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body) };
        message.Headers.Add("Cookie", $"replyke-refresh-jwt={cookie}");
        if (origin is not null)
            message.Headers.Add("Origin", origin);
        return await server.Send(message);
    }

    private Task<Reply> SignIn(Community project, string email, string password) =>
        Auth(project, "sign-in", JsonSerializer.Serialize(new { projectId = project.Id.Value, email, password }));

    private Task<Reply> Renew(Community project, string token) =>
        Auth(project, "request-new-access-token", $$"""{"refreshToken":"{{token}}"}""");

    private Task<Reply> Auth(Community project, string path, string? body) =>
        server.Send("POST", $"{ReplykeApi.ProjectOf(project)}/auth/{path}", body: body);

    private Task<Reply> Call(Community project, string token) => server.Send("GET", $"{ReplykeApi.ProjectOf(project)}/connections", token);
}
