using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class StatusTests(TestServer server)
{
    [Fact]
    public async Task Strangers_have_none_and_so_has_whoever_does_not_exist()
    {
        var (ann, bob) = await Two();
        var stranger = await server.Person("stranger", community: await server.NewCommunity("elsewhere"));
        foreach (var id in new[] { bob.Key.Value, stranger.Key.Value, Guid.Empty })
        {
            var reply = await server.As(ann, "GET", $"/users/{id}/connection");
            Assert.Equal((HttpStatusCode.OK, """{"status":"none"}"""), (reply.Status, reply.Body.GetRawText()));
        }
    }

    [Fact]
    public async Task Pending_is_told_from_both_sides()
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        foreach (var (person, other, type) in new[] { (ann, bob, "sent"), (bob, ann, "received") })
        {
            var reply = await Status(person, other);
            Assert.Equal(["status", "type", "connectionId", "createdAt"], Reply.Names(reply.Body));
            Assert.Equal(("pending", type, id), (Text(reply, "status"), Text(reply, "type"), Text(reply, "connectionId")));
        }
    }

    [Fact]
    public async Task Connected_is_told_with_both_times()
    {
        var (ann, bob) = await Two();
        await server.Connected(ann, bob);
        var request = (await server.RequestBetween(ann, bob));
        var reply = await Status(bob, ann);
        Assert.Equal(["status", "connectionId", "connectedAt", "requestedAt"], Reply.Names(reply.Body));
        Assert.Equal(("connected", request.Id.Value), (Text(reply, "status"), reply["connectionId"].GetGuid()));
        Assert.Equal($"{request.AnsweredAt:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}", Text(reply, "connectedAt"));
        Assert.Equal($"{request.At:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}", Text(reply, "requestedAt"));
    }

    [Fact]
    public async Task Declined_is_told_from_both_sides()
    {
        var (ann, bob) = await Two();
        await server.Declined(ann, bob);
        foreach (var (person, other, type) in new[] { (ann, bob, "sent"), (bob, ann, "received") })
        {
            var reply = await Status(person, other);
            Assert.Equal(["status", "type", "connectionId", "respondedAt"], Reply.Names(reply.Body));
            Assert.Equal(("declined", type), (Text(reply, "status"), Text(reply, "type")));
        }
    }

    [Fact]
    public async Task A_blocked_pair_has_none()
    {
        var (ann, bob) = await Two();
        await server.Connected(ann, bob);
        await server.Blocked(ann, bob);
        Assert.Equal("""{"status":"none"}""", (await Status(ann, bob)).Body.GetRawText());
        Assert.Equal("""{"status":"none"}""", (await Status(bob, ann)).Body.GetRawText());
    }

    [Fact]
    public async Task Oneself_and_a_malformed_id_are_refused()
    {
        var ann = await server.Person("ann");
        (await Status(ann, ann)).IsFault(400, "connection/self-check", "Cannot check connection status with yourself");
        (await server.As(ann, "GET", "/users/x/connection"))
            .IsFault(400, "connection/invalid-user-id", "Missing or invalid userId in request parameters");
    }

    private static string? Text(Reply reply, string name) => reply[name].GetString();

    private Task<Reply> Status(Person viewer, Person other) => server.As(viewer, "GET", $"/users/{other.Key.Value}/connection");

    private async Task<(Person Ann, Person Bob)> Two() => (await server.Person("ann"), await server.Person("bob"));
}
