using System.Net;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>SelfCommunity as its official client uses it.</summary>
public sealed class SelfCommunityDriver(TestServer server) : IDialectDriver
{
    public string Name => "selfcommunity";

    public TestServer Server => server;

    public bool KeepsDeclined => true;

    public bool ConnectsCrossed => true;

    public bool AcceptsTheDeclined => true;

    public bool Restores => true;

    public Task<Said> Request(Person viewer, Person other) => Act(viewer, other, "request");

    public Task<Said> Accept(Person viewer, Person requester) => Act(viewer, requester, "accept");

    public Task<Said> Decline(Person viewer, Person requester) => Act(viewer, requester, "reject");

    /// <summary>This dialect answers people, not requests.</summary>
    public Task<Said> Accept(Person viewer, Person requester, RequestId request) => Accept(viewer, requester);

    public Task<Said> Decline(Person viewer, Person requester, RequestId request) => Decline(viewer, requester);

    /// <summary>No other dialect can.</summary>
    public Task<Said> Restore(Person viewer, Person requester) => Act(viewer, requester, "cancel_reject");

    public Task<Said> Withdraw(Person viewer, Person addressee) => Act(viewer, addressee, "cancel_request");

    public Task<Said> Disconnect(Person viewer, Person other) => Act(viewer, other, "remove");

    /// <summary>A toggle that doesn't say which way it went.</summary>
    public async Task<Said> Block(Person viewer, Person other)
    {
        var answer = await server.As(viewer).Post($"/api/v2/user/{other.Id}/hide/");
        return new(answer.Status, answer.Status is HttpStatusCode.NoContent);
    }

    public Task<IReadOnlyList<UserKey>> Sent(Person viewer) => List(viewer, "connection/requests_sent/");

    public Task<IReadOnlyList<UserKey>> Received(Person viewer) => List(viewer, "connection/requests/");

    public Task<IReadOnlyList<UserKey>> Connected(Person viewer) => List(viewer, $"{viewer.Id}/connections/");

    private async Task<Said> Act(Person viewer, Person other, string verb)
    {
        var answer = await server.As(viewer).Post($"/api/v2/user/{other.Id}/connection/{verb}/");
        return new(answer.Status, answer.Status is HttpStatusCode.OK);
    }

    /// <summary>Follows <c>next</c> to the end, and asks the store for the keys, which this dialect doesn't show.</summary>
    private async Task<IReadOnlyList<UserKey>> List(Person viewer, string path)
    {
        var keys = new List<UserKey>();
        for (var next = $"/api/v2/user/{path}"; next is not null;)
        {
            // The address names the community's host, at which nobody listens here.
            var local = new Uri(server.Url, next).PathAndQuery;
            var page = (await server.As(viewer).Get(local)).Is(HttpStatusCode.OK);
            foreach (var id in page.Ids)
                keys.Add((await server.Store.Find(viewer.Community.Id, new UserId(id), default))!.Key);
            next = page.Text("next");
        }

        return keys;
    }
}
