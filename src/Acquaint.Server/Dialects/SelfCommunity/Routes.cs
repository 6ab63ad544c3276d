using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;
using Persons = Acquaint.Server.Dialects.SelfCommunity.PeopleDocs;
using Start = Acquaint.Server.Dialects.SelfCommunity.StartDocs;
using Ties = Acquaint.Server.Dialects.SelfCommunity.ConnectionDocs;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>
/// The routes, and below them what acts on a connection or asks about one. No action reads a body: clients send none, or any.
/// </summary>
internal static class Routes
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
        api.MapPatch("/moderation/user/{id:long}/", ModerationHandlers.Patch).WithMetadata(Persons.Moderate);
        api.MapGet("/dynamic_preference/", PreferenceHandlers.All).ForEverybody().WithMetadata(Start.Preferences);
        api.MapGet("/feature/", PreferenceHandlers.Features).ForEverybody().WithMetadata(Start.Features);
    }

    private static void MapConnections(RouteGroupBuilder user)
    {
        user.MapGet("/connection/requests/", ListHandlers.Received).WithMetadata(Ties.Received);
        user.MapGet("/connection/requests_sent/", ListHandlers.Sent).WithMetadata(Ties.Sent);
        user.MapGet("/{id:long}/connection/requests/", ListHandlers.ReceivedBy).WithMetadata(Ties.ReceivedBy);
        user.MapGet("/{id:long}/connection/requests_sent/", ListHandlers.SentBy).WithMetadata(Ties.SentBy);
        user.MapGet("/{id:long}/connections/", ListHandlers.ConnectionsOf).AsContent().WithMetadata(Ties.ConnectionsOf);

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
        user.MapPost("/{id:long}/hide/", HiddenHandlers.Toggle).WithMetadata(Ties.Hide);
        user.MapGet("/{id:long}/is_hidden/", HiddenHandlers.IsHidden).WithMetadata(Ties.IsHidden);
        user.MapGet("/{id:long}/is_hidden_by/", HiddenHandlers.IsHiddenBy).WithMetadata(Ties.IsHiddenBy);
        user.MapGet("/hidden_users/", HiddenHandlers.List).WithMetadata(Ties.HiddenUsers);
        user.MapGet("/hidden_users_id/", HiddenHandlers.Ids).WithMetadata(Ties.HiddenUsersId);
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
        user.MapGet("/me/", UserHandlers.Me).WithMetadata(Persons.Me);
        user.MapGet("/me/avatar/", UserHandlers.MyAvatar).WithMetadata(Persons.MyAvatar);
        user.MapGet("/me/permission/", UserHandlers.MyPermission).WithMetadata(Persons.MyPermission);
        user.MapGet("/{id:long}/", UserHandlers.One).AllowAnonymous().WithMetadata(Persons.One);
        user.MapPatch("/{id:long}/", ProfileHandlers.Patch).WithMetadata(Persons.Patch);
        user.MapDelete("/{id:long}/", ProfileHandlers.Delete).WithMetadata(Persons.Delete);
        user.MapGet("/{id:long}/counters/", UserHandlers.Counters).AsContent().WithMetadata(Persons.Counters);
        user.MapGet("/{id:long}/settings/", SettingsHandlers.Show).WithMetadata(Persons.Settings);
        user.MapPatch("/{id:long}/settings/", SettingsHandlers.Patch).WithMetadata(Persons.PatchSettings);
    }

    private static void MapFinding(RouteGroupBuilder api, RouteGroupBuilder user)
    {
        user.MapGet("/", PeopleHandlers.List).WithMetadata(Persons.List);
        user.MapGet("/search/", PeopleHandlers.Search).AsContent().WithMetadata(Persons.Find);
        user.MapGet("/autocomplete/", PeopleHandlers.Autocomplete).AsContent().WithMetadata(Persons.Autocomplete);
        user.MapPost("/match/", PeopleHandlers.Match).WithMetadata(Persons.Match);
        api.MapGet("/suggestion/user/", PeopleHandlers.Suggest).WithMetadata(Persons.Suggest);
        api.MapGet("/suggestion/", PeopleHandlers.SuggestFor).WithMetadata(Persons.SuggestFor);
    }

    private static void MapNotifications(RouteGroupBuilder api)
    {
        api.MapGet("/notification/", NotificationHandlers.List).WithMetadata(Persons.Notifications);
        api.MapGet("/notification/unseen/count/", NotificationHandlers.CountUnseen).WithMetadata(Persons.CountUnseen);
        api.MapPost("/notification/read/", NotificationHandlers.MarkRead).WithMetadata(Persons.MarkRead);
    }

    private static Func<HttpContext, long, Connections, TimeProvider, CancellationToken, Task<Results<JsonHttpResult<StatusWire>, Fault>>>
        Acting(RelationAction action) => async (http, id, connections, clock, stop) =>
    {
        var transition = await connections.Act(http.Viewer(), new(id), new RelationCommand(action), stop);
        if (transition.Refusal is Refusal.TooManyRequestsToday)
            http.Response.Headers.RetryAfter = $"{Math.Ceiling(QuotaRules.RestOfDay(clock.GetUtcNow()).TotalSeconds):F0}";
        return transition.Refusal is { } refusal
            ? Refusals.Refused(refusal)
            : Refusals.StatusOf(transition.Next);
    };

    /// <summary>Nothing to see is as good as seen.</summary>
    private static async Task<Results<NoContent, Fault>> MarkSeen(
        HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.MarkSeen(http.Viewer(), new UserId(id), stop) is { } refusal
            ? Refusals.Refused(refusal)
            : TypedResults.NoContent();

    private static async Task<Results<JsonHttpResult<StatusWire>, Fault>> Status(
        HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.See(http.Viewer(), new UserId(id), stop) is { } relation
            ? Refusals.StatusOf(relation)
            : Refusals.Refused(Refusal.NoSuchUser);

    private static async Task<Results<JsonHttpResult<IsConnectionWire>, Fault>> IsConnection(
        HttpContext http, long id, Connections connections, CancellationToken stop) =>
        await connections.See(http.Viewer(), new UserId(id), stop) is { } relation
            ? TypedResults.Json(new IsConnectionWire(relation.Tie is Tie.Connected), SelfCommunityJson.Default.IsConnectionWire)
            : Refusals.Refused(Refusal.NoSuchUser);

    private static async Task<Results<JsonHttpResult<StatusesWire>, Fault>> Statuses(
        HttpContext http, Connections connections, CancellationToken stop)
    {
        if (await Body.ReadJson(http) is not { } body)
            return Refusals.Malformed();
        if (FaultIn(Body.Member(body, "users"), out var ids) is { } fault)
            return fault;
        var relations = await connections.See(http.Viewer(), ids, stop);
        var statuses = ids.Distinct().ToDictionary(id => id.Value, id => StatusWire.Of(relations[id]));
        return TypedResults.Json(new StatusesWire(statuses), SelfCommunityJson.Default.StatusesWire);
    }

    /// <summary>Communities are in friendship mode. The widgets take 403 for "blocked" and 404 for "deleted"; this is neither.</summary>
    private static Fault NotInThisMode() => Refusals.WrongMode();

    private static Fault? FaultIn(JsonElement users, out List<UserId> ids)
    {
        ids = [];
        if (users.ValueKind is JsonValueKind.Undefined)
            return Refusals.Invalid("users", "required", "Send the ids of users.");
        if (users.ValueKind is not JsonValueKind.Array)
            return Refusals.Invalid("users", "not_a_list", "Send a list of ids.");
        if (users.GetArrayLength() > Limits.BulkIds)
            return Refusals.Invalid("users", "max_length", $"Send at most {Limits.BulkIds} ids.");
        foreach (var user in users.EnumerateArray())
        {
            if (user.ValueKind is not JsonValueKind.Number || !user.TryGetInt64(out var id))
                return Refusals.Invalid("users", "invalid", "An id is an integer.");
            ids.Add(new(id));
        }

        return null;
    }
}
