using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>Lists of requests received and of connections; paging of all lists.</summary>
public sealed class ListTests(TestServer server)
{
    private const string Received = "/api/v2/user/connection/requests/";
    private const string Sent = "/api/v2/user/connection/requests_sent/";

    [Fact]
    public async Task Received_requests_tell_who_asked_newest_first()
    {
        var (ann, bob, cas) = (await server.Person("ann"), await server.Person("bob"), await server.Person("cas"));
        await server.Requested(bob, ann);
        await server.Requested(cas, ann);

        var answer = (await server.As(ann).Get(Received)).Is(HttpStatusCode.OK);

        Assert.Equal([cas.Id.Value, bob.Id.Value], answer.Ids);
        Assert.Equal(2, answer["count"].GetInt32());
        var first = answer["results"][0];
        Assert.Equal(["from_user", "created", "rejected", "viewed", "id"], first.EnumerateObject().Select(member => member.Name));
        Assert.Equal("received_connection_request", first.GetProperty("from_user").GetProperty("connection_status").GetString());
        Assert.Equal(answer.Ids, (await server.As(ann).Get($"/api/v2/user/{ann.Id}/connection/requests/")).Ids);
    }

    [Fact]
    public async Task A_request_has_the_same_number_in_both_peoples_lists()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Requested(ann, bob);

        var sent = (await server.As(ann).Get(Sent))["results"][0].GetProperty("id").GetInt64();
        var received = (await server.As(bob).Get(Received))["results"][0].GetProperty("id").GetInt64();

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task A_rejected_request_is_not_received_any_more()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Declined(bob, ann);

        Assert.Equal(0, (await server.As(ann).Get(Received))["count"].GetInt32());
        Assert.Equal(0, (await server.As(ann).Get("/api/v2/user/me/"))["connection_requests_received_counter"].GetInt32());
    }

    [Theory]
    [InlineData("requests")]
    [InlineData("requests_sent")]
    public async Task The_lists_of_others_are_forbidden(string list)
    {
        var (ann, bob, root) = (await server.Person("ann"), await server.Person("bob"), await server.Person("root", UserRole.Admin));

        (await server.As(bob).Get($"/api/v2/user/{ann.Id}/connection/{list}/")).Is(HttpStatusCode.Forbidden);
        (await server.As(bob).Get($"/api/v2/user/987654321/connection/{list}/")).Is(HttpStatusCode.Forbidden);
        (await server.As(root).Get($"/api/v2/user/{ann.Id}/connection/{list}/")).Is(HttpStatusCode.OK);
        (await server.As(root).Get($"/api/v2/user/987654321/connection/{list}/")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_of_every_size_add_up_to_the_whole_list(int limit)
    {
        var ann = await server.Person("ann");
        var others = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            var other = await server.Person("bob");
            await server.Requested(ann, other);
            others.Insert(0, other.Id.Value);
        }

        var seen = new List<long>();
        var back = 0;
        var page = await server.As(ann).Get($"{Sent}?limit={limit}");
        Assert.Equal(JsonValueKind.Null, page["previous"].ValueKind);
        while (true)
        {
            Assert.Equal(6, page["count"].GetInt32());
            seen.AddRange(page.Ids);
            if (page.Text("next") is not { } next)
                break;
            page = (await server.As(ann).Get(next)).Is(HttpStatusCode.OK);
        }

        for (; page.Text("previous") is { } previous; back++)
            page = (await server.As(ann).Get(previous)).Is(HttpStatusCode.OK);

        Assert.Equal(others, seen);
        Assert.Equal(((6 + limit - 1) / limit) - 1, back);
        Assert.Equal(others.Take(limit), page.Ids);
    }

    [Fact]
    public async Task Addresses_of_pages_are_whole_and_keep_the_other_arguments()
    {
        var ann = await server.Person("ann");
        for (var i = 0; i < 3; i++)
            await server.Connected(ann, await server.Person("bob"));
        var path = $"/api/v2/user/{ann.Id}/connections/";

        var page = await server.As(ann).Get($"{path}?mutual=1&limit=1&offset=1&q=a%26b");

        Assert.Equal($"{server.Url.GetLeftPart(UriPartial.Authority)}{path}?limit=1&offset=2&mutual=1&q=a%26b", page.Text("next"));
        Assert.Equal($"{server.Url.GetLeftPart(UriPartial.Authority)}{path}?limit=1&mutual=1&q=a%26b", page.Text("previous"));
    }

    [Fact]
    public async Task Addresses_of_pages_name_the_host_that_was_asked()
    {
        var there = await server.NewCommunity("paged");
        var ann = await server.Person("ann", community: there);
        await server.Requested(ann, await server.Person("bob", community: there));
        await server.Requested(ann, await server.Person("cas", community: there));

        var page = await server.As(ann).Get($"{Sent}?limit=1");

        Assert.Equal($"http://{there.Hosts[0]}{Sent}?limit=1&offset=1", page.Text("next"));
    }

    [Fact]
    public async Task Behind_a_proxy_addresses_of_pages_name_what_the_client_called()
    {
        var there = await server.NewCommunity("proxied");
        var ann = await server.Person("ann", community: there);
        await server.Requested(ann, await server.Person("bob", community: there));
        await server.Requested(await server.Person("cas", community: there), ann);
        await server.Requested(ann, await server.Person("dan", community: there));
        foreach (var (path, argument) in new[] { ($"{Sent}?limit=1", "?limit=1&offset=1"), ("/api/v2/user/?limit=2", "?limit=2&offset=2") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.Host = "inside.test:5080";
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-Host", $"{there.Hosts[0]}:8443");
            request.Headers.Authorization = new("Bearer", server.Token(ann, "selfcommunity"));

            using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var next = $"https://{there.Hosts[0]}:8443{path[..path.IndexOf('?', StringComparison.Ordinal)]}{argument}";
            Assert.Contains($"\"next\":\"{next}\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_host_that_only_looks_international_breaks_nothing()
    {
        var ann = await server.Person("ann");
        await server.Requested(ann, await server.Person("bob"));
        await server.Requested(ann, await server.Person("cas"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{Sent}?limit=1", UriKind.Relative));
        request.Headers.Host = "xn--0.example.org:81";
        request.Headers.Authorization = new("Bearer", server.Token(ann, "selfcommunity"));

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"\"next\":\"http://xn--0.example.org:81{Sent}?limit=1&offset=1\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?limit=")]
    [InlineData("?limit=0")]
    [InlineData("?limit=-1")]
    [InlineData("?limit=ten")]
    [InlineData("?limit=1.5")]
    [InlineData("?offset=-3")]
    [InlineData("?offset=x&limit=%00")]
    [InlineData("?offset=-99999999999999999999999")]
    public async Task What_makes_no_sense_as_a_page_is_as_good_as_absent(string query)
    {
        var there = await server.NewCommunity("default", rules => rules with { PageSize = 2, MaxPageSize = 3 });
        var ann = await server.Person("ann", community: there);
        for (var i = 0; i < 4; i++)
            await server.Requested(ann, await server.Person("bob", community: there));

        var page = (await server.As(ann).Get(Sent + query)).Is(HttpStatusCode.OK);

        Assert.Equal(2, page.Ids.Count);
        Assert.EndsWith("?limit=2&offset=2", page.Text("next"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?limit=4", 3)]
    [InlineData("?limit=99999999999999999999999", 3)]
    [InlineData("?limit=1&limit=3", 3)]
    [InlineData("?offset=4", 0)]
    [InlineData("?offset=99999999999999999999999", 0)]
    [InlineData("?limit=3&offset=2147483647", 0)]
    public async Task A_page_is_never_larger_than_the_community_allows(string query, int rows)
    {
        var there = await server.NewCommunity("capped", rules => rules with { PageSize = 2, MaxPageSize = 3 });
        var ann = await server.Person("ann", community: there);
        for (var i = 0; i < 4; i++)
            await server.Requested(ann, await server.Person("bob", community: there));

        var page = (await server.As(ann).Get(Sent + query)).Is(HttpStatusCode.OK);

        Assert.Equal(rows, page.Ids.Count);
        Assert.Equal(4, page["count"].GetInt32());
    }

    [Fact]
    public async Task Following_next_gives_the_whole_list_at_the_default_size_too()
    {
        var there = await server.NewCommunity("driven", rules => rules with { PageSize = 2 });
        var ann = await server.Person("ann", community: there);
        var others = new List<UserKey>();
        for (var i = 0; i < 5; i++)
        {
            var other = await server.Person("bob", community: there);
            await server.Connected(ann, other);
            others.Insert(0, other.Key);
        }

        Assert.Equal(others, await new SelfCommunityDriver(server).Connected(ann));
    }

    [Fact]
    public async Task Connections_put_those_in_common_first_and_show_how_the_caller_stands_to_each()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        var (both, asked, hers) = (await server.Person("both"), await server.Person("asked"), await server.Person("hers"));
        await server.Connected(ann, both);
        await server.Connected(bob, both);
        await server.Connected(ann, asked);
        await server.Requested(bob, asked);
        await server.Connected(ann, hers);
        var path = $"/api/v2/user/{ann.Id}/connections/";

        var all = (await server.As(bob).Get(path)).Is(HttpStatusCode.OK);
        Assert.Equal([both.Id.Value, hers.Id.Value, asked.Id.Value], all.Ids);
        Assert.Equal(
            ["connected", null, "sent_connection_request"],
            all["results"].EnumerateArray().Select(user => user.GetProperty("connection_status").GetString()));
        Assert.Equal([2, 1, 1], all["results"].EnumerateArray().Select(user => user.GetProperty("connections_counter").GetInt32()));
        Assert.Equal([both.Id.Value], (await server.As(bob).Get(path + "?mutual=1")).Ids);
        Assert.Equal([hers.Id.Value, asked.Id.Value], (await server.As(bob).Get(path + "?mutual=0")).Ids);
        Assert.Equal(2, (await server.As(bob).Get(path + "?mutual=0"))["count"].GetInt32());
    }

    [Fact]
    public async Task Connections_are_shown_to_anybody_who_has_no_status_then()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Connected(ann, bob);
        var path = $"/api/v2/user/{ann.Id}/connections/";

        var all = (await server.Anonymous().Get(path)).Is(HttpStatusCode.OK);
        Assert.Equal([bob.Id.Value], all.Ids);
        Assert.Equal(JsonValueKind.Null, all["results"][0].GetProperty("connection_status").ValueKind);
        Assert.Empty((await server.Anonymous().Get(path + "?mutual=1")).Ids);
        Assert.Equal(all.Ids, (await server.Anonymous().Get(path + "?mutual=0")).Ids);
    }

    [Fact]
    public async Task Connections_of_nobody_or_of_another_community_are_not_found()
    {
        var there = await server.NewCommunity("elsewhere");
        var stranger = await server.Person("stranger", community: there);

        foreach (var id in new[] { stranger.Id, new UserId(987654321) })
        {
            var answer = await server.Anonymous().Get($"/api/v2/user/{id}/connections/");
            Assert.Equal("not_found", answer.Is(HttpStatusCode.NotFound).Code);
        }
    }

    [Fact]
    public async Task Mutual_is_one_or_nought()
    {
        var ann = await server.Person("ann");

        var answer = (await server.As(ann).Get($"/api/v2/user/{ann.Id}/connections/?mutual=2")).Is(HttpStatusCode.BadRequest);

        Assert.Equal("mutual", answer["errors"][0].GetProperty("field").GetString());
        Assert.Equal("invalid_choice", answer.Code);
    }
}
