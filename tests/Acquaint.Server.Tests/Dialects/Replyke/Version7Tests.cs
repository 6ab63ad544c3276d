using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class Version7Tests(TestServer server)
{
    [Theory]
    [InlineData("/v7", true)]
    [InlineData("/v7", false)]
    [InlineData("/api/v7", true)]
    [InlineData("/api/v7", false)]
    public async Task The_same_story_with_the_other_envelope(string root, bool withProject)
    {
        if (withProject)
            root += $"/{server.Community.Id.Value}";
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        var asked = await Send(ann, "POST", $"{root}/users/{bob.Key.Value}/connection", """{"message":"Hi"}""");
        Assert.Equal(HttpStatusCode.Created, asked.Status);
        var sent = await Send(ann, "GET", $"{root}/connections/pending/sent?limit=1");
        Assert.Equal(["data", "pagination"], Reply.Names(sent.Body));
        Assert.Equal("""{"page":1,"pageSize":1,"totalPages":1,"totalItems":1,"hasMore":false}""", sent["pagination"].GetRawText());
        Assert.Equal(["id", "type", "user", "message", "createdAt"], Reply.Names(sent["data"][0]));
        Assert.Equal(1, (await Send(bob, "GET", $"{root}/connections/pending/received"))["data"].GetArrayLength());
        var accepted = await Send(bob, "PATCH", $"{root}/connections/{asked["id"].GetString()}/accept", "{}");
        Assert.Equal("accepted", accepted["status"].GetString());
        var mine = await Send(ann, "GET", $"{root}/connections");
        Assert.Equal(bob.Key.Value, mine["data"][0].GetProperty("connectedUser").GetProperty("id").GetGuid());
        var theirs = await server.Send("GET", $"{root}/users/{ann.Key.Value}/connections");
        Assert.Equal(mine.Body.GetRawText(), theirs.Body.GetRawText());
        (await Send(ann, "POST", $"{root}/users/{bob.Key.Value}/connection", "{}")).IsFault(409, "connection/already-connected");
    }

    [Fact]
    public async Task Pages_of_every_size_add_up_to_the_whole()
    {
        var ann = await server.Person("ann");
        var all = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            var other = await server.Person("other");
            await server.Connected(other, ann);
            all.Insert(0, other.Key.Value);
        }

        for (var limit = 1; limit <= 8; limit++)
        {
            var (seen, more) = (new List<Guid>(), true);
            for (var page = 1; more; page++)
            {
                var reply = await Send(ann, "GET", $"{Root}/connections?page={page}&limit={limit}");
                seen.AddRange(Others(reply));
                more = reply["pagination"].GetProperty("hasMore").GetBoolean();
                Assert.Equal((page, limit, 7), (
                    reply["pagination"].GetProperty("page").GetInt32(),
                    reply["pagination"].GetProperty("pageSize").GetInt32(),
                    reply["pagination"].GetProperty("totalItems").GetInt32()));
            }

            Assert.Equal(all, seen);
        }
    }

    [Fact]
    public async Task Connections_are_found_by_username_or_name_or_either()
    {
        var ann = await server.Person("ann");
        var mark = $"q{ann.Id}";
        var named = await Connection(ann, "plain", $"Zoe {mark.ToUpperInvariant()} Lee");
        var called = await Connection(ann, $"x{mark}x", "Somebody");
        await Connection(ann, "other", "Else");
        foreach (var path in new[] { "/connections", $"/users/{ann.Key.Value}/connections" })
        {
            Assert.Equal([called, named], await Find(ann, $"{path}?query={mark}"));
            Assert.Equal([called, named], await Find(ann, $"{path}?query=%20{mark}%20&searchFields=username,name"));
            Assert.Equal([called, named], await Find(ann, $"{path}?query={mark}&searchFields=username&searchFields=name"));
            Assert.Equal([called], await Find(ann, $"{path}?query={mark.ToUpperInvariant()}&searchFields=username"));
            Assert.Equal([named], await Find(ann, $"{path}?query={mark}&searchFields=name"));
            Assert.Empty(await Find(ann, $"{path}?query={mark}%25"));
            Assert.Equal(3, (await Find(ann, $"{path}?query=")).Count);
            var second = await Send(ann, "GET", $"{Root}{path}?query={mark}&page=2&limit=1");
            Assert.Equal([named], Others(second));
            Assert.Equal("""{"page":2,"pageSize":1,"totalPages":2,"totalItems":2,"hasMore":false}""", second["pagination"].GetRawText());
        }
    }

    [Fact]
    public async Task Version_6_does_not_search()
    {
        var ann = await server.Person("ann");
        await Connection(ann, "other", "Else");
        Assert.Equal(1, (await server.As(ann, "GET", "/connections?query=nobody&searchFields=x"))["connections"].GetArrayLength());
    }

    [Theory]
    [InlineData("query=a&searchFields=email")]
    [InlineData("query=a&searchFields=username,bio")]
    [InlineData("query=a%00b")]
    [InlineData("query=long")]
    public async Task What_can_not_be_searched_for_is_refused(string query)
    {
        query = query.Replace("long", new string('x', 256), StringComparison.Ordinal);
        (await Send(await server.Person("ann"), "GET", $"{Root}/connections?{query}")).IsFault(400, "connection/invalid-query");
    }

    [Fact]
    public async Task A_renewal_gives_the_refresh_token_to_keep()
    {
        var ann = await server.Person("ann");
        var body = $$"""{"email":"{{ann.User.Email}}","password":"{{ann.Password}}"}""";
        var refresh = (await server.Send("POST", $"{Root}/auth/sign-in", body: body))["refreshToken"].GetString();
        var renewed = await server.Send("POST", $"{Root}/auth/request-new-access-token", body: $$"""{"refreshToken":"{{refresh}}"}""");
        Assert.Equal(["success", "accessToken", "refreshToken", "user"], Reply.Names(renewed.Body));
        Assert.Equal(refresh, renewed["refreshToken"].GetString());
    }

    [Fact]
    public async Task Its_errors_are_those_of_version_6()
    {
        (await server.Send("GET", $"{Root}/connections")).IsFault(401, "auth/unauthorized", "Authentication required");
        (await server.Send("GET", $"{Root}/nothing")).IsFault(404, "request/not-found");
        (await server.Send("GET", $"/v7/{Guid.Empty}/connections")).IsFault(404, "project/not-found");
    }

    private string Root => $"/v7/{server.Community.Id.Value}";

    private static List<Guid> Others(Reply reply) =>
        [.. reply["data"].EnumerateArray().Select(one => one.GetProperty("connectedUser").GetProperty("id").GetGuid())];

    private async Task<Guid> Connection(Person person, string name, string displayName)
    {
        var other = await server.Person(name, profile: new Profile { DisplayName = displayName });
        await server.Connected(other, person);
        return other.Key.Value;
    }

    private async Task<List<Guid>> Find(Person viewer, string path) => Others(await Send(viewer, "GET", Root + path));

    private Task<Reply> Send(Person person, string method, string path, string? body = null) =>
        server.Send(method, path, server.Token(person, "replyke"), body);
}
