namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The connections family, by record and by user.</summary>
internal static class ConnectionHandlers
{
    public static Task<Answer<ListBody<EstablishedConnection>>> List(HttpContext http, Connections connections, CancellationToken stop) =>
        Connected(http, connections, http.Viewer().Id, stop);

    public static async Task<Answer<CountBody>> Count(HttpContext http, Connections connections, CancellationToken stop) =>
        new CountBody((await connections.Counters(http.Viewer(), stop)).Connected);

    public static Task<Answer<ListBody<PendingRequest>>> Sent(HttpContext http, Connections connections, CancellationToken stop) =>
        Pending(http, connections, EdgeList.Sent, stop);

    public static Task<Answer<ListBody<PendingRequest>>> Received(HttpContext http, Connections connections, CancellationToken stop) =>
        Pending(http, connections, EdgeList.Received, stop);

    public static async Task<Answer<AnsweredBody>> Accept(
        string connectionId, HttpContext http, Connections connections, CancellationToken stop)
    {
        if (!Guid.TryParseExact(connectionId, "D", out var id))
            return Refusals.InvalidConnectionId;
        var done = await connections.Act(http.Viewer(), new RequestId(id), RelationAction.Accept, stop);
        return done.Refusal is null ? AnsweredBody.Accepted(done.Next.Request!) : Refusals.Accept(done);
    }

    public static async Task<Answer<AnsweredBody>> Decline(
        string connectionId, HttpContext http, Connections connections, CancellationToken stop)
    {
        if (!Guid.TryParseExact(connectionId, "D", out var id))
            return Refusals.InvalidConnectionId;
        var done = await connections.Act(http.Viewer(), new RequestId(id), RelationAction.Decline, stop);
        return done.Refusal is null ? AnsweredBody.Declined(done.Next.Request!) : Refusals.Decline(done);
    }

    public static async Task<Answer<EndedBody>> End(
        string connectionId, HttpContext http, Connections connections, CancellationToken stop)
    {
        if (!Guid.TryParseExact(connectionId, "D", out var id))
            return Refusals.InvalidConnectionId;
        var done = await connections.End(http.Viewer(), new RequestId(id), stop);
        return done.Refusal is null ? EndedBody.ById(done.Change) : Refusals.EndById(done);
    }

    public static async Task<Answer<AskedBody>> Request(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Refusals.InvalidAddresseeId;
        var body = await RequestBody.Read(http, _ => Refusals.InvalidMessage);
        var message = body.Text("message")?.Trim();
        if (body.Fault is { } amiss)
            return amiss;
        if (await people.Find(http.Community(), new UserKey(key), stop) is not { } other)
            return Refusals.NoSuchPair;
        var command = new RelationCommand(RelationAction.Request, Message: message is "" ? null : message);
        var done = await connections.Act(http.Viewer(), other.Id, command, stop);
        return done.Refusal is { } refusal ? Refusals.Request(refusal) : Answer.Created(AskedBody.Of(done.Next.Request!));
    }

    public static async Task<Answer<StatusBody>> Status(string userId, HttpContext http, Connections connections, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Refusals.InvalidUserId;
        if (key == http.Viewer().Key.Value)
            return Refusals.SelfCheck;
        return StatusBody.Of(await connections.See(http.Viewer(), new UserKey(key), stop) ?? Relation.Blank);
    }

    /// <summary>Where that declines a request, it answers as declining by id does.</summary>
    public static async Task<Answer<EndedBody>> EndWith(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Refusals.InvalidUserId;
        if (await people.Find(http.Community(), new UserKey(key), stop) is not { } other)
            return Refusals.NothingBetween;
        var done = await connections.End(http.Viewer(), other.Id, stop);
        if (done.Refusal is { } refusal)
            return Refusals.EndByUser(refusal);
        return done.Change is ChangeKind.RequestDeclined
            ? new Answer<EndedBody>(AnsweredBody.Declined(done.Next.Request!))
            : EndedBody.ByUser(done.Change);
    }

    public static async Task<Answer<ListBody<EstablishedConnection>>> ListOf(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Refusals.InvalidUserIdOfUser;
        var owner = await people.Reach(http.Community(), http.ViewerOrNull(), new UserKey(key), stop);
        return await Connected(http, connections, owner?.Id, stop);
    }

    public static async Task<Answer<CountBody>> CountOf(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Refusals.InvalidUserIdOfUser;
        if (await people.Reach(http.Community(), http.ViewerOrNull(), new UserKey(key), stop) is not { } owner)
            return new CountBody(0);
        return new CountBody((await connections.Counters(http.ViewerOrNull(), [owner.Id], stop))[owner.Id].Connected);
    }

    private static async Task<Answer<ListBody<PendingRequest>>> Pending(
        HttpContext http, Connections connections, EdgeList list, CancellationToken stop)
    {
        if (Paging.Read(http, out var paging) is { } fault)
            return fault;
        return paging.Rows(await connections.List(http.Viewer().Id, list, paging.PageRequest, stop), PendingRequest.Of);
    }

    private static async Task<Answer<ListBody<EstablishedConnection>>> Connected(
        HttpContext http, Connections connections, UserId? owner, CancellationToken stop)
    {
        if (Paging.Read(http, out var paging) is { } fault)
            return fault;
        if (ReadSearch(http, out var query) is { } amiss)
            return amiss;
        var found = owner is not { } id ? new Page<Listed>([], Total: 0, Next: null)
            : query is null ? await connections.List(id, http.ViewerOrNull(), Mutuality.Ignored, paging.PageRequest, stop)
            : await connections.Search(id, http.ViewerOrNull(), query, paging.PageRequest, stop);
        return paging.Rows(found, EstablishedConnection.Of);
    }

    /// <summary>Reads <c>query</c> and <c>searchFields</c>, which version 6 doesn't know; null when nothing is searched for.</summary>
    private static Fault? ReadSearch(HttpContext http, out ConnectionQuery? query)
    {
        query = null;
        var text = http.Request.Query["query"].ToString().Trim();
        if (http.Version() is ApiVersion.V6 || text.Length == 0)
            return null;
        if (text.Length > Limits.HandleLength || !Text.IsStorable(text))
            return Refusals.InvalidSearch;
        var fields = http.Request.Query["searchFields"]
            .SelectMany(one => (one ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet();
        if (fields.Any(field => field is not ("username" or "name")))
            return Refusals.InvalidSearch;
        query = new(text, fields.Count == 0 || fields.Contains("username"), fields.Count == 0 || fields.Contains("name"));
        return null;
    }
}
