using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>The community's largest page holds for every list that can be paged; arrays that the original can't page stay whole.</summary>
public sealed class PageSizeTests(TestServer server)
{
    private const int Most = 2;
    private const string Mentions = "Contacts/SearchContactsForMentions?searchText=bob";

    private readonly HigherLogicClient _client = new(server);

    [Fact]
    public async Task No_page_has_more_rows_than_the_community_allows()
    {
        var ann = await Crowd();
        string[] lists =
        [
            "Friends/GetPendingReceivedFriendRequests?", "Friends/GetPendingSentFriendRequests?",
            "Friends/GetAcceptedFriendRequests?daysBack=1&",
        ];
        foreach (var list in lists)
        {
            foreach (var sort in new[] { "newest", "oldest", "name" })
            {
                var page = await _client.Get(ann, $"{list}sort={sort}&limit=100");
                Assert.Equal(Most, page.Json.GetArrayLength());
                Assert.Equal($"{Most + 1}", page.Header("X-Total-Count"));
                var rest = await _client.Get(ann, $"{list}sort={sort}&limit=100&cursor={page.Header("X-Next-Cursor")}");
                Assert.Equal(1, rest.Json.GetArrayLength());
            }

            Assert.Equal(Most + 1, (await _client.Get(ann, list)).Json.GetArrayLength());
        }

        foreach (var limit in new[] { "", "?limit=100" })
        {
            var page = (await _client.Get(ann, $"Contacts/GetMyContactsPage{limit}")).Json;
            Assert.Equal(Most, page.GetProperty("Contacts").GetArrayLength());
            Assert.EndsWith($"&limit={Most}", page.GetProperty("Next").GetString()!, StringComparison.Ordinal);
        }

        foreach (var most in new[] { "", "&maxCount=100" })
            Assert.Equal(Most, (await _client.Post(ann, $"{Mentions}{most}")).Json.GetArrayLength());
        Assert.Equal(0, (await _client.Post(ann, $"{Mentions}&maxCount=0")).Json.GetArrayLength());
    }

    /// <summary>Somebody of whose every list there is one row more than fits a page.</summary>
    private async Task<Person> Crowd()
    {
        var there = await server.NewCommunity("narrow", rules => rules with { MaxPageSize = Most });
        var ann = await server.Person("ann", community: there);
        for (var i = 0; i <= Most; i++)
        {
            await server.Requested(await server.Person("bob", community: there), ann);
            await server.Requested(ann, await server.Person("bob", community: there));
            await server.Connected(ann, await server.Person("bob", community: there));
        }

        return ann;
    }
}
