using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class BlockTests(TestServer server)
{
    [Fact]
    public async Task A_block_ends_a_connection_and_is_listed()
    {
        var (ann, bob) = await Two();
        await server.Connected(ann, bob);
        var blocked = await server.As(ann, "POST", Of(bob), "{}");
        Assert.Equal(HttpStatusCode.Created, blocked.Status);
        Assert.Equal(["blockerId", "blockedId", "createdAt"], Reply.Names(blocked.Body));
        Assert.Equal((ann.Key.Value, bob.Key.Value), (blocked["blockerId"].GetGuid(), blocked["blockedId"].GetGuid()));
        Assert.Equal((Tie.None, Tie.None), (await server.Tie(ann, bob), await server.Tie(bob, ann)));
        var list = await server.As(ann, "GET", "/blocks");
        Assert.Equal(["blocks", "pagination"], Reply.Names(list.Body));
        var one = Assert.Single(list["blocks"].EnumerateArray());
        Assert.Equal(["user", "blockedAt"], Reply.Names(one));
        Assert.Equal(bob.Key.Value, one.GetProperty("user").GetProperty("id").GetGuid());
        var status = await server.As(ann, "GET", Of(bob));
        Assert.Equal(["isBlocked", "blockedAt"], Reply.Names(status.Body));
        Assert.Equal((true, one.GetProperty("blockedAt").GetString()), (status["isBlocked"].GetBoolean(), status["blockedAt"].GetString()));
    }

    [Fact]
    public async Task Blocking_twice_is_200_and_keeps_the_first_time()
    {
        var (ann, bob) = await Two();
        var first = await server.As(ann, "POST", Of(bob));
        var second = await server.As(ann, "POST", Of(bob));
        Assert.Equal((HttpStatusCode.OK, first.Body.GetRawText()), (second.Status, second.Body.GetRawText()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_block_takes_pending_requests_away_whoever_made_them(bool byBlocker)
    {
        var (ann, bob) = await Two();
        await server.Requested(byBlocker ? ann : bob, byBlocker ? bob : ann);
        await server.As(ann, "POST", Of(bob));
        foreach (var (person, list) in new[] { (ann, "sent"), (ann, "received"), (bob, "sent"), (bob, "received") })
            Assert.Empty((await server.As(person, "GET", $"/connections/pending/{list}"))["requests"].EnumerateArray());
    }

    [Fact]
    public async Task The_blocked_can_not_tell()
    {
        var (ann, bob) = await Two();
        await server.As(ann, "POST", Of(bob));
        var nobody = server.Get<Ids>().Next();
        (string, string)[] calls =
        [
            ("POST", "connection"), ("GET", "connection"), ("DELETE", "connection"),
            ("POST", "block"), ("GET", "block"), ("DELETE", "block"),
        ];
        foreach (var (method, path) in calls)
        {
            var (known, unknown) = (await server.As(bob, method, $"/users/{ann.Key.Value}/{path}"),
                await server.As(bob, method, $"/users/{nobody}/{path}"));
            Assert.Equal((unknown.Status, unknown.Body.GetRawText()), (known.Status, known.Body.GetRawText()));
        }

        Assert.Equal("""{"isBlocked":false}""", (await server.As(bob, "GET", Of(ann))).Body.GetRawText());
        Assert.Empty((await server.As(bob, "GET", "/blocks"))["blocks"].EnumerateArray());
        Assert.Equal("0", (await server.As(bob, "GET", "/app-notifications/count")).Body.GetRawText());
    }

    [Fact]
    public async Task The_blocked_can_not_block_in_turn_until_the_block_is_lifted()
    {
        var (ann, bob) = await Two();
        Assert.Equal(HttpStatusCode.Created, (await server.As(ann, "POST", Of(bob))).Status);
        (await server.As(bob, "POST", Of(ann))).IsFault(404, "block/user-not-found");
        Assert.Equal(HttpStatusCode.NoContent, (await server.As(ann, "DELETE", Of(bob))).Status);
        Assert.Equal(HttpStatusCode.Created, (await server.As(bob, "POST", Of(ann))).Status);
        (await server.As(ann, "POST", $"/users/{bob.Key.Value}/connection", "{}")).IsFault(404, "connection/user-not-found");
    }

    [Fact]
    public async Task Lifting_a_block_brings_nothing_back()
    {
        var (ann, bob) = await Two();
        await server.Connected(ann, bob);
        await server.As(ann, "POST", Of(bob));
        Assert.Equal(HttpStatusCode.NoContent, (await server.As(ann, "DELETE", Of(bob))).Status);
        Assert.Equal("""{"isBlocked":false}""", (await server.As(ann, "GET", Of(bob))).Body.GetRawText());
        Assert.Equal(Tie.None, await server.Tie(ann, bob));
        (await server.As(ann, "DELETE", Of(bob))).IsFault(404, "block/not-found");
    }

    [Fact]
    public async Task Nobody_blocks_themselves_or_nobody()
    {
        var ann = await server.Person("ann");
        var stranger = await server.Person("stranger", community: await server.NewCommunity("elsewhere"));
        (await server.As(ann, "POST", Of(ann))).IsFault(400, "block/self-block");
        (await server.As(ann, "POST", Of(stranger))).IsFault(404, "block/user-not-found");
        (await server.As(ann, "DELETE", Of(stranger))).IsFault(404, "block/not-found");
        Assert.Equal("""{"isBlocked":false}""", (await server.As(ann, "GET", Of(stranger))).Body.GetRawText());
        Assert.Equal("""{"isBlocked":false}""", (await server.As(ann, "GET", Of(ann))).Body.GetRawText());
        foreach (var method in new[] { "POST", "GET", "DELETE" })
            (await server.As(ann, method, "/users/x/block")).IsFault(400, "block/invalid-user-id");
    }

    [Fact]
    public async Task Nobody_blocks_without_signing_in()
    {
        const string One = "/users/x/block";
        (string, string)[] calls = [("POST", One), ("GET", One), ("DELETE", One), ("GET", "/blocks")];
        foreach (var (method, path) in calls)
            (await server.Send(method, ReplykeApi.ProjectOf(server.Community) + path)).IsFault(401, "auth/unauthorized");
    }

    [Fact]
    public async Task Pages_of_every_size_add_up_to_the_whole_in_either_version()
    {
        var ann = await server.Person("ann");
        var all = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var other = await server.Person("other");
            await server.Blocked(ann, other);
            all.Insert(0, other.Key.Value);
        }

        for (var limit = 1; limit <= 6; limit++)
        {
            var (six, seven) = (new List<Guid>(), new List<Guid>());
            for (var page = 1; page <= 6; page++)
            {
                six.AddRange(Users((await server.As(ann, "GET", $"/blocks?page={page}&limit={limit}"))["blocks"]));
                var path = $"/v7/{ann.Community.Id.Value}/blocks?page={page}&limit={limit}";
                seven.AddRange(Users((await server.Send("GET", path, server.Token(ann, "replyke")))["data"]));
            }

            Assert.Equal(all, six);
            Assert.Equal(all, seven);
        }
    }

    private static IEnumerable<Guid> Users(JsonElement list) =>
        list.EnumerateArray().Select(one => one.GetProperty("user").GetProperty("id").GetGuid());

    private static string Of(Person other) => $"/users/{other.Key.Value}/block";

    private async Task<(Person Ann, Person Bob)> Two() => (await server.Person("ann"), await server.Person("bob"));
}
