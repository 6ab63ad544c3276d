using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class ChangePasswordTests(TestServer server)
{
    [Fact]
    public async Task The_new_password_works_and_the_old_one_does_not()
    {
        var ann = await server.Person("ann");
        var reply = await Change(ann, (await SignIn(ann))["accessToken"].GetString()!);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("""{"success":true,"message":"Password updated successfully."}""", reply.Body.GetRawText());
        (await SignIn(ann)).IsFault(401, "auth/wrong-password");
        Assert.Equal(HttpStatusCode.OK, (await SignIn(ann, "battery staple")).Status);
    }

    [Fact]
    public async Task Every_other_session_ends_and_the_one_it_is_done_in_goes_on()
    {
        var ann = await server.Person("ann");
        var (here, there) = (await SignIn(ann), await SignIn(ann));
        await Change(ann, here["accessToken"].GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await Renew(ann, here)).Status);
        (await Renew(ann, there)).IsFault(403, "auth/refresh-token-mismatch");
    }

    [Fact]
    public async Task A_renewed_access_token_belongs_to_its_session_still()
    {
        var ann = await server.Person("ann");
        var here = await SignIn(ann);
        await Change(ann, (await Renew(ann, here))["accessToken"].GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await Renew(ann, here)).Status);
    }

    [Fact]
    public async Task The_official_client_sends_no_token_but_its_cookie()
    {
        var ann = await server.Person("ann");
        var here = await SignIn(ann);
        using var message = Message(ann, Body(ann.Password));
        message.Headers.Add("Cookie", $"replyke-refresh-jwt={here["refreshToken"].GetString()}");
        Assert.Equal(HttpStatusCode.OK, (await server.Send(message)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Renew(ann, here)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SignIn(ann, "battery staple")).Status);
    }

    [Fact]
    public async Task A_cookie_from_a_page_that_is_not_listed_or_of_an_ended_session_does_not_do()
    {
        var ann = await server.Person("ann");
        var here = await SignIn(ann);
        using var elsewhere = Message(ann, Body(ann.Password));
        elsewhere.Headers.Add("Cookie", $"replyke-refresh-jwt={here["refreshToken"].GetString()}");
        elsewhere.Headers.Add("Origin", "https://evil.example");
        (await server.Send(elsewhere)).IsFault(401, "auth/unauthorized");
        await server.Get<AccountService>().ShutOut(ann.User, TestContext.Current.CancellationToken);
        using var ended = Message(ann, Body(ann.Password));
        ended.Headers.Add("Cookie", $"replyke-refresh-jwt={here["refreshToken"].GetString()}");
        (await server.Send(ended)).IsFault(403, "auth/invalid-token");
    }

    [Theory]
    [InlineData("{}", 400, "auth/missing-fields")]
    [InlineData("""{"password":"correct horse"}""", 400, "auth/missing-fields")]
    [InlineData("""{"password":"","newPassword":"x"}""", 400, "auth/missing-fields")]
    [InlineData("""{"password":"correct horse","newPassword":""}""", 400, "auth/missing-fields")]
    [InlineData("""{"password":"wrong","newPassword":"x"}""", 401, "auth/wrong-password")]
    [InlineData("[]", 400, "request/malformed-body")]
    public async Task What_is_missing_or_wrong_is_refused(string body, int status, string code)
    {
        var ann = await server.Person("ann");
        (await server.As(ann, "POST", "/auth/change-password", body)).IsFault(status, code);
        Assert.Equal(HttpStatusCode.OK, (await SignIn(ann)).Status);
    }

    [Theory]
    [InlineData("newPassword", """{"password":"correct horse","newPassword":5}""")]
    [InlineData("password", """{"password":[],"newPassword":"x"}""")]
    public async Task What_is_no_text_is_refused(string field, string body) =>
        (await server.As(await server.Person("ann"), "POST", "/auth/change-password", body))
            .IsFaultOf(field, 400, "auth/validation-failed");

    [Fact]
    public async Task A_password_that_is_too_long_is_refused() =>
        (await server.As(await server.Person("ann"), "POST", "/auth/change-password", Body("correct horse", new string('x', 1025))))
            .IsFaultOf("newPassword", 400, "auth/validation-failed");

    [Fact]
    public async Task Whoever_has_no_password_or_is_nobody_can_not_change_one()
    {
        var ann = await server.Person("ann");
        await server.Store.SetPasswordHash(ann.Id, null, TestContext.Current.CancellationToken);
        (await server.As(ann, "POST", "/auth/change-password", Body("x"))).IsFault(400, "auth/not-password-authenticated");
        using var nobody = Message(ann, Body("x"));
        (await server.Send(nobody)).IsFault(401, "auth/unauthorized");
    }

    private static string Body(string old, string next = "battery staple") => $$"""{"password":"{{old}}","newPassword":"{{next}}"}""";

    private Task<Reply> Change(Person person, string token) =>
        server.Send("POST", $"{ReplykeApi.ProjectOf(person.Community)}/auth/change-password", token, Body(person.Password));

    private static HttpRequestMessage Message(Person person, string body) =>
        new(HttpMethod.Post, new Uri($"{ReplykeApi.ProjectOf(person.Community)}/auth/change-password", UriKind.Relative))
        {
            Content = new StringContent(body),
        };

    private Task<Reply> SignIn(Person person, string? password = null) => server.Send(
        "POST",
        $"{ReplykeApi.ProjectOf(person.Community)}/auth/sign-in",
        body: $$"""{"email":"{{person.User.Email}}","password":"{{password ?? person.Password}}"}""");

    private Task<Reply> Renew(Person person, Reply session) => server.Send(
        "POST",
        $"{ReplykeApi.ProjectOf(person.Community)}/auth/request-new-access-token",
        body: $$"""{"refreshToken":"{{session["refreshToken"].GetString()}}"}""");
}
