using System.Text.Json;
using Acquaint.Core;
using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>
/// The routes, and below them what acts on a connection or asks about one. No action reads a body: clients send none, or any.
/// </summary>
internal static class SelfCommunityEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var user = api.MapGroup("/user");
        user.MapGet("/me/", SelfCommunityUsers.Me);
        user.MapGet("/me/avatar/", SelfCommunityUsers.MyAvatar);
        user.MapGet("/me/permission/", SelfCommunityUsers.MyPermission);
        user.MapGet("/{id:long}/", SelfCommunityUsers.One).AllowAnonymous();
        user.MapPatch("/{id:long}/", SelfCommunityProfile.Patch);
        user.MapDelete("/{id:long}/", SelfCommunityProfile.Delete);
        user.MapGet("/{id:long}/counters/", SelfCommunityUsers.Counters).AsContent();
        user.MapGet("/{id:long}/settings/", SelfCommunitySettings.Show);
        user.MapPatch("/{id:long}/settings/", SelfCommunitySettings.Patch);

        user.MapGet("/connection/requests/", SelfCommunityLists.Received);
        user.MapGet("/connection/requests_sent/", SelfCommunityLists.Sent);
        user.MapGet("/{id:long}/connection/requests/", SelfCommunityLists.ReceivedBy);
        user.MapGet("/{id:long}/connection/requests_sent/", SelfCommunityLists.SentBy);
        user.MapGet("/{id:long}/connections/", SelfCommunityLists.ConnectionsOf).AsContent();

        user.MapPost("/{id:long}/connection/request/", Acting(RelationAction.RequestOrAccept));
        user.MapPost("/{id:long}/connection/accept/", Acting(RelationAction.Accept));
        user.MapPost("/{id:long}/connection/reject/", Acting(RelationAction.Decline));
        user.MapPost("/{id:long}/connection/cancel_reject/", Acting(RelationAction.Restore));
        user.MapPost("/{id:long}/connection/cancel_request/", Acting(RelationAction.Withdraw));
        user.MapPost("/{id:long}/connection/remove/", Acting(RelationAction.Disconnect));
        user.MapPost("/{id:long}/connection_requests/mark_seen/", MarkSeen);

        user.MapGet("/{id:long}/connection_status/", Status);
        user.MapGet("/{id:long}/is_connection/", IsConnection);
        user.MapPost("/connection/statuses/", Statuses);

        user.MapGet("/", SelfCommunityPeople.List);
        user.MapGet("/search/", SelfCommunityPeople.Search).AsContent();
        user.MapGet("/autocomplete/", SelfCommunityPeople.Autocomplete).AsContent();
        user.MapPost("/match/", SelfCommunityPeople.Match);
        api.MapGet("/suggestion/user/", SelfCommunityPeople.Suggest);
        api.MapGet("/suggestion/", SelfCommunityPeople.SuggestFor);

        user.MapPost("/{id:long}/hide/", SelfCommunityHidden.Toggle);
        user.MapGet("/{id:long}/is_hidden/", SelfCommunityHidden.IsHidden);
        user.MapGet("/{id:long}/is_hidden_by/", SelfCommunityHidden.IsHiddenBy);
        user.MapGet("/hidden_users/", SelfCommunityHidden.List);
        user.MapGet("/hidden_users_id/", SelfCommunityHidden.Ids);

        api.MapPatch("/moderation/user/{id:long}/", SelfCommunityModeration.Patch);

        api.MapGet("/notification/", SelfCommunityNotifications.List);
        api.MapGet("/notification/unseen/count/", SelfCommunityNotifications.CountUnseen);
        api.MapPost("/notification/read/", SelfCommunityNotifications.MarkRead);

        user.MapPost("/{id:long}/follow/", NotInThisMode);
        user.MapGet("/{id:long}/is_followed/", NotInThisMode);
        user.MapGet("/{id:long}/is_follower/", NotInThisMode);
        user.MapGet("/{id:long}/followers/", NotInThisMode).AsContent();
        user.MapGet("/{id:long}/followings/", NotInThisMode).AsContent();

        api.MapGet("/dynamic_preference/", SelfCommunityPreferences.All).ForEverybody();
        api.MapGet("/feature/", SelfCommunityPreferences.Features).ForEverybody();
    }

    private static Func<HttpContext, long, Connections, CancellationToken, Task<Results<JsonHttpResult<StatusWire>, Fault>>> Acting(
        RelationAction action) => async (http, id, connections, stop) =>
    {
        var transition = await connections.Act(http.Viewer(), new(id), new Attempt(action), stop);
        return transition.Refusal is { } refusal
            ? SelfCommunityAnswers.Refused(refusal)
            : SelfCommunityAnswers.StatusOf(transition.Next);
    };

    /// <summary>Nothing to see is as good as seen.</summary>
    private static async Task<Results<NoContent, Fault>> MarkSeen(
        HttpContext http, long id, Connections connections, CancellationToken stop)
    {
        var (viewer, other) = (http.Viewer(), new UserId(id));
        if (other == viewer.Id)
            return SelfCommunityAnswers.Refused(Refusal.Yourself);
        if (await connections.See(viewer, other, stop) is { HasBlock: true } relation)
            return SelfCommunityAnswers.Refused(relation.IBlockedAt is null ? Refusal.Blocked : Refusal.YouBlockThem);
        return await connections.MarkSeen(viewer, other, stop) is { } refusal
            ? SelfCommunityAnswers.Refused(refusal)
            : TypedResults.NoContent();
    }

    private static async Task<Results<JsonHttpResult<StatusWire>, Fault>> Status(
        HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.See(http.Viewer(), new UserId(id), stop) is { } relation
            ? SelfCommunityAnswers.StatusOf(relation)
            : SelfCommunityAnswers.Refused(Refusal.NoSuchUser);

    private static async Task<Results<JsonHttpResult<IsConnectionWire>, Fault>> IsConnection(
        HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.See(http.Viewer(), new UserId(id), stop) is { } relation
            ? TypedResults.Json(new IsConnectionWire(relation.Tie is Tie.Connected), SelfCommunityJson.Default.IsConnectionWire)
            : SelfCommunityAnswers.Refused(Refusal.NoSuchUser);

    private static async Task<Results<JsonHttpResult<StatusesWire>, Fault>> Statuses(
        HttpContext http, Connections connections, CancellationToken stop)
    {
        if (await Body.ReadJson(http) is not { } body)
            return SelfCommunityAnswers.Malformed();
        if (FaultIn(Body.Member(body, "users"), out var ids) is { } fault)
            return fault;
        var relations = await connections.See(http.Viewer(), ids, stop);
        var statuses = ids.Distinct().ToDictionary(id => id.Value, id => StatusWire.Of(relations[id]));
        return TypedResults.Json(new StatusesWire(statuses), SelfCommunityJson.Default.StatusesWire);
    }

    /// <summary>Communities are in friendship mode. The widgets take 403 for "blocked" and 404 for "deleted"; this is neither.</summary>
    private static Fault NotInThisMode() => SelfCommunityAnswers.WrongMode();

    private static Fault? FaultIn(JsonElement users, out List<UserId> ids)
    {
        ids = [];
        if (users.ValueKind is JsonValueKind.Undefined)
            return SelfCommunityAnswers.Invalid("users", "required", "Send the ids of users.");
        if (users.ValueKind is not JsonValueKind.Array)
            return SelfCommunityAnswers.Invalid("users", "not_a_list", "Send a list of ids.");
        if (users.GetArrayLength() > Limits.BulkIds)
            return SelfCommunityAnswers.Invalid("users", "max_length", $"Send at most {Limits.BulkIds} ids.");
        foreach (var user in users.EnumerateArray())
        {
            if (user.ValueKind is not JsonValueKind.Number || !user.TryGetInt64(out var id))
                return SelfCommunityAnswers.Invalid("users", "invalid", "An id is an integer.");
            ids.Add(new(id));
        }

        return null;
    }
}
