using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class AnswerTests(TestServer server)
{
    [Theory]
    [InlineData("PATCH", "accept", "accepted", Tie.Connected)]
    [InlineData("PUT", "accept", "accepted", Tie.Connected)]
    [InlineData("PATCH", "decline", "declined", Tie.DeclinedByMe)]
    [InlineData("PUT", "decline", "declined", Tie.DeclinedByMe)]
    public async Task The_receiver_answers(string method, string answer, string status, Tie tie)
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        var reply = await server.As(bob, method, $"/connections/{id}/{answer}", "{}");
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(["id", "status", "respondedAt"], Reply.Names(reply.Body));
        Assert.Equal((id, status), (reply["id"].GetString(), reply["status"].GetString()));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", reply["respondedAt"].GetString());
        Assert.Equal(tie, await server.Tie(bob, ann));
    }

    [Fact]
    public async Task No_body_is_needed()
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        Assert.Equal(HttpStatusCode.OK, (await server.As(bob, "PATCH", $"/connections/{id}/accept")).Status);
    }

    [Theory]
    [InlineData("accept", "Only the receiver can accept a connection request.")]
    [InlineData("decline", "Only the receiver can decline a connection request.")]
    public async Task The_requester_can_not_answer(string answer, string words)
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        (await server.As(ann, "PATCH", $"/connections/{id}/{answer}", "{}")).IsFault(403, "connection/unauthorized", words);
        Assert.Equal(Tie.Sent, await server.Tie(ann, bob));
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("decline")]
    public async Task A_stranger_does_not_learn_of_the_request(string answer)
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        var eve = await server.Person("eve");
        (await server.As(eve, "PATCH", $"/connections/{id}/{answer}", "{}"))
            .IsFault(404, "connection/not-found", "Pending connection request not found.");
        (await server.As(eve, "PATCH", $"/connections/{Guid.Empty}/{answer}", "{}"))
            .IsFault(404, "connection/not-found", "Pending connection request not found.");
        Assert.Equal(Tie.Sent, await server.Tie(ann, bob));
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("decline")]
    public async Task Only_a_pending_request_is_answered(string answer)
    {
        var (ann, bob) = await Two();
        var cid = await server.Person("cid");
        var accepted = await server.Ask(ann, bob);
        await server.As(bob, "PATCH", $"/connections/{accepted}/accept");
        var declined = await server.Ask(cid, bob);
        await server.As(bob, "PATCH", $"/connections/{declined}/decline");
        foreach (var (person, id) in new[] { (bob, accepted), (ann, accepted), (bob, declined), (cid, declined) })
        {
            (await server.As(person, "PATCH", $"/connections/{id}/{answer}", "{}"))
                .IsFault(404, "connection/not-found", "Pending connection request not found.");
        }

        Assert.Equal((Tie.Connected, Tie.DeclinedByMe), (await server.Tie(bob, ann), await server.Tie(bob, cid)));
    }

    [Fact]
    public async Task A_request_that_was_withdrawn_and_sent_again_has_another_id()
    {
        var (ann, bob) = await Two();
        var first = await server.Ask(ann, bob);
        await server.Act(ann, RelationAction.Withdraw, bob);
        var second = await server.Ask(ann, bob);
        Assert.NotEqual(first, second);
        (await server.As(bob, "PATCH", $"/connections/{first}/accept", "{}")).IsFault(404, "connection/not-found");
        Assert.Equal(Tie.Received, await server.Tie(bob, ann));
    }

    [Fact]
    public async Task The_suspended_decline_but_do_not_accept()
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        await server.Suspend(bob);
        (await server.As(bob, "PATCH", $"/connections/{id}/accept", "{}")).IsFault(409, "connection/user-suspended");
        Assert.Equal(HttpStatusCode.OK, (await server.As(bob, "PATCH", $"/connections/{id}/decline", "{}")).Status);
    }

    [Fact]
    public async Task A_block_takes_the_request_away()
    {
        var (ann, bob) = await Two();
        var id = await server.Ask(ann, bob);
        await server.Blocked(ann, bob);
        (await server.As(bob, "PATCH", $"/connections/{id}/accept", "{}")).IsFault(404, "connection/not-found");
    }

    [Theory]
    [InlineData("PATCH", "/accept")]
    [InlineData("PATCH", "/decline")]
    [InlineData("DELETE", "")]
    public async Task An_id_that_is_no_UUID_is_refused(string method, string rest)
    {
        var ann = await server.Person("ann");
        foreach (var id in new[] { "x", "99999999999999999999", "01a1fffad8b67abd990643d21b1684d9" })
        {
            (await server.As(ann, method, $"/connections/{id}{rest}"))
                .IsFault(400, "connection/invalid-connection-id", "Missing or invalid connectionId in request parameters");
        }
    }

    private async Task<(Person Ann, Person Bob)> Two() => (await server.Person("ann"), await server.Person("bob"));
}
