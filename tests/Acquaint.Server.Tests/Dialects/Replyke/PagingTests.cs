using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class PagingTests(TestServer server)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    public async Task Pages_of_every_size_add_up_to_the_whole_list_newest_first(int limit)
    {
        const int Count = 7;
        var bob = await server.Person("bob");
        var asked = new List<string>();
        for (var i = 0; i < Count; i++)
            asked.Insert(0, await server.Ask(await server.Person("ann"), bob));
        var seen = new List<string>();
        var pages = (Count + limit - 1) / limit;
        for (var page = 1; page <= pages; page++)
        {
            var reply = await server.As(bob, "GET", $"/connections/pending/received?page={page}&limit={limit}");
            seen.AddRange(reply["requests"].EnumerateArray().Select(one => one.GetProperty("id").GetString()!));
            Is(reply, page, limit, Count);
        }

        Assert.Equal(asked, seen);
        var beyond = await server.As(bob, "GET", $"/connections/pending/received?page={pages + 1}&limit={limit}");
        Assert.Empty(beyond["requests"].EnumerateArray());
        Is(beyond, pages + 1, limit, Count);
    }

    [Fact]
    public async Task Connections_come_by_the_time_they_were_asked_for()
    {
        var ann = await server.Person("ann");
        var (first, second) = (await server.Person("first"), await server.Person("second"));
        await server.Requested(first, ann);
        await server.Requested(second, ann);
        await server.Act(ann, RelationAction.Accept, second);
        await server.Act(ann, RelationAction.Accept, first);
        var reply = await server.As(ann, "GET", "/connections");
        Assert.Equal(
            [second.Key.Value, first.Key.Value],
            reply["connections"].EnumerateArray().Select(one => one.GetProperty("connectedUser").GetProperty("id").GetGuid()));
    }

    [Theory]
    [InlineData("", 1, 20)]
    [InlineData("?page=&limit=", 1, 20)]
    [InlineData("?page=abc&limit=abc", 1, 20)]
    [InlineData("?page=0&limit=0", 1, 20)]
    [InlineData("?page=12abc&limit=12abc", 12, 12)]
    [InlineData("?page=2.7&limit=2.7", 2, 2)]
    [InlineData("?page=%20%2B3&limit=1000", 3, 100)]
    [InlineData("?page=0x10&limit=0x1G", 16, 1)]
    [InlineData("?page=1e3&limit=99999999999999999999", 1, 100)]
    [InlineData("?page=2&page=3&limit=5&limit=6", 2, 5)]
    [InlineData("?page=2147483648&limit=100", 2147483648, 100)]
    [InlineData("?page=99999999999999999999&limit=100", 9007199254740991, 100)]
    public async Task Page_and_limit_are_read_as_JavaScript_reads_them(string query, long page, int limit)
    {
        var ann = await server.Person("ann");
        foreach (var list in new[] { "/connections", "/connections/pending/sent", $"/users/{ann.Key.Value}/connections" })
        {
            var reply = await server.As(ann, "GET", list + query);
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Is(reply, page, limit, 0);
        }
    }

    [Theory]
    [InlineData("page=-1", "connection/invalid-page")]
    [InlineData("page=-99999999999999999999", "connection/invalid-page")]
    [InlineData("limit=-1", "connection/invalid-limit")]
    public async Task Negative_pages_and_limits_are_refused(string query, string code)
    {
        var ann = await server.Person("ann");
        string[] lists =
            ["/connections", "/connections/pending/sent", "/connections/pending/received", $"/users/{ann.Key.Value}/connections"];
        foreach (var list in lists)
            (await server.As(ann, "GET", $"{list}?{query}")).IsFault(400, code);
    }

    [Fact]
    public async Task A_project_may_have_smaller_pages()
    {
        var small = await server.NewCommunity("small", rules => rules with { MaxPageSize = 2 });
        var ann = await server.Person("ann", community: small);
        Is(await server.As(ann, "GET", "/connections?limit=50"), 1, 2, 0);
    }

    [Theory]
    [InlineData("/api/v6", "/connections/pending/received")]
    [InlineData("/api/v6", "/app-notifications")]
    [InlineData("/api/v6", "/blocks")]
    [InlineData("/api/v6", "/users/suggestions?query=asker")]
    [InlineData("/v7", "/connections/pending/received")]
    [InlineData("/v7", "/app-notifications")]
    [InlineData("/v7", "/blocks")]
    public async Task A_projects_smaller_pages_hold_for_every_list(string root, string list)
    {
        var small = await server.NewCommunity("small", rules => rules with { MaxPageSize = 2 });
        var ann = await server.Person("ann", community: small);
        for (var i = 0; i < 3; i++)
        {
            await server.Requested(await server.Person("asker", community: small), ann);
            await server.Blocked(ann, await server.Person("pest", community: small));
        }

        var separator = list.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var query in new[] { "", $"{separator}limit=3" })
        {
            var reply = await server.Send("GET", $"{root}/{small.Id.Value}{list}{query}", server.Token(ann, "replyke"));
            var rows = reply.Body.ValueKind is JsonValueKind.Array
                ? reply.Body
                : reply.Body.EnumerateObject().First(member => member.Value.ValueKind is JsonValueKind.Array).Value;
            Assert.Equal(2, rows.GetArrayLength());
        }
    }

    private static void Is(Reply reply, long page, int limit, int total)
    {
        var pages = (total + limit - 1) / limit;
        var expected = new
        {
            currentPage = page,
            totalPages = pages,
            totalCount = total,
            hasNextPage = page < pages,
            hasPreviousPage = page > 1,
            limit,
        };
        Assert.Equal(JsonSerializer.Serialize(expected), reply["pagination"].GetRawText());
    }
}
