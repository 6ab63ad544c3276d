using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>The six mutations and mark_seen: what they answer and what they leave behind.</summary>
public sealed class ActionTests(TestServer server)
{
    private const string SentStatus = "sent_connection_request";
    private const string ReceivedStatus = "received_connection_request";

    public static TheoryData<string> Verbs => ["request", "accept", "reject", "cancel_reject", "cancel_request", "remove"];

    private Task<Answer> Do(Person viewer, string verb, Person other) =>
        server.As(viewer).Post($"/api/v2/user/{other.Id}/connection/{verb}/");

    private Task<Answer> MarkSeen(Person viewer, Person other) =>
        server.As(viewer).Post($"/api/v2/user/{other.Id}/connection_requests/mark_seen/");

    private async Task<string?> StatusOf(Person viewer, Person other) =>
        (await server.As(viewer).Get($"/api/v2/user/{other.Id}/connection_status/")).Is(HttpStatusCode.OK).Text("connection_status");

    private async Task<(Person Ann, Person Bob)> Pair() => (await server.Person("ann"), await server.Person("bob"));

    private static void Says(string? status, Answer answer)
    {
        answer.Is(HttpStatusCode.OK);
        Assert.Equal("connection_status", Assert.Single(answer.Body.EnumerateObject()).Name);
        Assert.Equal(status, answer.Text("connection_status"));
    }

    [Fact]
    public async Task A_request_is_sent_and_received()
    {
        var (ann, bob) = await Pair();

        Says(SentStatus, await Do(ann, "request", bob));

        Assert.Equal(ReceivedStatus, await StatusOf(bob, ann));
        Assert.Equal("already_requested", (await Do(ann, "request", bob)).Is(HttpStatusCode.BadRequest).Code);
    }

    [Fact]
    public async Task A_crossed_request_connects()
    {
        var (ann, bob) = await Pair();
        await server.Requested(ann, bob);

        Says("connected", await Do(bob, "request", ann));

        Assert.Equal("connected", await StatusOf(ann, bob));
    }

    [Fact]
    public async Task Accepting_connects_both()
    {
        var (ann, bob) = await Pair();
        await server.Requested(ann, bob);

        Says("connected", await Do(bob, "accept", ann));

        Assert.Equal("connected", await StatusOf(ann, bob));
        Assert.Equal("already_connected", (await Do(bob, "accept", ann)).Is(HttpStatusCode.BadRequest).Code);
        Assert.Equal("already_connected", (await Do(ann, "request", bob)).Is(HttpStatusCode.BadRequest).Code);
    }

    [Fact]
    public async Task A_rejected_request_can_still_be_accepted()
    {
        var (ann, bob) = await Pair();
        await server.Declined(ann, bob);

        Says("connected", await Do(bob, "accept", ann));
    }

    [Fact]
    public async Task Rejecting_is_not_shown_to_the_one_who_asked_and_holds_when_repeated()
    {
        var (ann, bob) = await Pair();
        await server.Requested(ann, bob);

        Says(null, await Do(bob, "reject", ann));
        Says(null, await Do(bob, "reject", ann));

        Assert.Equal(SentStatus, await StatusOf(ann, bob));
        Assert.Null(await StatusOf(bob, ann));
        Assert.Equal("asked_too_soon", (await Do(ann, "request", bob)).Is(HttpStatusCode.BadRequest).Code);
    }

    [Fact]
    public async Task A_rejection_can_be_undone()
    {
        var (ann, bob) = await Pair();
        await server.Declined(ann, bob);

        Says(ReceivedStatus, await Do(bob, "cancel_reject", ann));

        var sent = (await server.As(ann).Get("/api/v2/user/connection/requests_sent/"))["results"][0];
        Assert.Equal(JsonValueKind.Null, sent.GetProperty("rejected").ValueKind);
        Assert.Equal("no_such_request", (await Do(bob, "cancel_reject", ann)).Is(HttpStatusCode.BadRequest).Code);
    }

    [Fact]
    public async Task One_who_rejected_may_ask()
    {
        var (ann, bob) = await Pair();
        await server.Declined(ann, bob);

        Says(SentStatus, await Do(bob, "request", ann));

        Assert.Equal(ReceivedStatus, await StatusOf(ann, bob));
    }

    [Fact]
    public async Task A_request_can_be_taken_back_open_or_rejected()
    {
        var (ann, bob) = await Pair();
        var cas = await server.Person("cas");
        await server.Requested(ann, bob);
        await server.Declined(ann, cas);

        Says(null, await Do(ann, "cancel_request", bob));
        Says(null, await Do(ann, "cancel_request", cas));

        Assert.Null(await StatusOf(bob, ann));
        Assert.Equal(0, (await server.As(ann).Get("/api/v2/user/connection/requests_sent/"))["count"].GetInt32());
        Assert.Equal("asked_too_soon", (await Do(ann, "request", cas)).Code);
    }

    [Fact]
    public async Task Either_side_removes_a_connection()
    {
        var (ann, bob) = await Pair();
        await server.Connected(ann, bob);

        Says(null, await Do(bob, "remove", ann));

        Assert.Null(await StatusOf(ann, bob));
        Assert.Equal("not_connected", (await Do(ann, "remove", bob)).Is(HttpStatusCode.BadRequest).Code);
    }

    [Theory]
    [InlineData("accept", "no_such_request")]
    [InlineData("reject", "no_such_request")]
    [InlineData("cancel_reject", "no_such_request")]
    [InlineData("cancel_request", "no_such_request")]
    [InlineData("remove", "not_connected")]
    public async Task Between_strangers_only_a_request_makes_sense(string verb, string code)
    {
        var (ann, bob) = await Pair();

        Assert.Equal(code, (await Do(ann, verb, bob)).Is(HttpStatusCode.BadRequest).Code);
        Assert.Equal(Tie.None, await server.Tie(ann, bob));
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("reject")]
    [InlineData("cancel_reject")]
    public async Task The_one_who_asked_cannot_answer(string verb)
    {
        var (ann, bob) = await Pair();
        await server.Requested(ann, bob);

        Assert.Equal("no_such_request", (await Do(ann, verb, bob)).Is(HttpStatusCode.BadRequest).Code);
        Assert.Equal(Tie.Sent, await server.Tie(ann, bob));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Nobody_acts_on_themself_or_on_nobody_or_across_communities(string verb)
    {
        var ann = await server.Person("ann");
        var stranger = await server.Person("stranger", community: await server.NewCommunity("other"));

        Assert.Equal("yourself", (await Do(ann, verb, ann)).Is(HttpStatusCode.BadRequest).Code);
        Assert.Equal("not_found", (await Do(ann, verb, stranger)).Is(HttpStatusCode.NotFound).Code);
        foreach (var id in new[] { "987654321", "-1", "99999999999999999999", "bob" })
        {
            var answer = await server.As(ann).Post($"/api/v2/user/{id}/connection/{verb}/");
            Assert.Equal("not_found", answer.Is(HttpStatusCode.NotFound).Code);
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Nobody_acts_across_a_block_and_to_the_blocked_there_is_nobody(string verb)
    {
        var (ann, bob) = await Pair();
        await server.Connected(ann, bob);
        await server.Blocked(ann, bob);

        Assert.Equal("user_hidden", (await Do(ann, verb, bob)).Is(HttpStatusCode.Forbidden).Code);
        Assert.Equal("not_found", (await Do(bob, verb, ann)).Is(HttpStatusCode.NotFound).Code);
        Assert.Null(await StatusOf(ann, bob));
        (await server.As(bob).Get($"/api/v2/user/{ann.Id}/")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Nobody_acts_without_signing_in(string verb)
    {
        var (ann, bob) = await Pair();
        await server.Requested(bob, ann);
        var path = $"/api/v2/user/{bob.Id}/connection/{verb}/";

        Assert.Equal("not_authenticated", (await server.Anonymous().Post(path)).Is(HttpStatusCode.Unauthorized).Code);
        Assert.Equal("method_not_allowed", (await server.As(ann).Get(path)).Is(HttpStatusCode.MethodNotAllowed).Code);
        Assert.Equal(Tie.Received, await server.Tie(ann, bob));
    }

    [Fact]
    public async Task One_whom_a_moderator_blocked_forms_no_tie_but_ends_them()
    {
        var (ann, bob) = await Pair();
        var cas = await server.Person("cas");
        await server.Connected(ann, bob);
        await server.Suspend(ann);

        Assert.Equal("user_blocked", (await Do(ann, "request", cas)).Is(HttpStatusCode.Forbidden).Code);
        Assert.Equal("user_blocked", (await Do(cas, "request", ann)).Is(HttpStatusCode.Forbidden).Code);
        Says(null, await Do(ann, "remove", bob));
    }

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("application/json", "{")]
    [InlineData("application/x-www-form-urlencoded", "a=b")]
    [InlineData("text/plain", "anything")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData(null, "")]
    public async Task No_body_is_read_whatever_it_claims_to_be(string? type, string text)
    {
        var (ann, bob) = await Pair();
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        body.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        Says(SentStatus, await server.As(ann).Post($"/api/v2/user/{bob.Id}/connection/request/", body));
    }

    [Fact]
    public async Task A_slash_at_the_end_and_a_bare_question_mark_change_nothing()
    {
        var (ann, bob) = await Pair();

        Says(SentStatus, await server.As(ann).Post($"/api/v2/user/{bob.Id}/connection/request?"));
        Says(null, await server.As(ann).Post($"/api/v2/user/{bob.Id}/connection/cancel_request/?"));
    }

    [Fact]
    public async Task A_seen_request_says_when_to_both()
    {
        var (ann, bob) = await Pair();
        await server.Requested(ann, bob);

        var answer = (await MarkSeen(bob, ann)).Is(HttpStatusCode.NoContent);
        Assert.Equal(JsonValueKind.Undefined, answer.Body.ValueKind);
        var sent = (await server.As(ann).Get("/api/v2/user/connection/requests_sent/"))["results"][0];
        var received = (await server.As(bob).Get("/api/v2/user/connection/requests/"))["results"][0];
        Assert.True(sent.GetProperty("viewed").GetDateTimeOffset() >= sent.GetProperty("created").GetDateTimeOffset());
        Assert.Equal(sent.GetProperty("viewed").GetString(), received.GetProperty("viewed").GetString());

        (await MarkSeen(bob, ann)).Is(HttpStatusCode.NoContent);
        var again = (await server.As(bob).Get("/api/v2/user/connection/requests/"))["results"][0];
        Assert.Equal(sent.GetProperty("viewed").GetString(), again.GetProperty("viewed").GetString());
    }

    [Fact]
    public async Task Seeing_what_is_not_there_is_no_fault_but_nobody_is()
    {
        var (ann, bob) = await Pair();

        (await MarkSeen(ann, bob)).Is(HttpStatusCode.NoContent);
        Assert.Equal("yourself", (await MarkSeen(ann, ann)).Is(HttpStatusCode.BadRequest).Code);
        (await server.As(ann).Post("/api/v2/user/987654321/connection_requests/mark_seen/")).Is(HttpStatusCode.NotFound);
        (await server.Anonymous().Post($"/api/v2/user/{ann.Id}/connection_requests/mark_seen/")).Is(HttpStatusCode.Unauthorized);
        await server.Blocked(ann, bob);
        Assert.Equal("user_hidden", (await MarkSeen(ann, bob)).Is(HttpStatusCode.Forbidden).Code);
        Assert.Equal("not_found", (await MarkSeen(bob, ann)).Is(HttpStatusCode.NotFound).Code);
    }

    [Fact]
    public async Task The_one_who_asked_does_not_mark_their_own_request_seen()
    {
        var (ann, bob) = await Pair();
        await server.Requested(ann, bob);

        await MarkSeen(ann, bob);

        var sent = (await server.As(ann).Get("/api/v2/user/connection/requests_sent/"))["results"][0];
        Assert.Equal(JsonValueKind.Null, sent.GetProperty("viewed").ValueKind);
    }
}
