using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>Who calls: bearer tokens of our own making and of an integrator's, and the sign-in endpoints.</summary>
public sealed class AuthTests(TestServer server)
{
    private const string Me = "/api/v2/user/me/";
    private const string TokenPath = "/oauth/token/";
    private const string RevokePath = "/oauth/revoke_token/";

    private string Minted(Person person, Action<Dictionary<string, object>>? change = null, string? secret = null, TimeSpan? life = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["token_type"] = "access",
            ["user_id"] = person.Id.Value,
            ["jti"] = "1700000000000",
        };
        change?.Invoke(claims);
        var key = Encoding.UTF8.GetBytes(secret ?? person.Community.TokenSecret);
        return server.Get<Jwt>().Sign(key, claims, life ?? TimeSpan.FromHours(2));
    }

    private Task<Answer> SignIn(Person person, string? password = null) => server.Anonymous(person.Community).Form(
        TokenPath, ("grant_type", "password"), ("username", person.Name), ("password", password ?? person.Password), ("client_id", "web"));

    private Task<Answer> Renew(string? refreshToken) => server.Anonymous().Form(
        TokenPath, ("grant_type", "refresh_token"), ("client_id", "web"), ("refresh_token", refreshToken ?? ""));

    private async Task<bool> Works(string? token) => (await server.With(token).Get(Me)).Status is HttpStatusCode.OK;

    [Fact]
    public async Task A_token_that_an_integrator_minted_speaks_for_its_user()
    {
        var ann = await server.Person("ann");

        var answer = (await server.With(Minted(ann)).Get(Me)).Is(HttpStatusCode.OK);

        Assert.Equal(ann.Id.Value, answer["id"].GetInt64());
        Assert.True(await Works(Minted(ann, claims => claims["user_id"] = $"{ann.Id}")));
        Assert.True(await Works(Minted(ann, claims => claims["ext_id"] = "crm-7")));
        Assert.True(await Works(Minted(ann, claims => claims.Remove("jti"))));
    }

    [Fact]
    public async Task A_token_that_does_not_prove_who_calls_is_refused_even_where_nobody_need_sign_in()
    {
        var ann = await server.Person("ann");
        var there = await server.NewCommunity("tokens");
        string[] useless =
        [
            Minted(ann, secret: new string('x', 64)),
            Minted(ann, secret: there.TokenSecret),
            Minted(ann, life: TimeSpan.FromSeconds(-5)),
            Minted(ann, claims => claims["token_type"] = "refresh"),
            Minted(ann, claims => claims["token_type"] = 7),
            Minted(ann, claims => claims.Remove("token_type")),
            Minted(ann, claims => claims.Remove("user_id")),
            Minted(ann, claims => claims["user_id"] = 987654321),
            Minted(ann, claims => claims["user_id"] = -1),
            Minted(ann, claims => claims["user_id"] = "99999999999999999999"),
            Minted(ann, claims => claims["user_id"] = ann.Name),
            Minted(ann, claims => claims["user_id"] = true),
            Minted(ann, claims => claims["user_id"] = new[] { ann.Id.Value }),
            Unsigned(ann),
            Minted(ann)[..^3] + "AAA",
            "a.b.c",
            "undefined",
            new string('a', Limits.TokenLength + 1),
        ];

        foreach (var token in useless)
        {
            foreach (var path in new[] { Me, $"/api/v2/user/{ann.Id}/", $"/api/v2/user/{ann.Id}/connections/" })
            {
                var answer = (await server.With(token).Get(path)).Is(HttpStatusCode.Unauthorized);
                Assert.Equal("authentication_failed", answer.Code);
                Assert.Equal("Bearer error=\"invalid_token\"", answer.Message.Headers.WwwAuthenticate.ToString());
            }
        }
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Token abc")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("abc")]
    public async Task Another_scheme_is_refused(string header)
    {
        var ann = await server.Person("ann");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v2/user/{ann.Id}/", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", header);

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_one_is_told_to_send_one()
    {
        var answer = (await server.Anonymous().Get(Me)).Is(HttpStatusCode.Unauthorized);

        Assert.Equal("not_authenticated", answer.Code);
        Assert.Equal("Bearer", answer.Message.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_token_is_worth_nothing_in_another_community()
    {
        var there = await server.NewCommunity("theirs");
        var (ann, stranger) = (await server.Person("ann"), await server.Person("stranger", community: there));

        (await server.With(server.Token(ann, "selfcommunity"), there).Get(Me)).Is(HttpStatusCode.Unauthorized);
        (await server.With(server.Token(stranger, "selfcommunity")).Get(Me)).Is(HttpStatusCode.Unauthorized);
        (await server.As(stranger).Get(Me)).Is(HttpStatusCode.OK);
        // With our secret, but for somebody of theirs.
        Assert.False(await Works(Minted(ann, claims => claims["user_id"] = stranger.Id.Value)));
    }

    [Fact]
    public async Task Signing_in_by_password_gives_tokens()
    {
        var ann = await server.Person("ann");

        var answer = (await SignIn(ann)).Is(HttpStatusCode.OK);

        Assert.Equal(
            ["access_token", "expires_in", "token_type", "scope", "refresh_token"], answer.Body.EnumerateObject().Select(one => one.Name));
        Assert.Equal(36000, answer["expires_in"].GetInt32());
        Assert.Equal("Bearer", answer.Text("token_type"));
        Assert.Equal("read write", answer.Text("scope"));
        Assert.Equal("no-store", answer.Message.Headers.CacheControl?.ToString());
        Assert.True(await Works(answer.Text("access_token")));
        Assert.False(await Works(answer.Text("refresh_token")));
    }

    [Fact]
    public async Task Signing_in_takes_json_and_an_email_address_too()
    {
        var ann = await server.Person("ann");
        var body = JsonSerializer.Serialize(new { grant_type = "password", username = ann.User.Email, password = ann.Password });

        var answer = (await server.Anonymous().Post("/oauth/token", body)).Is(HttpStatusCode.OK);

        Assert.True(await Works(answer.Text("access_token")));
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_look_alike()
    {
        var ann = await server.Person("ann");
        var stranger = await server.Person("stranger", community: await server.NewCommunity("unsigned"));

        var wrong = (await SignIn(ann, "wrong")).Is(HttpStatusCode.BadRequest);
        var nobody = await server.Anonymous().Form(
            TokenPath, ("grant_type", "password"), ("username", stranger.Name), ("password", stranger.Password));

        Assert.Equal("invalid_grant", wrong.Text("error"));
        Assert.Equal(wrong.Body.GetRawText(), nobody.Body.GetRawText());
    }

    [Theory]
    [InlineData("", "invalid_request")]
    [InlineData("grant_type=", "unsupported_grant_type")]
    [InlineData("grant_type=authorization_code&code=x", "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials", "unsupported_grant_type")]
    [InlineData("grant_type=password", "invalid_request")]
    [InlineData("grant_type=password&username=ann", "invalid_request")]
    [InlineData("grant_type=password&username=ann&password=%00", "invalid_request")]
    [InlineData("grant_type=password&username=ann&username=bob&password=x", "invalid_request")]
    [InlineData("grant_type=password&grant_type=password&username=ann&password=x", "invalid_request")]
    [InlineData("grant_type=password&username=%ED%A0%80&password=%ED%A0%80", "invalid_grant")]
    [InlineData("grant_type=refresh_token", "invalid_request")]
    [InlineData("grant_type=refresh_token&refresh_token=a.b.c", "invalid_grant")]
    [InlineData("%%%=&&&==", "invalid_request")]
    public async Task A_form_that_is_no_grant_is_refused_as_rfc_6749_has_it(string form, string error)
    {
        var answer = await server.Anonymous().Post(TokenPath, new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));

        Assert.Equal(error, answer.Is(HttpStatusCode.BadRequest).Text("error"));
        Assert.NotEqual("", answer.Text("error_description"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"grant_type":7}""")]
    [InlineData("""{"grant_type":"password","username":"ann","password":"\ud800"}""")]
    [InlineData("""{"grant_type":"password","username":null,"password":"x"}""")]
    public async Task Json_that_is_no_grant_is_refused_alike(string body) =>
        Assert.Equal("invalid_request", (await server.Anonymous().Post(TokenPath, body)).Is(HttpStatusCode.BadRequest).Text("error"));

    [Fact]
    public async Task A_form_of_very_many_fields_is_refused_and_breaks_nothing()
    {
        var form = string.Join('&', Enumerable.Range(0, 5000).Select(i => $"a{i}=b"));

        var answer = await server.Anonymous().Post(TokenPath, new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));

        Assert.Equal("invalid_request", answer.Is(HttpStatusCode.BadRequest).Text("error"));
    }

    [Fact]
    public async Task A_refresh_token_renews_as_often_as_it_is_used()
    {
        var signedIn = await SignIn(await server.Person("ann"));
        var refreshToken = signedIn.Text("refresh_token");

        var first = (await Renew(refreshToken)).Is(HttpStatusCode.OK);
        var second = (await Renew(refreshToken)).Is(HttpStatusCode.OK);

        Assert.Equal(refreshToken, first.Text("refresh_token"));
        Assert.NotEqual(first.Text("access_token"), second.Text("access_token"));
        Assert.True(await Works(second.Text("access_token")));
    }

    [Fact]
    public async Task Renewing_works_while_a_dead_token_is_still_in_the_header()
    {
        var refreshToken = (await SignIn(await server.Person("ann"))).Text("refresh_token")!;

        var answer = await server.With("dead").Form(TokenPath, ("grant_type", "refresh_token"), ("refresh_token", refreshToken));

        answer.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_a_refresh_token_of_this_community_with_a_session_renews()
    {
        var ann = await server.Person("ann");
        var stranger = await server.Person("stranger", community: await server.NewCommunity("renewed"));
        string?[] useless =
        [
            (await SignIn(ann)).Text("access_token"),
            (await SignIn(stranger)).Text("refresh_token"),
            Minted(ann, claims => claims["token_type"] = "refresh"),
            Minted(ann, claims => (claims["token_type"], claims["acquaint_session"]) = ("refresh", "00000000-0000-0000-0000-000000000001")),
        ];

        foreach (var token in useless)
            Assert.Equal("invalid_grant", (await Renew(token)).Is(HttpStatusCode.BadRequest).Text("error"));
    }

    [Theory]
    [InlineData("refresh_token")]
    [InlineData("access_token")]
    public async Task Revoking_either_token_ends_the_sign_in_and_no_other(string which)
    {
        var ann = await server.Person("ann");
        var (here, elsewhere) = (await SignIn(ann), await SignIn(ann));

        (await server.Anonymous().Form(RevokePath, ("client_id", "web"), ("token", here.Text(which)!))).Is(HttpStatusCode.OK);

        Assert.Equal("invalid_grant", (await Renew(here.Text("refresh_token"))).Text("error"));
        Assert.False(await Works(here.Text("access_token")));
        Assert.True(await Works(elsewhere.Text("access_token")));
        (await Renew(elsewhere.Text("refresh_token"))).Is(HttpStatusCode.OK);
        (await server.Anonymous().Form(RevokePath, ("token", here.Text("refresh_token")!))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_revoked_token_that_is_remembered_is_dropped_within_a_minute()
    {
        var signedIn = await SignIn(await server.Person("ann"));
        Assert.True(await Works(signedIn.Text("access_token")));
        await server.Anonymous().Form(RevokePath, ("token", signedIn.Text("refresh_token")!));

        server.Clock.Advance(Limits.CachedTokenLife + TimeSpan.FromSeconds(1));

        Assert.False(await Works(signedIn.Text("access_token")));
    }

    [Fact]
    public async Task What_cannot_be_revoked_is_not_said_to_be()
    {
        var ann = await server.Person("ann");

        var minted = await server.Anonymous().Form(RevokePath, ("token", Minted(ann)));
        Assert.Equal("unsupported_token_type", minted.Is(HttpStatusCode.BadRequest).Text("error"));
        Assert.Equal("invalid_request", (await server.Anonymous().Form(RevokePath)).Is(HttpStatusCode.BadRequest).Text("error"));
        (await server.Anonymous().Form(RevokePath, ("token", "a.b.c"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_person_who_was_deleted_cannot_renew()
    {
        var ann = await server.Person("ann");
        var refreshToken = (await SignIn(ann)).Text("refresh_token");
        await server.Store.Save(ann.User with { Status = UserStatus.Deleted, DeletedAt = ann.User.CreatedAt }, default);

        Assert.Equal("invalid_grant", (await Renew(refreshToken)).Is(HttpStatusCode.BadRequest).Text("error"));
    }

    private string Unsigned(Person person)
    {
        var parts = Minted(person).Split('.');
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"JWT"}""")).TrimEnd('=');
        return $"{header}.{parts[1]}.";
    }
}
