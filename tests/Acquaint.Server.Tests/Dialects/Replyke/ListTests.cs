using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class ListTests(TestServer server)
{
    private static readonly string[] s_userMembers =
    [
        "id", "projectId", "role", "foreignId", "name", "username", "avatar", "bio", "birthdate", "location", "reputation", "metadata",
        "createdAt", "updatedAt", "deletedAt",
    ];

    /// <summary>The sample of the page "Get Current User Received Pending Requests".</summary>
    private const string Sample =
        """
        {
          "requests": [
            {
              "id": "connection-uuid",
              "type": "received",
              "user": {
                "id": "user-uuid",
                "name": "Jane Smith",
                "username": "janesmith",
                "avatar": "https://example.com/avatar.jpg",
                "bio": "Product Manager",
                "reputation": 200
              },
              "message": "Hi! I'd like to connect with you.",
              "createdAt": "2024-01-01T10:00:00.000Z"
            }
          ],
          "pagination": {
            "currentPage": 1,
            "totalPages": 1,
            "totalCount": 3,
            "hasNextPage": false,
            "hasPreviousPage": false,
            "limit": 20
          }
        }
        """;

    [Fact]
    public async Task Received_requests_have_the_documented_members_in_their_order_and_types()
    {
        var profile = new Profile { DisplayName = "Jane Smith", AvatarUrl = "https://example.com/a.jpg", Bio = "Manager" };
        var jane = await server.Person("jane", profile: profile);
        var bob = await server.Person("bob");
        await server.Ask(jane, bob, """{"message":"Hi! I'd like to connect with you."}""");
        var reply = await server.As(bob, "GET", "/connections/pending/received?page=1&limit=20");
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        using var sample = JsonDocument.Parse(Sample);
        IsLike(sample.RootElement, reply.Body, exactly: true);
        var user = reply["requests"][0].GetProperty("user");
        Assert.Equal(s_userMembers, Reply.Names(user));
        Assert.Equal(jane.Key.Value, user.GetProperty("id").GetGuid());
        Assert.Equal("Hi! I'd like to connect with you.", reply["requests"][0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Sent_requests_show_whom_one_asked()
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        var reply = await server.As(ann, "GET", "/connections/pending/sent");
        var sent = Assert.Single(reply["requests"].EnumerateArray());
        Assert.Equal(["id", "type", "user", "message", "createdAt"], Reply.Names(sent));
        Assert.Equal((id, "sent"), (sent.GetProperty("id").GetString(), sent.GetProperty("type").GetString()));
        Assert.Equal(bob.Key.Value, sent.GetProperty("user").GetProperty("id").GetGuid());
        Assert.Empty((await server.As(ann, "GET", "/connections/pending/received"))["requests"].EnumerateArray());
    }

    [Fact]
    public async Task What_was_answered_is_pending_no_more()
    {
        var (ann, bob) = await Two();
        var cid = await server.Person("cid");
        await server.Declined(ann, bob);
        await server.Connected(ann, cid);
        foreach (var (person, list) in new[] { (ann, "sent"), (bob, "received"), (cid, "received") })
            Assert.Equal(0, Total(await server.As(person, "GET", $"/connections/pending/{list}")));
    }

    [Fact]
    public async Task Connections_show_the_other_and_both_times()
    {
        var (ann, bob) = await Two();
        await server.Ask(ann, bob, """{"message":"hello"}""");
        await server.Act(bob, RelationAction.Accept, ann);
        foreach (var (person, other) in new[] { (ann, bob), (bob, ann) })
        {
            var reply = await server.As(person, "GET", "/connections");
            Assert.Equal(["connections", "pagination"], Reply.Names(reply.Body));
            var connection = Assert.Single(reply["connections"].EnumerateArray());
            Assert.Equal(["id", "connectedUser", "connectedAt", "requestedAt", "message"], Reply.Names(connection));
            Assert.Equal(other.Key.Value, connection.GetProperty("connectedUser").GetProperty("id").GetGuid());
            Assert.Equal("hello", connection.GetProperty("message").GetString());
            var request = await server.RequestBetween(person, other);
            Assert.Equal($"{request.AnsweredAt:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}", connection.GetProperty("connectedAt").GetString());
            Assert.Equal("""{"count":1}""", (await server.As(person, "GET", "/connections/count")).Body.GetRawText());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Anybody_may_read_a_person_s_connections_with_or_without_a_project(bool withProject)
    {
        var elsewhere = await server.NewCommunity("elsewhere");
        foreach (var community in new[] { server.Community, elsewhere })
        {
            var ann = await server.Person("ann", community: community);
            var bob = await server.Person("bob", community: community);
            await server.Connected(ann, bob);
            var root = withProject ? ReplykeApi.ProjectOf(community) : "/api/v6";
            var reply = await server.Send("GET", $"{root}/users/{ann.Key.Value}/connections?limit=1");
            Assert.Equal(
                bob.Key.Value, reply["connections"][0].GetProperty("connectedUser").GetProperty("id").GetGuid());
            Assert.Equal(1, Total(reply));
            reply = await server.Send("GET", $"{root}/users/{ann.Key.Value}/connections-count");
            Assert.Equal("""{"count":1}""", reply.Body.GetRawText());
        }
    }

    [Fact]
    public async Task Of_the_unknown_and_of_people_of_another_project_the_public_lists_are_empty()
    {
        var elsewhere = await server.NewCommunity("elsewhere");
        var (ann, bob) = (await server.Person("ann", community: elsewhere), await server.Person("bob", community: elsewhere));
        await server.Connected(ann, bob);
        var here = ReplykeApi.ProjectOf(server.Community);
        var viewer = server.Token(await server.Person("viewer"), "replyke");
        foreach (var (path, token) in new[]
        {
            ($"{here}/users/{ann.Key.Value}", null),
            ($"/api/v6/users/{ann.Key.Value}", viewer),
            ($"/api/v6/users/{Guid.Empty}", null),
        })
        {
            var list = await server.Send("GET", $"{path}/connections", token);
            Assert.Equal((HttpStatusCode.OK, 0, 0), (list.Status, Total(list), list["connections"].GetArrayLength()));
            Assert.Equal("""{"count":0}""", (await server.Send("GET", $"{path}/connections-count", token)).Body.GetRawText());
        }
    }

    [Theory]
    [InlineData("/users/x/connections")]
    [InlineData("/users/x/connections-count")]
    public async Task The_public_lists_refuse_a_malformed_id(string path)
    {
        const string Words = "Missing or invalid userId in request parameters";
        (await server.Send("GET", $"/api/v6{path}")).IsFault(400, "user/invalid-user-id", Words);
        (await server.Send("GET", ReplykeApi.ProjectOf(server.Community) + path)).IsFault(400, "user/invalid-user-id", Words);
    }

    private static int Total(Reply reply) => reply["pagination"].GetProperty("totalCount").GetInt32();

    /// <summary>Every member of the sample is there, with the same JSON type and in the same order.</summary>
    private static void IsLike(JsonElement sample, JsonElement given, bool exactly)
    {
        Assert.Equal(Kind(sample), Kind(given));
        if (sample.ValueKind is JsonValueKind.Array)
            IsLike(sample[0], given[0], exactly);
        if (sample.ValueKind is not JsonValueKind.Object)
            return;
        var names = Reply.Names(sample).ToList();
        Assert.Equal(names, Reply.Names(given).Where(name => exactly || names.Contains(name)));
        foreach (var name in names)
            IsLike(sample.GetProperty(name), given.GetProperty(name), exactly: name is not "user");
    }

    private static JsonValueKind Kind(JsonElement value) =>
        value.ValueKind is JsonValueKind.False ? JsonValueKind.True : value.ValueKind;

    private async Task<(Person Ann, Person Bob)> Two() => (await server.Person("ann"), await server.Person("bob"));
}
