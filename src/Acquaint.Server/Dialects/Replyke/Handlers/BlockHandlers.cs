namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Blocking people. Nothing here or elsewhere tells anybody that they are blocked.</summary>
internal static class BlockHandlers
{
    public static async Task<Answer<BlockBody>> Block(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Refusals.InvalidBlockedId;
        if (await people.Find(http.Community(), new UserKey(key), stop) is not { } other)
            return Refusals.NobodyToBlock;
        var done = await connections.Act(http.Viewer(), other.Id, new RelationCommand(RelationAction.Block), stop);
        if (done.Refusal is { } refusal)
            return Refusals.Block(refusal);
        var body = new BlockBody(http.Viewer().Key.Value, key, done.Next.IBlockedAt!.Value);
        return done.Change is null ? body : Answer.Created(body);
    }

    public static async Task<Answer<BlockStatusBody>> Status(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Refusals.InvalidBlockedId;
        var other = await people.Find(http.Community(), new UserKey(key), stop);
        var relation = other is null ? null : await connections.See(http.Viewer(), other.Id, stop);
        return new BlockStatusBody(relation?.IBlockedAt is not null, relation?.IBlockedAt);
    }

    public static async Task<Answer> Unblock(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Refusals.InvalidBlockedId;
        if (await people.Find(http.Community(), new UserKey(key), stop) is not { } other)
            return Refusals.NoBlock;
        var done = await connections.Act(http.Viewer(), other.Id, new RelationCommand(RelationAction.Unblock), stop);
        if (done.Refusal is { } refusal)
            return Refusals.Unblock(refusal);
        return done.Change is null ? Refusals.NoBlock : Answer.Done;
    }

    public static async Task<Answer<ListBody<BlockedUser>>> List(HttpContext http, Connections connections, CancellationToken stop)
    {
        if (Paging.Read(http, out var paging) is { } fault)
            return fault;
        return paging.Rows(await connections.Blocked(http.Viewer(), paging.PageRequest, stop), BlockedUser.Of);
    }
}
