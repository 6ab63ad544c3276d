using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>An answer, read to its end.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, string MediaType, HttpResponseMessage Whole)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The value of a header; null when it was not sent.</summary>
    public string? Header(string name) =>
        Whole.Headers.TryGetValues(name, out var values) || Whole.Content.Headers.TryGetValues(name, out values)
            ? string.Join(",", values)
            : null;

    /// <summary>One member of each element of a JSON array.</summary>
    public IReadOnlyList<Guid> Keys(string member) => [.. Json.EnumerateArray().Select(one => one.GetProperty(member).GetGuid())];
}

/// <summary>Calls the dialect as its clients do.</summary>
public sealed class HigherLogicClient(TestServer server)
{
    public const string V1 = "/api/v1.0";
    public const string V2 = "/api/v2.0";
    public const string External = "/higherlogic/external/api/v2.0";
    private const string Record = "friendRequestRecordKey";

    /// <summary>A request with the community's key and, for a person, a token.</summary>
    public HttpRequestMessage As(Person? person, HttpMethod method, string operation, string prefix = V2)
    {
        var request = Bare(method, operation, prefix);
        request.Headers.Add("HLIAMKey", (person?.Community ?? server.Community).IamKey.ToString());
        if (person is not null)
            request.Headers.Add("HLAuthToken", server.Token(person, "higherlogic"));
        return request;
    }

    /// <summary>A request that says nothing of who calls.</summary>
    public static HttpRequestMessage Bare(HttpMethod method, string operation, string prefix = V2) =>
        new(method, new Uri($"{prefix}/{operation}", UriKind.Relative));

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(answer.StatusCode, body, answer.Content.Headers.ContentType?.MediaType ?? "", answer);
    }

    public Task<Answer> Get(Person? person, string operation, string prefix = V2) => Send(As(person, HttpMethod.Get, operation, prefix));

    public Task<Answer> Post(Person? person, string operation, string prefix = V2) => Send(As(person, HttpMethod.Post, operation, prefix));

    public Task<Answer> Delete(Person? person, string operation) => Send(As(person, HttpMethod.Delete, operation));

    public Task<Answer> Ask(Person viewer, Person other) => Post(viewer, $"Friends/PostFriendRequest?contactKey={other.Key.Value}");

    public Task<Answer> Accept(Person viewer, Guid request) => Post(viewer, $"Friends/AcceptFriendRequest?{Record}={request}");

    public Task<Answer> Reject(Person viewer, Guid request) => Post(viewer, $"Friends/RejectFriendRequest?{Record}={request}");

    public Task<Answer> Cancel(Person viewer, Person other) => Delete(viewer, $"Friends/CancelFriendRequest?contactKey={other.Key.Value}");

    public Task<Answer> UnFriend(Person viewer, Person other) => Post(viewer, $"Friends/UnFriend?contactKey={other.Key.Value}");

    public Task<Answer> Sent(Person viewer) => Get(viewer, "Friends/GetPendingSentFriendRequests");

    public Task<Answer> Received(Person viewer) => Get(viewer, "Friends/GetPendingReceivedFriendRequests");

    public Task<Answer> Accepted(Person viewer, int daysBack) => Get(viewer, $"Friends/GetAcceptedFriendRequests?daysBack={daysBack}");

    public Task<Answer> Login(string body, string contentType = "application/json", Community? community = null, string prefix = V2)
    {
        var request = Bare(HttpMethod.Post, "Authentication/Login", prefix);
        request.Headers.Add("HLIAMKey", (community ?? server.Community).IamKey.ToString());
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType.Length > 0)
            request.Content.Headers.Add("Content-Type", contentType);
        return Send(request);
    }

    /// <summary>The id of the pair's request or connection, from the store.</summary>
    public async Task<Guid> RequestKey(Person viewer, Person other) =>
        (await server.Store.Relation(viewer.Id, other.Id, TestContext.Current.CancellationToken)).Request!.Id.Value;
}
