using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>The endpoints of the JWT scheme.</summary>
public sealed class JwtTests(TestServer server)
{
    private const string Token = "/api/v2/jwt/token/";
    private const string Verify = "/api/v2/jwt/verify_token/";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_and_a_password_give_a_pair_of_tokens(bool asForm)
    {
        var ann = await server.Person("ann");
        var client = server.With("dead");

        var pair = asForm
            ? await client.Form(Token, ("username", ann.Name), ("password", ann.Password))
            : await client.Post(Token, JsonSerializer.Serialize(new { username = ann.Name, password = ann.Password }));

        Assert.Equal(ann.Id.Value, (await server.With(pair.Is(HttpStatusCode.OK).Text("access")).Get("/api/v2/user/me/"))["id"].GetInt64());
        Assert.Equal(["no-store"], pair.Message.Headers.GetValues("Cache-Control"));
        var renewed = await server.Anonymous().Form(
            "/oauth/token/", ("grant_type", "refresh_token"), ("refresh_token", pair.Text("refresh")!));
        renewed.Is(HttpStatusCode.OK);
        (await server.With(pair.Text("refresh")).Get("/api/v2/user/me/")).Is(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest, "required")]
    [InlineData("", HttpStatusCode.BadRequest, "required")]
    [InlineData("{", HttpStatusCode.BadRequest, "required")]
    [InlineData("""{"username":"ann"}""", HttpStatusCode.BadRequest, "required")]
    [InlineData("""{"username":"ann","username":"bob","password":"x"}""", HttpStatusCode.BadRequest, "required")]
    [InlineData("""{"username":"ann","password":7}""", HttpStatusCode.BadRequest, "required")]
    [InlineData("""{"username":"nobody at all","password":"x"}""", HttpStatusCode.Unauthorized, "authentication_failed")]
    public async Task Without_both_there_are_no_tokens(string body, HttpStatusCode status, string code) =>
        Assert.Equal(code, (await server.Anonymous().Post(Token, body)).Is(status).Code);

    [Fact]
    public async Task A_wrong_password_gives_nothing()
    {
        var ann = await server.Person("ann");
        (await server.Anonymous().Form(Token, ("username", ann.Name), ("password", "wrong"))).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_is_genuine_if_the_community_signed_it_and_it_has_not_expired()
    {
        var away = await server.NewCommunity("verify");
        var (ann, stranger) = (await server.Person("ann"), await server.Person("stranger", community: away));
        var (token, theirs) = (server.Token(ann, "selfcommunity"), server.Token(stranger, "selfcommunity"));

        var yes = (await server.Anonymous().Post(Verify, JsonSerializer.Serialize(new { token }))).Is(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Undefined, yes.Body.ValueKind);
        (await server.With("dead").Form(Verify, ("token", token))).Is(HttpStatusCode.OK);
        (await server.Anonymous(away).Form(Verify, ("token", theirs))).Is(HttpStatusCode.OK);

        foreach (var wrong in new[] { theirs, token[..^2], "x", "", new string('x', 9000) })
            Assert.Equal("token_not_valid", (await server.Anonymous().Form(Verify, ("token", wrong))).Is(HttpStatusCode.Unauthorized).Code);
        Assert.Equal("required", (await server.Anonymous().Post(Verify, "{}")).Is(HttpStatusCode.BadRequest).Code);
        (await server.Anonymous().Get(Verify)).Is(HttpStatusCode.MethodNotAllowed);
    }
}
