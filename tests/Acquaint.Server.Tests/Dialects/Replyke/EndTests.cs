using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class EndTests(TestServer server)
{
    private const string Withdrawn = """{"message":"Connection request withdrawn successfully."}""";
    private const string Removed = """{"message":"Connection removed successfully."}""";

    [Fact]
    public async Task The_requester_withdraws_by_id()
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        Is(await server.As(ann, "DELETE", $"/connections/{id}"), Withdrawn);
        Assert.Equal(Tie.None, await server.Tie(bob, ann));
        await server.Ask(bob, ann);
    }

    [Fact]
    public async Task The_receiver_can_not_withdraw_by_id()
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        (await server.As(bob, "DELETE", $"/connections/{id}"))
            .IsFault(403, "connection/unauthorized", "Only the requester can withdraw a pending connection request.");
        Assert.Equal(Tie.Received, await server.Tie(bob, ann));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Either_side_disconnects_by_id(bool byRequester)
    {
        var (ann, bob) = await Two();
        await server.Connected(ann, bob);
        var id = (await server.RequestBetween(ann, bob)).Id.Value;
        Is(await server.As(byRequester ? ann : bob, "DELETE", $"/connections/{id}"), Removed);
        Assert.Equal((Tie.None, Tie.None), (await server.Tie(ann, bob), await server.Tie(bob, ann)));
    }

    [Fact]
    public async Task What_is_declined_or_ended_or_a_stranger_s_is_not_found_by_id()
    {
        var (ann, bob) = await Two();
        var eve = await server.Person("eve");
        var declined = await server.Ask(ann, bob);
        await server.As(bob, "PATCH", $"/connections/{declined}/decline");
        var pending = await server.Ask(eve, ann);
        foreach (var (person, id) in new[] { (ann, declined), (bob, pending), (ann, $"{Guid.Empty}") })
        {
            (await server.As(person, "DELETE", $"/connections/{id}"))
                .IsFault(404, "connection/not-found", "Connection not found or cannot be withdrawn.");
        }

        Assert.Equal((Tie.DeclinedByThem, Tie.Sent), (await server.Tie(ann, bob), await server.Tie(eve, ann)));
    }

    [Fact]
    public async Task By_user_my_request_is_withdrawn()
    {
        var (ann, bob) = await Two();
        await server.Requested(ann, bob);
        Is(await server.As(ann, "DELETE", Of(bob)), """{"message":"Connection request withdrawn successfully.","action":"withdraw"}""");
        Assert.Equal(Tie.None, await server.Tie(bob, ann));
    }

    [Fact]
    public async Task By_user_their_request_is_declined()
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        var reply = await server.As(bob, "DELETE", Of(ann));
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(["id", "status", "respondedAt"], Reply.Names(reply.Body));
        Assert.Equal((id, "declined"), (reply["id"].GetString(), reply["status"].GetString()));
        Assert.Equal(Tie.DeclinedByThem, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task By_user_a_connection_is_removed()
    {
        var (ann, bob) = await Two();
        await server.Connected(ann, bob);
        Is(await server.As(bob, "DELETE", Of(ann)), """{"message":"Connection removed successfully.","action":"disconnect"}""");
        Assert.Equal(Tie.None, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task By_user_nothing_else_is_removed()
    {
        var (ann, bob) = await Two();
        const string Words = "No connection found between these users that can be removed.";
        (await server.As(ann, "DELETE", Of(bob))).IsFault(404, "connection/not-found", Words);
        (await server.As(ann, "DELETE", $"/users/{Guid.Empty}/connection")).IsFault(404, "connection/not-found", Words);
        await server.Declined(ann, bob);
        (await server.As(ann, "DELETE", Of(bob))).IsFault(404, "connection/not-found", Words);
        Assert.Equal(Tie.DeclinedByMe, await server.Tie(bob, ann));
        await server.Blocked(ann, bob);
        (await server.As(ann, "DELETE", Of(bob))).IsFault(404, "connection/not-found", Words);
        (await server.As(bob, "DELETE", Of(ann))).IsFault(404, "connection/not-found", Words);
    }

    [Fact]
    public async Task By_user_oneself_and_a_malformed_id_are_refused()
    {
        var ann = await server.Person("ann");
        (await server.As(ann, "DELETE", Of(ann))).IsFault(400, "connection/self-disconnect", "Cannot disconnect from yourself");
        (await server.As(ann, "DELETE", "/users/x/connection"))
            .IsFault(400, "connection/invalid-user-id", "Missing or invalid userId in request parameters");
    }

    [Fact]
    public async Task The_suspended_may_end_what_they_have()
    {
        var (ann, bob) = await Two();
        await server.Connected(ann, bob);
        await server.Suspend(ann);
        Assert.Equal(HttpStatusCode.OK, (await server.As(ann, "DELETE", Of(bob))).Status);
    }

    private static void Is(Reply reply, string body)
    {
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(body, reply.Body.GetRawText());
    }

    private static string Of(Person other) => $"/users/{other.Key.Value}/connection";

    private async Task<(Person Ann, Person Bob)> Two() => (await server.Person("ann"), await server.Person("bob"));
}
