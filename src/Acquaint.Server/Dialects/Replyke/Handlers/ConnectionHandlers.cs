using Microsoft.AspNetCore.Http.HttpResults;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The connections family, by record and by user.</summary>
internal static class ConnectionHandlers
{
    // The documentation says PUT, the client and the server say PATCH.
    private static readonly string[] s_answering = ["PATCH", "PUT"];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/connections", List).Limited(100)
            .Documented(ConnectionDocs.List, ConnectionDocs.List7);
        api.MapGet("/connections/count", Count).Limited(100).Documented(ConnectionDocs.Count);
        api.MapGet("/connections/pending/sent", Sent).Limited(100)
            .Documented(ConnectionDocs.Sent, ConnectionDocs.Sent7);
        api.MapGet("/connections/pending/received", Received).Limited(100)
            .Documented(ConnectionDocs.Received, ConnectionDocs.Received7);
        api.MapMethods("/connections/{connectionId}/accept", s_answering, Accept).Limited(50)
            .Documented(ConnectionDocs.Accept);
        api.MapMethods("/connections/{connectionId}/decline", s_answering, Decline).Limited(50)
            .Documented(ConnectionDocs.Decline);
        api.MapDelete("/connections/{connectionId}", End).Limited(50).Documented(ConnectionDocs.End);

        api.MapPost("/users/{userId}/connection", Request).Limited(25).Documented(ConnectionDocs.Request);
        api.MapGet("/users/{userId}/connection", Status).Limited(100).Documented(ConnectionDocs.Status);
        api.MapDelete("/users/{userId}/connection", EndWith).Limited(50).Documented(ConnectionDocs.EndWith);
        api.MapGet("/users/{userId}/connections", ListOf).AllowAnonymous().Limited(100)
            .Documented(ConnectionDocs.ListOf, ConnectionDocs.ListOf7);
        api.MapGet("/users/{userId}/connections-count", CountOf).AllowAnonymous().Limited(100)
            .Documented(ConnectionDocs.CountOf);
    }

    private static Task<IResult> List(HttpContext http, Connections connections, CancellationToken stop) =>
        Connected(http, connections, http.Viewer().Id, stop);

    private static async Task<JsonHttpResult<CountBody>> Count(HttpContext http, Connections connections, CancellationToken stop) =>
        Answer.Json(new CountBody((await connections.Counters(http.Viewer(), stop)).Connected));

    private static Task<IResult> Sent(HttpContext http, Connections connections, CancellationToken stop) =>
        Pending(http, connections, EdgeList.Sent, stop);

    private static Task<IResult> Received(HttpContext http, Connections connections, CancellationToken stop) =>
        Pending(http, connections, EdgeList.Received, stop);

    private static async Task<Results<JsonHttpResult<AnsweredBody>, Fault>> Accept(
        string connectionId, HttpContext http, Connections connections, CancellationToken stop)
    {
        if (!Guid.TryParseExact(connectionId, "D", out var id))
            return Faults.InvalidConnectionId;
        var done = await connections.Act(http.Viewer(), new RequestId(id), RelationAction.Accept, stop);
        return done.Refusal is null ? Answer.Json(AnsweredBody.Accepted(done.Next.Request!)) : Refused.Accept(done);
    }

    private static async Task<Results<JsonHttpResult<AnsweredBody>, Fault>> Decline(
        string connectionId, HttpContext http, Connections connections, CancellationToken stop)
    {
        if (!Guid.TryParseExact(connectionId, "D", out var id))
            return Faults.InvalidConnectionId;
        var done = await connections.Act(http.Viewer(), new RequestId(id), RelationAction.Decline, stop);
        return done.Refusal is null ? Answer.Json(AnsweredBody.Declined(done.Next.Request!)) : Refused.Decline(done);
    }

    private static async Task<Results<JsonHttpResult<EndedBody>, Fault>> End(
        string connectionId, HttpContext http, Connections connections, CancellationToken stop)
    {
        if (!Guid.TryParseExact(connectionId, "D", out var id))
            return Faults.InvalidConnectionId;
        var done = await connections.End(http.Viewer(), new RequestId(id), stop);
        if (done.Refusal is not null)
            return Refused.EndById(done);
        return Answer.Json(EndedBody.ById(done.Change));
    }

    private static async Task<Results<JsonHttpResult<AskedBody>, Fault>> Request(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidAddresseeId;
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        if (!body.TryMessage(out var message))
            return Faults.InvalidMessage;
        if (await people.Find(http.Community(), new UserKey(key), stop) is not { } other)
            return Faults.NoSuchPair;
        var done = await connections.Act(http.Viewer(), other.Id, new RelationCommand(RelationAction.Request, Message: message), stop);
        if (done.Refusal is { } refusal)
            return Refused.Request(refusal);
        return Answer.Json(AskedBody.Of(done.Next.Request!), StatusCodes.Status201Created);
    }

    private static async Task<Results<JsonHttpResult<StatusBody>, Fault>> Status(
        string userId, HttpContext http, Connections connections, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidUserId;
        if (key == http.Viewer().Key.Value)
            return Faults.SelfCheck;
        return Answer.Json(StatusBody.Of(await connections.See(http.Viewer(), new UserKey(key), stop) ?? Relation.Blank));
    }

    private static async Task<Results<JsonHttpResult<EndedBody>, JsonHttpResult<AnsweredBody>, Fault>> EndWith(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidUserId;
        if (await people.Find(http.Community(), new UserKey(key), stop) is not { } other)
            return Faults.NothingBetween;
        var done = await connections.End(http.Viewer(), other.Id, stop);
        if (done.Refusal is { } refusal)
            return Refused.EndByUser(refusal);
        if (done.Change is ChangeKind.RequestDeclined)
            return Answer.Json(AnsweredBody.Declined(done.Next.Request!));
        return Answer.Json(EndedBody.ByUser(done.Change));
    }

    private static async Task<IResult> ListOf(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidUserIdOfUser;
        var owner = await people.Reach(http.Community(), http.ViewerOrNull(), new UserKey(key), stop);
        return await Connected(http, connections, owner?.Id, stop);
    }

    private static async Task<Results<JsonHttpResult<CountBody>, Fault>> CountOf(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidUserIdOfUser;
        if (await people.Reach(http.Community(), http.ViewerOrNull(), new UserKey(key), stop) is not { } owner)
            return Answer.Json(new CountBody(0));
        return Answer.Json(new CountBody((await connections.Counters(http.ViewerOrNull(), [owner.Id], stop))[owner.Id].Connected));
    }

    private static async Task<IResult> Pending(HttpContext http, Connections connections, EdgeList list, CancellationToken stop)
    {
        if (Paging.Read(http, out var paging) is { } fault)
            return fault;
        var page = (await connections.List(http.Viewer().Id, list, paging.PageRequest, stop)).Select(PendingRequest.Of);
        return http.SpeaksV7()
            ? Answer.Json(new DataList<PendingRequest>(page.Items, paging.AsData(page.Total)))
            : Answer.Json(new RequestList(page.Items, paging.Of(page.Total)));
    }

    private static async Task<IResult> Connected(HttpContext http, Connections connections, UserId? owner, CancellationToken stop)
    {
        if (Paging.Read(http, out var paging) is { } fault)
            return fault;
        if (Search.Read(http, out var query) is { } amiss)
            return amiss;
        var found = owner is not { } id ? new Page<Listed>([], Total: 0, Next: null)
            : query is null ? await connections.List(id, http.ViewerOrNull(), Mutuality.Ignored, paging.PageRequest, stop)
            : await connections.Search(id, http.ViewerOrNull(), query, paging.PageRequest, stop);
        var page = found.Select(EstablishedConnection.Of);
        return http.SpeaksV7()
            ? Answer.Json(new DataList<EstablishedConnection>(page.Items, paging.AsData(page.Total)))
            : Answer.Json(new ConnectionList(page.Items, paging.Of(page.Total)));
    }
}
