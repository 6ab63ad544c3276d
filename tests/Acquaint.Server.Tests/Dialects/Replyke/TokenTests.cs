using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class TokenTests(TestServer server)
{
    public static TheoryData<string, string> Guarded => new()
    {
        { "GET", "/connections" },
        { "GET", "/connections/count" },
        { "GET", "/connections/pending/sent" },
        { "GET", "/connections/pending/received" },
        { "PATCH", $"/connections/{Guid.Empty}/accept" },
        { "PUT", $"/connections/{Guid.Empty}/accept" },
        { "PATCH", $"/connections/{Guid.Empty}/decline" },
        { "PUT", $"/connections/{Guid.Empty}/decline" },
        { "DELETE", $"/connections/{Guid.Empty}" },
        { "POST", $"/users/{Guid.Empty}/connection" },
        { "GET", $"/users/{Guid.Empty}/connection" },
        { "DELETE", $"/users/{Guid.Empty}/connection" },
    };

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Whoever_is_not_signed_in_gets_no_further_with_or_without_a_project(string method, string path)
    {
        var elsewhere = await server.Person("stranger", community: await server.NewCommunity("elsewhere"));
        foreach (var root in new[] { "/api/v6", ReplykeApi.ProjectOf(server.Community) })
        {
            (await server.Send(method, root + path)).IsFault(401, "auth/unauthorized", "Authentication required");
            (await server.Send(method, root + path, "null")).IsFault(403, "auth/invalid-token");
        }

        (await server.Send(method, ReplykeApi.ProjectOf(server.Community) + path, server.Token(elsewhere, "replyke")))
            .IsFault(403, "auth/project-mismatch");
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Whoever_is_signed_in_gets_past_the_gate_with_or_without_a_project(string method, string path)
    {
        var ann = await server.Person("ann");
        foreach (var root in new[] { "/api/v6", ReplykeApi.ProjectOf(server.Community) })
        {
            var reply = await server.Send(method, root + path, server.Token(ann, "replyke"));
            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{reply.Status}");
            if (reply.Status is HttpStatusCode.NotFound)
                Assert.StartsWith("connection/", reply["code"].GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Bearer", 401)]
    [InlineData("Bearer ", 401)]
    [InlineData("Basic YW5uOnB3", 403)]
    [InlineData("Bearer a.b.c", 403)]
    [InlineData("Bearer e30.W10.x", 403)]
    [InlineData("Bearer a.b.c.d.e", 403)]
    [InlineData("Bearer \"", 403)]
    public async Task A_header_without_a_token_is_401_and_one_with_a_bad_token_is_403(string header, int status)
    {
        foreach (var root in new[] { "/api/v6", ReplykeApi.ProjectOf(server.Community) })
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, new Uri($"{root}/connections", UriKind.Relative));
            message.Headers.TryAddWithoutValidation("Authorization", header);
            var reply = await server.Send(message);
            reply.IsFault(status, status == 401 ? "auth/unauthorized" : "auth/invalid-token");
        }
    }

    [Fact]
    public async Task The_first_word_of_the_header_is_not_looked_at()
    {
        var token = server.Token(await server.Person("ann"), "replyke");
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v6/connections", UriKind.Relative));
        message.Headers.TryAddWithoutValidation("Authorization", $"bearer {token}");
        Assert.Equal(HttpStatusCode.OK, (await server.Send(message)).Status);
    }

    [Fact]
    public async Task An_access_token_lives_half_an_hour_and_has_the_documented_claims()
    {
        var ann = await server.Person("ann");
        var token = new JsonWebToken(server.Token(ann, "replyke"));
        Assert.Equal(TimeSpan.FromMinutes(30), token.ValidTo - token.IssuedAt);
        Assert.Equal(("HS256", $"{ann.Key.Value}", "acquaint"), (token.Alg, token.Subject, token.Issuer));
        Assert.Equal("acquaint", Assert.Single(token.Audiences));
        Assert.Equal(($"{ann.Community.Id.Value}", "user"), (token.Text("projectId"), token.Text("role")));
    }

    [Fact]
    public async Task A_token_that_has_expired_or_was_signed_with_another_key_is_worth_nothing()
    {
        var ann = await server.Person("ann");
        var claims = ClaimsOf(ann);
        var (jwt, key) = (server.Get<Jwt>(), server.Get<SigningKey>().Bytes);
        foreach (var path in new[] { "/api/v6/connections", $"{ReplykeApi.ProjectOf(ann.Community)}/connections" })
        {
            Assert.Equal(HttpStatusCode.OK, (await server.Send("GET", path, jwt.Sign(key, claims, TimeSpan.FromMinutes(1)))).Status);
            (await server.Send("GET", path, jwt.Sign(key, claims, TimeSpan.FromSeconds(-1)))).IsFault(403, "auth/invalid-token");
            var forged = jwt.Sign([.. key.Select(one => (byte)~one)], claims, TimeSpan.FromMinutes(1));
            (await server.Send("GET", path, forged)).IsFault(403, "auth/invalid-token");
        }
    }

    [Theory]
    [InlineData("sub", "nobody")]
    [InlineData("sub", "00000000-0000-0000-0000-000000000000")]
    [InlineData("projectId", "00000000-0000-0000-0000-000000000000")]
    [InlineData("projectId", "here")]
    [InlineData("token_use", "other")]
    public async Task A_genuine_token_that_claims_something_else_is_worth_nothing(string claim, string value)
    {
        var claims = ClaimsOf(await server.Person("ann"));
        claims[claim] = value;
        var token = server.Get<Jwt>().Sign(server.Get<SigningKey>().Bytes, claims, TimeSpan.FromMinutes(1));
        (await server.Send("GET", "/api/v6/connections", token)).IsFault(403, "auth/invalid-token");
    }

    [Fact]
    public async Task A_token_that_names_a_project_its_person_does_not_belong_to_is_worth_nothing()
    {
        var claims = ClaimsOf(await server.Person("ann"));
        var elsewhere = await server.NewCommunity("elsewhere");
        claims["projectId"] = $"{elsewhere.Id.Value}";
        var token = server.Get<Jwt>().Sign(server.Get<SigningKey>().Bytes, claims, TimeSpan.FromMinutes(1));
        (await server.Send("GET", "/api/v6/connections", token)).IsFault(403, "auth/invalid-token");
        (await server.Send("GET", $"{ReplykeApi.ProjectOf(elsewhere)}/connections", token)).IsFault(403, "auth/invalid-token");
    }

    [Fact]
    public async Task A_person_who_was_deleted_is_signed_out()
    {
        var ann = await server.Person("ann");
        await server.Store.Save(
            ann.User with { Status = UserStatus.Deleted, DeletedAt = ann.User.CreatedAt }, TestContext.Current.CancellationToken);
        (await server.As(ann, "GET", "/connections")).IsFault(403, "auth/invalid-token");
    }

    [Fact]
    public async Task Without_a_project_in_the_path_the_token_names_it()
    {
        var elsewhere = await server.NewCommunity("elsewhere");
        var (ann, bob) = (await server.Person("ann", community: elsewhere), await server.Person("bob", community: elsewhere));
        var token = server.Token(ann, "replyke");
        var reply = await server.Send("POST", $"/api/v6/users/{bob.Key.Value}/connection", token, "{}");
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal(Tie.Received, await server.Tie(bob, ann));
    }

    [Fact]
    public async Task A_stale_token_does_not_keep_anybody_from_what_is_public()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Connected(ann, bob);
        var stale = server.Get<Jwt>().Sign(server.Get<SigningKey>().Bytes, ClaimsOf(ann), TimeSpan.FromSeconds(-1));
        foreach (var token in new[] { stale, "null", "a.b.c" })
        {
            var reply = await server.Send("GET", $"/api/v6/users/{ann.Key.Value}/connections-count", token);
            Assert.Equal("""{"count":1}""", reply.Body.GetRawText());
        }
    }

    private static Dictionary<string, object> ClaimsOf(Person person) => new()
    {
        ["sub"] = $"{person.Key.Value}",
        ["projectId"] = $"{person.Community.Id.Value}",
        ["token_use"] = "replyke-access",
    };
}
