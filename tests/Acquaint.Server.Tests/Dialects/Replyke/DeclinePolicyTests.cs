using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class DeclinePolicyTests(TestServer server)
{
    private const string Discarded = "Declined connection request removed successfully.";

    [Fact]
    public async Task The_one_who_declined_deletes_the_record_by_id_and_either_may_be_asked_anew()
    {
        var (ann, bob) = await Declined();
        var id = (await server.RequestBetween(bob, ann)).Id.Value;
        var reply = await server.As(bob, "DELETE", $"/connections/{id}");
        Assert.Equal($$"""{"message":"{{Discarded}}"}""", reply.Body.GetRawText());
        foreach (var (person, other) in new[] { (ann, bob), (bob, ann) })
            Assert.Equal("""{"status":"none"}""", (await server.As(person, "GET", Of(other))).Body.GetRawText());
        (await server.As(bob, "DELETE", $"/connections/{id}")).IsFault(404, "connection/not-found");
        await server.Ask(bob, ann);
    }

    [Fact]
    public async Task Deleting_by_user_says_what_was_deleted()
    {
        var (ann, bob) = await Declined();
        var reply = await server.As(bob, "DELETE", Of(ann));
        Assert.Equal($$"""{"message":"{{Discarded}}","action":"decline"}""", reply.Body.GetRawText());
        Assert.Equal((Tie.None, Tie.None), (await server.Tie(ann, bob), await server.Tie(bob, ann)));
        (await server.As(bob, "DELETE", Of(ann))).IsFault(404, "connection/not-found");
    }

    [Fact]
    public async Task Deleting_the_record_does_not_let_the_declined_ask_sooner()
    {
        var (ann, bob) = await Declined();
        await server.As(bob, "DELETE", Of(ann));
        (await server.As(ann, "POST", Of(bob), "{}")).IsFault(409, "connection/request-declined");
    }

    [Fact]
    public async Task The_declined_asks_again_when_the_wait_is_over()
    {
        var now = await server.NewCommunity("hasty", rules => rules with { AskAgainAfter = TimeSpan.Zero });
        var (ann, bob) = await Declined(now);
        await server.Ask(ann, bob);
        Assert.Equal(Tie.Received, await server.Tie(bob, ann));
    }

    [Fact]
    public async Task Where_declines_are_final_nothing_moves()
    {
        var strict = await server.NewCommunity(
            "strict", rules => rules with { DeclinePolicy = DeclinePolicy.Strict, AskAgainAfter = TimeSpan.Zero });
        var (ann, bob) = await Declined(strict);
        var id = (await server.RequestBetween(bob, ann)).Id.Value;
        foreach (var (person, other) in new[] { (ann, bob), (bob, ann) })
        {
            (await server.As(person, "POST", Of(other), "{}")).IsFault(
                409, "connection/request-declined", "Connection request was declined. Only the receiver can initiate a new request.");
            (await server.As(person, "DELETE", $"/connections/{id}")).IsFault(404, "connection/not-found");
            (await server.As(person, "DELETE", Of(other))).IsFault(404, "connection/not-found");
            var status = await server.As(person, "GET", Of(other));
            Assert.Equal((HttpStatusCode.OK, "declined"), (status.Status, status["status"].GetString()));
        }
    }

    private async Task<(Person Ann, Person Bob)> Declined(Community? community = null)
    {
        var (ann, bob) = (await server.Person("ann", community: community), await server.Person("bob", community: community));
        await server.Declined(ann, bob);
        return (ann, bob);
    }

    private static string Of(Person other) => $"/users/{other.Key.Value}/connection";
}
