using System.Net;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>Higher Logic as one of several dialects.</summary>
public sealed class HigherLogicDriver(TestServer server) : IDialectDriver
{
    private readonly HigherLogicClient _client = new(server);

    public string Name => "higherlogic";

    public TestServer Server => server;

    public bool ConnectsCrossed => true;

    public async Task<Said> Request(Person viewer, Person other) => Said(await _client.Ask(viewer, other));

    public async Task<Said> Accept(Person viewer, Person requester) =>
        await Accept(viewer, requester, await OpenRequest(viewer, requester));

    public async Task<Said> Decline(Person viewer, Person requester) =>
        await Decline(viewer, requester, await OpenRequest(viewer, requester));

    public async Task<Said> Accept(Person viewer, Person requester, RequestId request) =>
        Said(await _client.Accept(viewer, request.Value));

    public async Task<Said> Decline(Person viewer, Person requester, RequestId request) =>
        Said(await _client.Reject(viewer, request.Value));

    public async Task<Said> Withdraw(Person viewer, Person addressee) => Said(await _client.Cancel(viewer, addressee));

    public async Task<Said> Disconnect(Person viewer, Person other) => Said(await _client.UnFriend(viewer, other));

    public async Task<IReadOnlyList<UserKey>> Sent(Person viewer) => Keys(await _client.Sent(viewer), "RequesteeContactKey");

    public async Task<IReadOnlyList<UserKey>> Received(Person viewer) => Keys(await _client.Received(viewer), "RequestedByContactKey");

    public async Task<IReadOnlyList<UserKey>> Connected(Person viewer) =>
        Keys(await _client.Get(viewer, "Contacts/GetMyContacts"), "ContactKey");

    /// <summary>Clients read a request's record key from the list; the zero key stands for one that is not there.</summary>
    private async Task<RequestId> OpenRequest(Person viewer, Person requester) => new((await _client.Received(viewer)).Json
        .EnumerateArray()
        .Where(one => one.GetProperty("RequestedByContactKey").GetGuid() == requester.Key.Value)
        .Select(one => one.GetProperty("FriendRequestRecordKey").GetGuid())
        .SingleOrDefault());

    private static Said Said(Answer answer) => new(answer.Status, answer.Status is HttpStatusCode.OK && answer.Body == "[true]");

    private static IReadOnlyList<UserKey> Keys(Answer answer, string member) => [.. answer.Keys(member).Select(key => new UserKey(key))];
}
