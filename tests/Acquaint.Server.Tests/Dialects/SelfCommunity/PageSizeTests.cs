using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>The community's largest page holds for every list of people, of requests, and of notifications.</summary>
public sealed class PageSizeTests(TestServer server)
{
    private const int Most = 3;

    [Fact]
    public async Task No_list_has_more_rows_than_the_community_allows()
    {
        var ann = await Crowd();
        string[] lists =
        [
            "user/connection/requests/", "user/connection/requests_sent/", $"user/{ann.Id}/connection/requests/",
            $"user/{ann.Id}/connection/requests_sent/", $"user/{ann.Id}/connections/", "user/hidden_users/",
            "user/hidden_users/?search=bob", "user/", "user/?search=bob", "user/search/?user=bob", "user/autocomplete/?search=bob",
            "suggestion/user/", "suggestion/?search=bob", "notification/",
        ];

        foreach (var list in lists)
        {
            foreach (var limit in new[] { "", "limit=100" })
            {
                var path = $"/api/v2/{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{limit}";
                var rows = (await server.As(ann).Get(path)).Is(HttpStatusCode.OK)["results"].GetArrayLength();
                Assert.True(rows == Most, $"{path}: {rows}");
            }
        }
    }

    /// <summary>Somebody of whose every list there is more than fits a page, in a community whose usual page is larger still.</summary>
    private async Task<Person> Crowd()
    {
        var there = await server.NewCommunity(
            "narrow", rules => TestServer.WithoutQuotas(rules) with { PageSize = Most + 2, MaxPageSize = Most });
        var ann = await server.Person("ann", community: there);
        var hub = await server.Person("hub", community: there);
        await server.Connected(ann, hub);
        for (var i = 0; i <= Most; i++)
        {
            await server.Requested(await server.Person("bob", community: there), ann);
            await server.Requested(ann, await server.Person("bob", community: there));
            await server.Connected(ann, await server.Person("bob", community: there));
            await server.Connected(hub, await server.Person("bob", community: there));
            await server.Blocked(ann, await server.Person("bob", community: there));
        }

        return ann;
    }
}
