using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>The eight Friends operations: what they do, and that every rule that says no answers 200 [false].</summary>
public sealed class FriendsTests(TestServer server)
{
    private readonly HigherLogicClient _client = new(server);

    public static TheoryData<string> Prefixes => [HigherLogicClient.V1, HigherLogicClient.V2, HigherLogicClient.V2.ToUpperInvariant()];

    [Theory]
    [MemberData(nameof(Prefixes))]
    public async Task A_request_is_sent_listed_and_accepted(string prefix)
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        Said("[true]", await _client.Post(ann, $"friends/postfriendrequest?CONTACTKEY={bob.Key.Value:N}", prefix));
        var request = await _client.RequestKey(ann, bob);
        Assert.Equal([request], RecordKeys(await _client.Get(ann, "Friends/GetPendingSentFriendRequests", prefix)));
        Assert.Equal([request], RecordKeys(await _client.Get(bob, "Friends/GetPendingReceivedFriendRequests", prefix)));
        Said("[]", await _client.Get(ann, "Friends/GetPendingReceivedFriendRequests", prefix));
        Said("[]", await _client.Get(bob, "Friends/GetPendingSentFriendRequests", prefix));

        Said("[true]", await _client.Post(bob, $"Friends/AcceptFriendRequest?friendRequestRecordKey={request}", prefix));
        Said("[]", await _client.Get(ann, "Friends/GetPendingSentFriendRequests", prefix));
        Assert.Equal([request], RecordKeys(await _client.Get(ann, "Friends/GetAcceptedFriendRequests?daysback=1", prefix)));
        Assert.Equal(Tie.Connected, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task A_listed_request_tells_of_the_other_party_member_by_member()
    {
        var profile = new Profile
        {
            FirstName = "Bob",
            LastName = "Byte",
            DisplayName = "Bob \"B&B\" Byte",
            ProfileUrl = "https://example.org/bob?a=1&b=2",
            AvatarUrl = "https://example.org/small.png",
            LargeAvatarUrl = "https://example.org/large.png",
            IsCompany = true,
        };
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob", profile: profile));
        await server.Requested(ann, bob, "a message that this dialect has no place for");
        var request = (await server.Store.Relation(ann.Id, bob.Id, TestContext.Current.CancellationToken)).Request!;
        var at = JsonSerializer.Serialize(request.At.UtcDateTime);

        var sent = await _client.Sent(ann);
        Assert.Equal(
            $$"""
            [{"FirstName":"Bob","LastName":"Byte","DisplayName":"Bob \"B&B\" Byte","LinkToProfile":"https://example.org/bob?a=1&b=2",
            "LinkToSmallImage":"https://example.org/small.png","LinkToLargeImage":"https://example.org/large.png","IsCompany":true,
            "FriendRequestRecordKey":"{{request.Id.Value}}","IsActive":true,"RequestorContactKey":"{{ann.Key.Value}}",
            "RequestedByContactKey":"{{ann.Key.Value}}","RequesteeContactKey":"{{bob.Key.Value}}",
            "InvitedOn":{{at}},"AcceptedOn":null,"RequestedDate":{{at}}}]
            """.ReplaceLineEndings(""),
            sent.Body);

        var received = (await _client.Received(bob)).Json[0];
        Assert.Equal("ann Test", received.GetProperty("DisplayName").GetString());
        Assert.Equal(ann.Key.Value, received.GetProperty("RequestedByContactKey").GetGuid());
        Assert.Equal(bob.Key.Value, received.GetProperty("RequesteeContactKey").GetGuid());
    }

    [Theory]
    [InlineData(null, null, "Ada King Lovelace", "Ada", "King Lovelace", "Ada King Lovelace")]
    [InlineData("Ada", "Lovelace", null, "Ada", "Lovelace", "Ada Lovelace")]
    [InlineData("Ada", null, null, "Ada", "", "Ada")]
    [InlineData(null, "Lovelace", "The Countess", "", "Lovelace", "The Countess")]
    [InlineData(" ", "", " ", null, "", null)]
    [InlineData(null, null, null, null, "", null)]
    public async Task Names_that_are_missing_come_from_those_that_are_there(
        string? first, string? last, string? display, string? firstShown, string lastShown, string? displayShown)
    {
        var ann = await server.Person("ann");
        var bob = await server.Person("bob", profile: new Profile { FirstName = first, LastName = last, DisplayName = display });
        await server.Requested(ann, bob);
        var shown = (await _client.Sent(ann)).Json[0];
        Assert.Equal(firstShown ?? bob.Name, shown.GetProperty("FirstName").GetString());
        Assert.Equal(lastShown, shown.GetProperty("LastName").GetString());
        Assert.Equal(displayShown ?? bob.Name, shown.GetProperty("DisplayName").GetString());
    }

    [Theory]
    [InlineData("small", null)]
    [InlineData(null, "large")]
    public async Task One_picture_stands_in_for_the_other(string? small, string? large)
    {
        var ann = await server.Person("ann");
        var bob = await server.Person("bob", profile: new Profile { AvatarUrl = small, LargeAvatarUrl = large });
        await server.Requested(ann, bob);
        var shown = (await _client.Sent(ann)).Json[0];
        Assert.Equal(small ?? large, shown.GetProperty("LinkToSmallImage").GetString());
        Assert.Equal(small ?? large, shown.GetProperty("LinkToLargeImage").GetString());
    }

    [Fact]
    public async Task Crossed_requests_connect()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        Said("[true]", await _client.Ask(ann, bob));
        Said("[true]", await _client.Ask(bob, ann));
        Assert.Equal(Tie.Connected, await server.Tie(ann, bob));
        Assert.Equal([bob.Key.Value], (await _client.Accepted(ann, 1)).Keys("RequesteeContactKey"));
    }

    [Fact]
    public async Task Asking_says_false_when_a_rule_says_no()
    {
        var (ann, bob, eve) = (await server.Person("ann"), await server.Person("bob"), await server.Person("eve"));
        Said("[false]", await _client.Ask(ann, ann));
        Said("[false]", await _client.Post(ann, $"Friends/PostFriendRequest?contactKey={Guid.Empty}"));
        await server.Requested(ann, bob);
        Said("[false]", await _client.Ask(ann, bob));
        await server.Act(bob, RelationAction.Accept, ann);
        Said("[false]", await _client.Ask(ann, bob));
        await server.Blocked(eve, ann);
        Said("[false]", await _client.Ask(ann, eve));
        Said("[false]", await _client.Ask(eve, ann));
        Assert.Equal(Tie.None, await server.Tie(ann, eve));
    }

    [Fact]
    public async Task A_declined_requester_waits_and_the_one_who_declined_may_ask()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Declined(ann, bob);
        Said("[false]", await _client.Ask(ann, bob));
        Said("[]", await _client.Sent(ann));
        Said("[]", await _client.Received(bob));
        Said("[true]", await _client.Ask(bob, ann));
        Assert.Equal(Tie.Received, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task Accepting_and_rejecting_work_once_and_for_the_addressee_only()
    {
        var (ann, bob, eve) = (await server.Person("ann"), await server.Person("bob"), await server.Person("eve"));
        await server.Requested(ann, bob);
        var request = await _client.RequestKey(ann, bob);
        foreach (var stranger in new[] { ann, eve })
        {
            Said("[false]", await _client.Accept(stranger, request));
            Said("[false]", await _client.Reject(stranger, request));
        }

        Said("[true]", await _client.Accept(bob, request));
        Said("[false]", await _client.Accept(bob, request));
        Said("[false]", await _client.Reject(bob, request));
        Assert.Equal(Tie.Connected, await server.Tie(ann, bob));
        Said("[false]", await _client.Accept(bob, Guid.Empty));
    }

    [Fact]
    public async Task A_rejected_request_is_ended_for_good()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Requested(ann, bob);
        var request = await _client.RequestKey(ann, bob);
        Said("[true]", await _client.Reject(bob, request));
        Said("[false]", await _client.Reject(bob, request));
        Said("[false]", await _client.Accept(bob, request));
        Said("[false]", await _client.Cancel(ann, bob));
        Assert.Equal(Tie.DeclinedByMe, await server.Tie(bob, ann));
    }

    [Fact]
    public async Task Cancelling_takes_an_open_request_of_ones_own_back()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        Said("[false]", await _client.Cancel(ann, bob));
        await server.Requested(ann, bob);
        var first = await _client.RequestKey(ann, bob);
        Said("[false]", await _client.Cancel(bob, ann));
        Said("[true]", await _client.Cancel(ann, bob));
        Said("[false]", await _client.Cancel(ann, bob));
        Said("[false]", await _client.Accept(bob, first));
        Said("[true]", await _client.Ask(ann, bob));
        Assert.NotEqual(first, await _client.RequestKey(ann, bob));
    }

    [Fact]
    public async Task Either_side_can_end_a_connection()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        Said("[false]", await _client.UnFriend(ann, bob));
        foreach (var (one, other) in new[] { (ann, bob), (bob, ann) })
        {
            await server.Connected(ann, bob);
            Said("[false]", await _client.Cancel(one, other));
            Said("[true]", await _client.UnFriend(one, other));
            Said("[false]", await _client.UnFriend(one, other));
            Said("[]", await _client.Accepted(ann, 1));
        }

        await server.Requested(ann, bob);
        Said("[false]", await _client.UnFriend(ann, bob));
        Assert.Equal(Tie.Sent, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task Accepted_requests_are_the_viewers_own_and_as_young_as_asked_for()
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        var (cid, eve) = (await server.Person("cid"), await server.Person("eve"));
        await ConnectedDaysAgo(ann, bob, 10);
        await ConnectedDaysAgo(ann, cid, 2);
        await server.Connected(eve, ann);
        Assert.Equal([cid.Key.Value, bob.Key.Value], (await _client.Accepted(ann, 11)).Keys("RequesteeContactKey"));
        Assert.Equal([cid.Key.Value], (await _client.Accepted(ann, 9)).Keys("RequesteeContactKey"));
        Assert.Equal([cid.Key.Value, bob.Key.Value], (await _client.Accepted(ann, int.MaxValue)).Keys("RequesteeContactKey"));
        foreach (var nothing in new[] { 0, -1, int.MinValue })
            Said("[]", await _client.Accepted(ann, nothing));
        Said("[]", await _client.Accepted(bob, 100));
        var accepted = (await _client.Accepted(ann, 9)).Json[0];
        var now = server.Clock.GetUtcNow().UtcDateTime;
        Assert.InRange(accepted.GetProperty("AcceptedOn").GetDateTime(), now.AddDays(-3), now.AddDays(-1));
        Assert.True(accepted.GetProperty("IsActive").GetBoolean());
    }

    [Fact]
    public async Task A_person_of_another_community_is_unknown_here()
    {
        var other = await server.NewCommunity("elsewhere");
        var (ann, far) = (await server.Person("ann"), await server.Person("far", community: other));
        Said("[false]", await _client.Ask(ann, far));
        Said("[false]", await _client.Ask(far, ann));
        Said("[false]", await _client.Cancel(ann, far));
        Said("[false]", await _client.UnFriend(ann, far));
        Assert.Equal(Tie.None, await server.Tie(ann, far));
    }

    [Theory]
    [InlineData("{}", "application/json")]
    [InlineData("=", "application/x-www-form-urlencoded")]
    [InlineData("{ no json", "application/json")]
    [InlineData("<x", "text/xml")]
    [InlineData("contactKey=00000000-0000-0000-0000-000000000000", "multipart/form-data")]
    [InlineData("", "nonsense")]
    public async Task A_body_is_not_looked_at(string body, string contentType)
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        var request = _client.As(ann, HttpMethod.Post, $"Friends/PostFriendRequest?contactKey={bob.Key.Value}");
        request.Headers.Add("Accept", "application/json");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Said("[true]", await _client.Send(request));
    }

    private static IReadOnlyList<Guid> RecordKeys(Answer answer) => answer.Keys("FriendRequestRecordKey");

    private static void Said(string body, Answer answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(body, answer.Body);
    }

    /// <summary>Written at another time than now, which only the store lets one choose.</summary>
    private async Task ConnectedDaysAgo(Person requester, Person addressee, int days)
    {
        var at = server.Clock.Now().AddDays(-days);
        await Act(requester, addressee, RelationAction.Request);
        await Act(addressee, requester, RelationAction.Accept);

        async Task Act(Person one, Person other, RelationAction action)
        {
            var ids = server.Get<Ids>();
            var command = new RelationCommand(action, NewId: new(ids.Next()));
            var transition = await server.Store.Act(
                new ActionContext(one.Id, other.Id, at, new(ids.Next())),
                before => RelationRules.Apply(before, command, at, server.Community.Rules),
                server.Community.Rules.Quotas,
                TestContext.Current.CancellationToken);
            Assert.Null(transition.Refusal);
        }
    }
}
