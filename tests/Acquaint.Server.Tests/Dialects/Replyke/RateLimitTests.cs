using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class RateLimitTests(TestServer server, LimitedServer limited) : IClassFixture<LimitedServer>
{
    private const string SignIn = "/auth/sign-in";
    private readonly string _address = limited.NewAddress();

    [Fact]
    public async Task Every_answer_counts_down_and_the_one_too_many_is_429_in_the_originals_words()
    {
        var before = limited.Clock.GetUtcNow().ToUnixTimeSeconds();
        for (var left = 4; left >= 0; left--)
        {
            var answer = await Call("POST", Project + SignIn);
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Equal((5, left), (answer.Number("X-RateLimit-Limit"), answer.Number("X-RateLimit-Remaining")));
            Assert.InRange(answer.Number("X-RateLimit-Reset"), before + 300, before + 330);
            Assert.False(answer.Headers.ContainsKey("Retry-After"));
        }

        var refused = await Call("POST", Project + SignIn);
        Assert.Equal((HttpStatusCode.TooManyRequests, "text/html; charset=utf-8"), (refused.Status, refused.ContentType));
        Assert.Equal("Too many sign in attempts, please wait 5 minutes", refused.Body);
        Assert.Equal((5, 0), (refused.Number("X-RateLimit-Limit"), refused.Number("X-RateLimit-Remaining")));
        Assert.InRange(refused.Number("Retry-After"), 270, 300);
    }

    [Fact]
    public async Task A_window_begins_with_its_first_call_and_ends_five_minutes_later()
    {
        var first = await Call("GET", Project + "/connections");
        limited.Clock.Advance(TimeSpan.FromMinutes(2));
        var second = await Call("GET", Project + "/connections");
        Assert.Equal(first.Headers["X-RateLimit-Reset"], second.Headers["X-RateLimit-Reset"]);
        Assert.Equal(98, second.Number("X-RateLimit-Remaining"));
        limited.Clock.Advance(TimeSpan.FromMinutes(3));
        var third = await Call("GET", Project + "/connections");
        Assert.Equal(99, third.Number("X-RateLimit-Remaining"));
        Assert.True(third.Number("X-RateLimit-Reset") > first.Number("X-RateLimit-Reset"));
    }

    [Fact]
    public async Task Whoever_was_refused_is_welcome_in_the_next_window()
    {
        await Exhaust();
        limited.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.BadRequest, (await Call("POST", Project + SignIn)).Status);
    }

    [Theory]
    [InlineData("GET", "/connections", 100)]
    [InlineData("GET", "/connections/count", 100)]
    [InlineData("GET", "/connections/pending/sent", 100)]
    [InlineData("GET", "/connections/pending/received", 100)]
    [InlineData("PATCH", "/connections/x/accept", 50)]
    [InlineData("PATCH", "/connections/x/decline", 50)]
    [InlineData("DELETE", "/connections/x", 50)]
    [InlineData("POST", "/users/x/connection", 25)]
    [InlineData("GET", "/users/x/connection", 100)]
    [InlineData("DELETE", "/users/x/connection", 50)]
    [InlineData("GET", "/users/x/connections", 100)]
    [InlineData("GET", "/users/x/connections-count", 100)]
    [InlineData("GET", "/users/x", 100)]
    [InlineData("PATCH", "/users/x", 50)]
    [InlineData("GET", "/users/by-foreign-id", 100)]
    [InlineData("GET", "/users/check-username", 100)]
    [InlineData("POST", "/auth/sign-up", 5)]
    [InlineData("POST", "/auth/sign-in", 5)]
    [InlineData("POST", "/auth/sign-out", 5)]
    [InlineData("POST", "/auth/change-password", 5)]
    [InlineData("POST", "/auth/request-new-access-token", 50)]
    [InlineData("POST", "/auth/verify-external-user", 50)]
    public async Task Each_route_has_its_documented_limit_before_anybody_signs_in(string method, string path, int limit)
    {
        var answer = await Call(method, Project + path);
        Assert.Equal((limit, limit - 1), (answer.Number("X-RateLimit-Limit"), answer.Number("X-RateLimit-Remaining")));
    }

    [Fact]
    public async Task All_forms_of_a_route_share_one_window_and_routes_and_addresses_and_projects_do_not()
    {
        var id = ReplykeApi.ProjectOf(server.Community)["/api/v6/".Length..];
        var token = server.Token(await server.Person(), "replyke");
        string[] forms = [$"{Project}/connections", "/api/v6/connections", $"/v7/{id}/connections", $"/api/v7/{id}/connections"];
        for (var i = 0; i < forms.Length; i++)
            Assert.Equal(99 - i, (await Call("GET", forms[i], token)).Number("X-RateLimit-Remaining"));
        Assert.Equal(99, (await Call("GET", forms[0], token, limited.NewAddress())).Number("X-RateLimit-Remaining"));
        Assert.Equal(99, (await Call("GET", $"{Project}/connections/count", token)).Number("X-RateLimit-Remaining"));
        var elsewhere = ReplykeApi.ProjectOf(await server.NewCommunity("elsewhere"));
        limited.Clock.Advance(Limits.CommunityStaleness);
        Assert.Equal(99, (await Call("GET", $"{elsewhere}/connections")).Number("X-RateLimit-Remaining"));
        Assert.Equal(49, (await Call("PUT", $"{Project}/connections/x/accept")).Number("X-RateLimit-Remaining"));
        Assert.Equal(48, (await Call("PATCH", $"{Project}/connections/x/accept")).Number("X-RateLimit-Remaining"));
    }

    [Fact]
    public async Task Addresses_of_one_network_of_version_6_count_as_one()
    {
        await Call("GET", Project + "/connections", address: "2001:db8:0:1::1");
        var same = await Call("GET", Project + "/connections", address: "2001:db8:0:1:ffff::2");
        var other = await Call("GET", Project + "/connections", address: "2001:db8:0:2::1");
        Assert.Equal((98, 99), (same.Number("X-RateLimit-Remaining"), other.Number("X-RateLimit-Remaining")));
    }

    [Fact]
    public async Task A_community_sets_its_own_limits()
    {
        var rules = new Dictionary<string, int> { ["GET /connections"] = 2, ["GET /connections/count"] = 0, ["*"] = 7 };
        var own = ReplykeApi.ProjectOf(await server.NewCommunity("limits", settings: it => it.With(ReplykeSettings.RateLimits, rules)));
        limited.Clock.Advance(Limits.CommunityStaleness);
        Assert.Equal(2, (await Call("GET", $"{own}/connections")).Number("X-RateLimit-Limit"));
        Assert.Equal(7, (await Call("POST", own + SignIn)).Number("X-RateLimit-Limit"));
        Assert.DoesNotContain("X-RateLimit-Limit", (await Call("GET", $"{own}/connections/count")).Headers.Keys);
        await Call("GET", $"{own}/connections");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Call("GET", $"{own}/connections")).Status);
    }

    [Fact]
    public async Task A_service_key_is_not_limited_and_what_only_looks_like_one_is()
    {
        var (_, secret) = await server.Get<ServiceKeys>().Issue(server.Community, "test", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("X-RateLimit-Limit", (await Call("GET", $"{Project}/connections", secret)).Headers.Keys);
        var forged = await Call("GET", $"{Project}/connections", "acquaint_sk_forged");
        Assert.Equal((HttpStatusCode.Forbidden, 99), (forged.Status, forged.Number("X-RateLimit-Remaining")));
    }

    [Fact]
    public async Task Other_dialects_and_unknown_paths_have_no_limits()
    {
        foreach (var path in new[] { "/nothing", "/api/v6/nothing", "/api/v2/user/me/" })
            Assert.DoesNotContain("X-RateLimit-Limit", (await Call("GET", path)).Headers.Keys);
    }

    [Fact]
    public async Task Simultaneous_calls_are_all_counted()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => Call("GET", Project + "/connections/count")));
        Assert.Equal(100, answers.Count(one => one.Status is HttpStatusCode.Unauthorized));
        var refused = answers.Where(one => one.Status is HttpStatusCode.TooManyRequests).ToList();
        Assert.Equal(20, refused.Count);
        Assert.All(refused, one => Assert.Equal("Too many attempts, please try again shortly", one.Body));
    }

    [Fact]
    public async Task Where_limits_are_switched_off_nothing_is_counted() =>
        Assert.False((await server.Send("GET", $"{Project}/connections")).Headers.Contains("X-RateLimit-Limit"));

    private string Project => ReplykeApi.ProjectOf(server.Community);

    private Task<Counted> Call(string method, string path, string? token = null, string? address = null) =>
        limited.Call(address ?? _address, method, path, token);

    private async Task Exhaust()
    {
        for (var i = 0; i < 5; i++)
            await Call("POST", Project + SignIn);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Call("POST", Project + SignIn)).Status);
    }
}
