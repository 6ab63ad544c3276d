using Acquaint.Core;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Looking at people. Anybody may.</summary>
internal static class ReplykeUsers
{
    public static void Map(IEndpointRouteBuilder project)
    {
        project.MapGet("/users/by-foreign-id", FindByForeignId).AllowAnonymous();
        project.MapGet("/users/{userId}", Find).AllowAnonymous();
    }

    private static async Task<Results<JsonHttpResult<PublicUser>, Fault>> FindByForeignId(
        HttpContext http, People people, CancellationToken stop)
    {
        var foreignId = http.Request.Query["foreignId"].ToString();
        if (foreignId.Length is 0 or > Limits.HandleLength || !Text.IsStorable(foreignId))
            return Faults.InvalidIdentifier;
        var user = await people.Find(new Handle(http.Community().Id, HandleKind.ExternalId, foreignId), stop);
        return user is null ? Faults.NoSuchUser : Answer.Json(PublicUser.Of(user));
    }

    private static async Task<Results<JsonHttpResult<PublicUser>, Fault>> Find(
        string userId, HttpContext http, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidUserIdOfUser;
        var user = await people.Find(http.Community(), new UserKey(key), stop);
        return user is null ? Faults.NoSuchUser : Answer.Json(PublicUser.Of(user));
    }
}
