using System.Text.Json;
using Acquaint.Core;
using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;
using Persons = Acquaint.Server.Dialects.SelfCommunity.SelfCommunityPeopleDocs;
using Start = Acquaint.Server.Dialects.SelfCommunity.SelfCommunityStartDocs;
using Ties = Acquaint.Server.Dialects.SelfCommunity.SelfCommunityConnectionDocs;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>
/// The routes, and below them what acts on a connection or asks about one. No action reads a body: clients send none, or any.
/// </summary>
internal static class SelfCommunityEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var user = api.MapGroup("/user");
        MapConnections(user);
        MapHidden(user);
        MapFollowing(user);
        MapPeople(user);
        MapFinding(api, user);
        MapNotifications(api);
        api.MapPatch("/moderation/user/{id:long}/", SelfCommunityModeration.Patch).WithMetadata(Persons.Moderate);
        api.MapGet("/dynamic_preference/", SelfCommunityPreferences.All).ForEverybody().WithMetadata(Start.Preferences);
        api.MapGet("/feature/", SelfCommunityPreferences.Features).ForEverybody().WithMetadata(Start.Features);
    }

    private static void MapConnections(RouteGroupBuilder user)
    {
        user.MapGet("/connection/requests/", SelfCommunityLists.Received).WithMetadata(Ties.Received);
        user.MapGet("/connection/requests_sent/", SelfCommunityLists.Sent).WithMetadata(Ties.Sent);
        user.MapGet("/{id:long}/connection/requests/", SelfCommunityLists.ReceivedBy).WithMetadata(Ties.ReceivedBy);
        user.MapGet("/{id:long}/connection/requests_sent/", SelfCommunityLists.SentBy).WithMetadata(Ties.SentBy);
        user.MapGet("/{id:long}/connections/", SelfCommunityLists.ConnectionsOf).AsContent().WithMetadata(Ties.ConnectionsOf);

        user.MapPost("/{id:long}/connection/request/", Acting(RelationAction.RequestOrAccept)).WithMetadata(Ties.Request);
        user.MapPost("/{id:long}/connection/accept/", Acting(RelationAction.Accept)).WithMetadata(Ties.Accept);
        user.MapPost("/{id:long}/connection/reject/", Acting(RelationAction.Decline)).WithMetadata(Ties.Reject);
        user.MapPost("/{id:long}/connection/cancel_reject/", Acting(RelationAction.Restore)).WithMetadata(Ties.CancelReject);
        user.MapPost("/{id:long}/connection/cancel_request/", Acting(RelationAction.Withdraw)).WithMetadata(Ties.CancelRequest);
        user.MapPost("/{id:long}/connection/remove/", Acting(RelationAction.Disconnect)).WithMetadata(Ties.Remove);
        user.MapPost("/{id:long}/connection_requests/mark_seen/", MarkSeen).WithMetadata(Ties.MarkSeen);

        user.MapGet("/{id:long}/connection_status/", Status).WithMetadata(Ties.Status);
        user.MapGet("/{id:long}/is_connection/", IsConnection).WithMetadata(Ties.IsConnection);
        user.MapPost("/connection/statuses/", Statuses).WithMetadata(Ties.Statuses);
    }

    private static void MapHidden(RouteGroupBuilder user)
    {
        user.MapPost("/{id:long}/hide/", SelfCommunityHidden.Toggle).WithMetadata(Ties.Hide);
        user.MapGet("/{id:long}/is_hidden/", SelfCommunityHidden.IsHidden).WithMetadata(Ties.IsHidden);
        user.MapGet("/{id:long}/is_hidden_by/", SelfCommunityHidden.IsHiddenBy).WithMetadata(Ties.IsHiddenBy);
        user.MapGet("/hidden_users/", SelfCommunityHidden.List).WithMetadata(Ties.HiddenUsers);
        user.MapGet("/hidden_users_id/", SelfCommunityHidden.Ids).WithMetadata(Ties.HiddenUsersId);
    }

    private static void MapFollowing(RouteGroupBuilder user)
    {
        user.MapPost("/{id:long}/follow/", NotInThisMode).WithMetadata(Ties.Follow);
        user.MapGet("/{id:long}/is_followed/", NotInThisMode).WithMetadata(Ties.IsFollowed);
        user.MapGet("/{id:long}/is_follower/", NotInThisMode).WithMetadata(Ties.IsFollower);
        user.MapGet("/{id:long}/followers/", NotInThisMode).AsContent().WithMetadata(Ties.Followers);
        user.MapGet("/{id:long}/followings/", NotInThisMode).AsContent().WithMetadata(Ties.Followings);
    }

    private static void MapPeople(RouteGroupBuilder user)
    {
        user.MapGet("/me/", SelfCommunityUsers.Me).WithMetadata(Persons.Me);
        user.MapGet("/me/avatar/", SelfCommunityUsers.MyAvatar).WithMetadata(Persons.MyAvatar);
        user.MapGet("/me/permission/", SelfCommunityUsers.MyPermission).WithMetadata(Persons.MyPermission);
        user.MapGet("/{id:long}/", SelfCommunityUsers.One).AllowAnonymous().WithMetadata(Persons.One);
        user.MapPatch("/{id:long}/", SelfCommunityProfile.Patch).WithMetadata(Persons.Patch);
        user.MapDelete("/{id:long}/", SelfCommunityProfile.Delete).WithMetadata(Persons.Delete);
        user.MapGet("/{id:long}/counters/", SelfCommunityUsers.Counters).AsContent().WithMetadata(Persons.Counters);
        user.MapGet("/{id:long}/settings/", SelfCommunitySettings.Show).WithMetadata(Persons.Settings);
        user.MapPatch("/{id:long}/settings/", SelfCommunitySettings.Patch).WithMetadata(Persons.PatchSettings);
    }

    private static void MapFinding(RouteGroupBuilder api, RouteGroupBuilder user)
    {
        user.MapGet("/", SelfCommunityPeople.List).WithMetadata(Persons.List);
        user.MapGet("/search/", SelfCommunityPeople.Search).AsContent().WithMetadata(Persons.Find);
        user.MapGet("/autocomplete/", SelfCommunityPeople.Autocomplete).AsContent().WithMetadata(Persons.Autocomplete);
        user.MapPost("/match/", SelfCommunityPeople.Match).WithMetadata(Persons.Match);
        api.MapGet("/suggestion/user/", SelfCommunityPeople.Suggest).WithMetadata(Persons.Suggest);
        api.MapGet("/suggestion/", SelfCommunityPeople.SuggestFor).WithMetadata(Persons.SuggestFor);
    }

    private static void MapNotifications(RouteGroupBuilder api)
    {
        api.MapGet("/notification/", SelfCommunityNotifications.List).WithMetadata(Persons.Notifications);
        api.MapGet("/notification/unseen/count/", SelfCommunityNotifications.CountUnseen).WithMetadata(Persons.CountUnseen);
        api.MapPost("/notification/read/", SelfCommunityNotifications.MarkRead).WithMetadata(Persons.MarkRead);
    }

    private static Func<HttpContext, long, Connections, TimeProvider, CancellationToken, Task<Results<JsonHttpResult<StatusWire>, Fault>>>
        Acting(RelationAction action) => async (http, id, connections, clock, stop) =>
    {
        var transition = await connections.Act(http.Viewer(), new(id), new Attempt(action), stop);
        if (transition.Refusal is Refusal.TooManyRequestsToday)
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(CapRules.RestOfDay(clock.GetUtcNow()).TotalSeconds):F0}";
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
