using System.Net;

namespace Acquaint.Server.Tests.Dialects.Replyke;

/// <summary>Uses the dialect as its official client does: paths without a project, PATCH to answer.</summary>
public sealed class ReplykeDriver(TestServer server) : IDialectDriver
{
    public string Name => "replyke";

    public TestServer Server => server;

    public bool EndsWhateverThereIs => true;

    public Task<Said> Request(Person viewer, Person other) => Do(viewer, "POST", $"/users/{other.Key.Value}/connection", "{}");

    public async Task<Said> Accept(Person viewer, Person requester) =>
        await Accept(viewer, requester, await KnownRequest(viewer, requester));

    public async Task<Said> Decline(Person viewer, Person requester) =>
        await Decline(viewer, requester, await KnownRequest(viewer, requester));

    public Task<Said> Accept(Person viewer, Person requester, RequestId request) =>
        Do(viewer, "PATCH", $"/connections/{request.Value}/accept", "{}");

    public Task<Said> Decline(Person viewer, Person requester, RequestId request) =>
        Do(viewer, "PATCH", $"/connections/{request.Value}/decline", "{}");

    public Task<Said> Withdraw(Person viewer, Person addressee) => End(viewer, addressee, "withdraw");

    public Task<Said> Disconnect(Person viewer, Person other) => End(viewer, other, "disconnect");

    /// <summary>201 is a new block, 200 one that held.</summary>
    public async Task<Said> Block(Person viewer, Person other)
    {
        var reply = await Send(viewer, "POST", $"/users/{other.Key.Value}/block", "{}");
        return new(reply.Status, reply.Status is HttpStatusCode.Created);
    }

    public Task<IReadOnlyList<UserKey>> Sent(Person viewer) => List(viewer, "/connections/pending/sent", "requests", "user");

    public Task<IReadOnlyList<UserKey>> Received(Person viewer) => List(viewer, "/connections/pending/received", "requests", "user");

    public Task<IReadOnlyList<UserKey>> Connected(Person viewer) => List(viewer, "/connections", "connections", "connectedUser");

    /// <summary>The client answers by the id that the status tells it; without one there is nothing to call with.</summary>
    private async Task<RequestId> KnownRequest(Person viewer, Person requester)
    {
        var status = await Send(viewer, "GET", $"/users/{requester.Key.Value}/connection");
        return new(status.Body.TryGetProperty("connectionId", out var given) ? given.GetGuid() : requester.Key.Value);
    }

    /// <summary>One verb ends whatever there is; the answer says what that was.</summary>
    private async Task<Said> End(Person viewer, Person other, string action)
    {
        var reply = await Send(viewer, "DELETE", $"/users/{other.Key.Value}/connection");
        var done = reply.Body.TryGetProperty("action", out var told) && told.GetString() == action;
        return new(reply.Status, done, DidAnother: !done && reply.Status is HttpStatusCode.OK);
    }

    private async Task<Said> Do(Person viewer, string method, string path, string? body = null)
    {
        var reply = await Send(viewer, method, path, body);
        return new(reply.Status, (int)reply.Status is 200 or 201);
    }

    private async Task<IReadOnlyList<UserKey>> List(Person viewer, string path, string list, string user)
    {
        var keys = new List<UserKey>();
        for (var page = 1; ; page++)
        {
            var reply = await Send(viewer, "GET", $"{path}?page={page}&limit=100");
            keys.AddRange(reply[list].EnumerateArray().Select(one => new UserKey(one.GetProperty(user).GetProperty("id").GetGuid())));
            if (!reply["pagination"].GetProperty("hasNextPage").GetBoolean())
                return keys;
        }
    }

    private Task<Reply> Send(Person viewer, string method, string path, string? body = null) =>
        server.Send(method, $"/api/v6{path}", server.Token(viewer, "replyke"), body);
}
