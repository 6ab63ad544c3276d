using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class RequestTests(TestServer server)
{
    [Fact]
    public async Task A_request_is_pending_for_both()
    {
        var (ann, bob) = await Two();
        var reply = await server.As(ann, "POST", Of(bob), """{"message":"  Hi! ü "}""");
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal(["id", "status", "createdAt"], Reply.Names(reply.Body));
        Assert.Equal("pending", reply["status"].GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", reply["createdAt"].GetString());
        Assert.Equal((Tie.Sent, Tie.Received), (await server.Tie(ann, bob), await server.Tie(bob, ann)));
        var request = await server.RequestBetween(bob, ann);
        Assert.Equal("Hi! ü", request.Message);
        Assert.Equal(request.Id.Value, reply["id"].GetGuid());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"message":null}""")]
    [InlineData("""{"message":" \n\t "}""")]
    [InlineData("""{"Message":"another name","unknown":[1]}""")]
    public async Task A_blank_message_is_none(string? body)
    {
        var (ann, bob) = await Two();
        Assert.Equal(HttpStatusCode.Created, (await server.As(ann, "POST", Of(bob), body)).Status);
        var listed = await server.As(bob, "GET", "/connections/pending/received");
        Assert.Equal(JsonValueKind.Null, listed["requests"][0].GetProperty("message").ValueKind);
    }

    [Theory]
    [InlineData("""{"message":5}""")]
    [InlineData("""{"message":["x"]}""")]
    [InlineData("""{"message":"\u0000"}""")]
    [InlineData("""{"message":"\ud800"}""")]
    public async Task A_message_that_is_no_text_is_refused(string body)
    {
        var (ann, bob) = await Two();
        (await server.As(ann, "POST", Of(bob), body)).IsFault(400, "connection/invalid-message");
        Assert.Equal(Tie.None, await server.Tie(ann, bob));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"\ud800":1}""")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        var (ann, bob) = await Two();
        (await server.As(ann, "POST", Of(bob), body)).IsFault(400, "request/malformed-body");
        Assert.Equal(Tie.None, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task A_body_nested_too_deep_is_refused()
    {
        var (ann, bob) = await Two();
        var body = new string('[', 5000) + new string(']', 5000);
        (await server.As(ann, "POST", Of(bob), $$"""{"x":{{body}}}""")).IsFault(400, "request/malformed-body");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        var (ann, bob) = await Two();
        var body = $$"""{"message":"{{new string('a', Limits.BodyBytes)}}"}""";
        (await server.As(ann, "POST", Of(bob), body)).IsFault(413, "request/too-large");
        Assert.Equal(Tie.None, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task A_long_message_is_kept_whole()
    {
        var (ann, bob) = await Two();
        var message = new string('a', 60_000);
        await server.Ask(ann, bob, $$"""{"message":"{{message}}"}""");
        Assert.Equal(message, (await server.RequestBetween(ann, bob)).Message);
    }

    [Fact]
    public async Task Nobody_asks_themselves()
    {
        var ann = await server.Person("ann");
        (await server.As(ann, "POST", Of(ann), "{}"))
            .IsFault(400, "connection/self-request", "A user cannot send a connection request to themselves.");
    }

    [Fact]
    public async Task Whoever_is_unknown_or_of_another_project_can_not_be_asked()
    {
        var ann = await server.Person("ann");
        var stranger = await server.Person("stranger", community: await server.NewCommunity("elsewhere"));
        const string Words = "One or both users involved in the connection do not exist.";
        (await server.As(ann, "POST", Of(stranger), "{}")).IsFault(404, "connection/user-not-found", Words);
        (await server.As(ann, "POST", $"/users/{Guid.Empty}/connection", "{}")).IsFault(404, "connection/user-not-found", Words);
        Assert.Equal(Tie.None, await server.Tie(stranger, ann));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("17")]
    [InlineData("%01")]
    [InlineData("{01a1fffa-d8b6-7abd-9906-43d21b1684d9}")]
    public async Task An_id_that_is_no_UUID_is_refused(string id)
    {
        var ann = await server.Person("ann");
        (await server.As(ann, "POST", $"/users/{id}/connection", "{}"))
            .IsFault(400, "connection/invalid-receiver-id", "Missing or invalid userId in request parameters");
    }

    [Fact]
    public async Task A_pending_request_stands_in_the_way_of_both()
    {
        var (ann, bob) = await Two();
        await server.Requested(ann, bob);
        const string Words = "A connection request is already pending between these users.";
        (await server.As(ann, "POST", Of(bob), "{}")).IsFault(409, "connection/request-pending", Words);
        (await server.As(bob, "POST", Of(ann), "{}")).IsFault(409, "connection/request-pending", Words);
        Assert.Equal(Tie.Sent, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task The_connected_can_not_ask()
    {
        var (ann, bob) = await Two();
        await server.Connected(ann, bob);
        (await server.As(bob, "POST", Of(ann), "{}")).IsFault(409, "connection/already-connected", "Users are already connected.");
    }

    [Fact]
    public async Task After_a_decline_only_the_one_who_declined_may_ask()
    {
        var (ann, bob) = await Two();
        await server.Declined(ann, bob);
        (await server.As(ann, "POST", Of(bob), "{}")).IsFault(
            409, "connection/request-declined", "Connection request was declined. Only the receiver can initiate a new request.");
        Assert.Equal(Tie.DeclinedByThem, await server.Tie(ann, bob));
        await server.Ask(bob, ann);
        Assert.Equal(Tie.Received, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task After_the_project_s_waiting_time_the_declined_may_ask_again()
    {
        var quick = await server.NewCommunity("quick", rules => rules with { AskAgainAfter = TimeSpan.Zero });
        var (ann, bob) = (await server.Person("ann", community: quick), await server.Person("bob", community: quick));
        await server.Declined(ann, bob);
        await server.Ask(ann, bob);
        Assert.Equal(Tie.Received, await server.Tie(bob, ann));
    }

    [Fact]
    public async Task To_the_blocked_the_blocker_is_nobody_and_the_blocker_is_told_of_the_block()
    {
        var (ann, bob) = await Two();
        await server.Blocked(ann, bob);
        (await server.As(bob, "POST", Of(ann), "{}"))
            .IsFault(404, "connection/user-not-found", "One or both users involved in the connection do not exist.");
        (await server.As(ann, "POST", Of(bob), "{}")).IsFault(409, "connection/user-blocked");
    }

    [Fact]
    public async Task The_suspended_neither_ask_nor_are_asked()
    {
        var (ann, bob) = await Two();
        await server.Suspend(ann);
        (await server.As(ann, "POST", Of(bob), "{}")).IsFault(409, "connection/user-suspended");
        (await server.As(bob, "POST", Of(ann), "{}")).IsFault(409, "connection/user-suspended");
    }

    [Fact]
    public async Task Crossed_requests_leave_one_pending()
    {
        var (ann, bob) = await Two();
        var replies = await Task.WhenAll(server.As(ann, "POST", Of(bob), "{}"), server.As(bob, "POST", Of(ann), "{}"));
        Assert.Equal([201, 409], replies.Select(reply => (int)reply.Status).Order());
    }

    private static string Of(Person other) => $"/users/{other.Key.Value}/connection";

    private async Task<(Person Ann, Person Bob)> Two() => (await server.Person("ann"), await server.Person("bob"));
}
