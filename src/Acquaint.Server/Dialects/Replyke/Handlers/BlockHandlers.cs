using Microsoft.AspNetCore.Http.HttpResults;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Blocking people. Nothing here or elsewhere tells anybody that they are blocked.</summary>
internal static class BlockHandlers
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/users/{userId}/block", Block).Limited(50).Documented(ConnectionDocs.Block);
        api.MapGet("/users/{userId}/block", Status).Limited(100).Documented(ConnectionDocs.BlockStatus);
        api.MapDelete("/users/{userId}/block", Unblock).Limited(50).Documented(ConnectionDocs.Unblock);
        api.MapGet("/blocks", List).Limited(100)
            .Documented(ConnectionDocs.Blocks, ConnectionDocs.Blocks7);
    }

    private static async Task<Results<JsonHttpResult<BlockBody>, Fault>> Block(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidBlockedId;
        if (await people.Find(http.Community(), new UserKey(key), stop) is not { } other)
            return Faults.NobodyToBlock;
        var done = await connections.Act(http.Viewer(), other.Id, new RelationCommand(RelationAction.Block), stop);
        if (done.Refusal is { } refusal)
            return Refused.Block(refusal);
        var body = new BlockBody(http.Viewer().Key.Value, key, done.Next.IBlockedAt!.Value);
        return Answer.Json(body, done.Change is null ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private static async Task<Results<JsonHttpResult<BlockStatusBody>, Fault>> Status(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidBlockedId;
        var other = await people.Find(http.Community(), new UserKey(key), stop);
        var relation = other is null ? null : await connections.See(http.Viewer(), other.Id, stop);
        return Answer.Json(new BlockStatusBody(relation?.IBlockedAt is not null, relation?.IBlockedAt));
    }

    private static async Task<Results<NoContent, Fault>> Unblock(
        string userId, HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidBlockedId;
        if (await people.Find(http.Community(), new UserKey(key), stop) is not { } other)
            return Faults.NoBlock;
        var done = await connections.Act(http.Viewer(), other.Id, new RelationCommand(RelationAction.Unblock), stop);
        if (done.Refusal is { } refusal)
            return refusal is Refusal.NoSuchUser ? Faults.NoBlock : Refused.Block(refusal);
        return done.Change is null ? Faults.NoBlock : TypedResults.NoContent();
    }

    private static async Task<IResult> List(HttpContext http, Connections connections, CancellationToken stop)
    {
        if (Paging.Read(http, out var paging) is { } fault)
            return fault;
        var page = (await connections.Blocked(http.Viewer(), paging.PageRequest, stop)).Select(BlockedUser.Of);
        return http.SpeaksV7()
            ? Answer.Json(new DataList<BlockedUser>(page.Items, paging.AsData(page.Total)))
            : Answer.Json(new BlockList(page.Items, paging.Of(page.Total)));
    }
}
