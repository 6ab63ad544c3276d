using static Acquaint.Server.Dialects.SelfCommunity.Refusals;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>The routes, each with what the OpenAPI document tells of it.</summary>
internal static class Routes
{
    public static void Map(RouteGroupBuilder api, SignInHandlers signIn)
    {
        var user = api.MapGroup("/user");
        MapLists(user);
        MapActions(user);
        MapQuestions(user);
        MapFollowing(user);
        MapPeople(user);
        MapFinding(api, user);
        MapNotifications(api);
        MapStart(api, signIn);
    }

    public static void MapOAuth(RouteGroupBuilder oauth, SignInHandlers signIn)
    {
        oauth.MapPost("/token/", signIn.Grant).ForEverybody().Told(
            "grantToken", "Sign in by password, or renew by refresh token.",
            Docs.Sent(
                """{"grant_type":"password","username":"ann","password":"secret","client_id":"app"}""",
                "grant_type=password&username=ann&password=secret&client_id=app"), WrongGrant);
        oauth.MapPost("/revoke_token/", signIn.Revoke).ForEverybody().Told(
            "revokeToken", "Sign out: end the sign-in that a token came from.",
            Docs.Sent($$"""{"token":"{{Examples.Token}}"}""", $"client_id=app&token={Examples.Token}"),
            new Gives("Signed out, or the token was not valid."),
            OAuthMissing("token") with { When = "No token, or one that came from no sign-in." });
    }

    private static void MapLists(RouteGroupBuilder user)
    {
        var received = new Gives("A page of requests.", Example: Examples.Received);
        var sent = new Gives("A page of requests; a rejected one has rejected set.");
        user.MapGet("/connection/requests/", ListHandlers.Own(EdgeList.Received)).Told(
            "listConnectionRequests", "List the open requests to the caller, newest first.", [.. Docs.Paging, received]);
        user.MapGet("/connection/requests_sent/", ListHandlers.Own(EdgeList.SentOrDeclined)).Told(
            "listConnectionRequestsSent", "List the caller's requests, newest first.", [.. Docs.Paging, sent]);
        user.MapGet("/{id:long}/connection/requests/", ListHandlers.Of(EdgeList.Received)).Told(
            "listUserConnectionRequests", "List the open requests to a user, newest first.",
            [.. Docs.Paging, received, NotYours, NoSuchUser]);
        user.MapGet("/{id:long}/connection/requests_sent/", ListHandlers.Of(EdgeList.SentOrDeclined)).Told(
            "listUserConnectionRequestsSent", "List a user's requests, newest first.", [.. Docs.Paging, sent, NotYours, NoSuchUser]);
        user.MapGet("/{id:long}/connections/", ListHandlers.ConnectionsOf).AsContent().Told(
            "listConnections", "List a user's connections, mutual ones first.", [.. Docs.Paging, Docs.Mutual, InvalidMutual, NoSuchUser]);
    }

    private static void MapActions(RouteGroupBuilder user)
    {
        user.Act(RelationAction.RequestOrAccept, "request").Told(
            "requestConnection", "Ask a user to connect; if they have asked already, connect.",
            Docs.Now("sent_connection_request"), Blocked, NoSuchUser,
            Of[Refusal.AlreadyRequested] with
            {
                When = "The request is open, the two are connected, it is too soon after a rejection, too many requests of the caller's "
                    + "are open, one of the two has as many connections as they may, or it is oneself.",
            },
            Of[Refusal.TooManyRequestsToday] with { When = "Enough for today. Retry-After has the seconds until tomorrow." });
        user.Act(RelationAction.Accept, "accept").Told(
            "acceptConnection", "Accept a user's request.", Docs.Now("connected"), Blocked, NoSuchUser,
            Of[Refusal.NoSuchRequest] with
            {
                When = "There is no request, the two are connected, one of them has as many connections as they may, or it is oneself.",
            });
        user.Act(RelationAction.Decline, "reject").Told(
            "rejectConnection", "Reject a user's request; its sender is not told.",
            Docs.Now(null), Blocked, NoSuchUser, Of[Refusal.NoSuchRequest]);
        user.Act(RelationAction.Restore, "cancel_reject").Told(
            "cancelRejectConnection", "Take a rejection back: the request is open again.",
            Docs.Now("received_connection_request"), Blocked, NoSuchUser, Of[Refusal.NoSuchRequest]);
        user.Act(RelationAction.Withdraw, "cancel_request").Told(
            "cancelRequestConnection", "Take one's request back.", Docs.Now(null), Blocked, NoSuchUser, Of[Refusal.NoSuchRequest]);
        user.Act(RelationAction.Disconnect, "remove").Told(
            "removeConnection", "End a connection.", Docs.Now(null), Blocked, NoSuchUser, Of[Refusal.NotConnected]);
    }

    private static void MapQuestions(RouteGroupBuilder user)
    {
        user.MapPost("/{id:long}/connection_requests/mark_seen/", ConnectionHandlers.MarkSeen).Told(
            "markSeenConnectionRequest", "Note that one saw a user's request.",
            new Gives("Noted, or there was nothing to see.", 204), Of[Refusal.Yourself], Blocked, NoSuchUser);
        user.MapGet("/{id:long}/connection_status/", ConnectionHandlers.Asking(seen => new StatusWire(StatusWire.Of(seen)))).Told(
            "checkConnectionStatus", "Ask how the caller stands to a user.", NoSuchUser);
        user.MapGet("/{id:long}/is_connection/", ConnectionHandlers.Asking(seen => new IsConnectionWire(seen.Tie is Tie.Connected))).Told(
            "checkConnection", "Ask whether the caller is connected with a user.", NoSuchUser);
        user.MapPost("/connection/statuses/", ConnectionHandlers.Statuses).Told(
            "checkConnectionStatuses", "Ask how the caller stands to many users.", Takes.Json("""{"users":[7,9]}""", "users"),
            new Gives("By id; null for strangers and for nobody."), Invalid("users", "not_a_list", "Send a list of ids."));

        user.MapPost("/{id:long}/hide/", HiddenHandlers.Toggle).Told(
            "hideUser", "Hide a user, or show one again whom the caller hides.", Of[Refusal.Yourself], NoSuchUser);
        user.MapGet("/{id:long}/is_hidden/", ConnectionHandlers.Asking(seen => new IsHiddenWire(seen.IBlockedAt is not null))).Told(
            "checkUserHidden", "Ask whether the caller hides a user.", NoSuchUser);
        user.MapGet("/{id:long}/is_hidden_by/", HiddenHandlers.IsHiddenBy).Told(
            "checkUserHiddenBy", "Ask whether a user hides the caller.", NoSuchUser);
        user.MapGet("/hidden_users/", HiddenHandlers.List).Told(
            "listHiddenUsers", "List whom the caller hides, latest first.", [.. Docs.Paging, Docs.Search, .. Docs.Filters, InvalidGender]);
        user.MapGet("/hidden_users_id/", HiddenHandlers.Ids).Told(
            "listHiddenUsersId", "List the ids of those whom the caller hides.", new Gives("All of them, up to 10000."));
    }

    private static void MapFollowing(RouteGroupBuilder user)
    {
        var refuse = () => WrongMode;
        user.MapPost("/{id:long}/follow/", refuse).Told("followUser", "Follow a user: not in friendship mode.", WrongMode);
        user.MapGet("/{id:long}/is_followed/", refuse).Told(
            "checkUserFollowed", "Ask whether one follows a user: not in friendship mode.", WrongMode);
        user.MapGet("/{id:long}/is_follower/", refuse).Told(
            "checkUserFollower", "Ask whether a user follows one: not in friendship mode.", WrongMode);
        user.MapGet("/{id:long}/followers/", refuse).AsContent().Told(
            "listFollowers", "List who follows a user: not in friendship mode.", WrongMode);
        user.MapGet("/{id:long}/followings/", refuse).AsContent().Told(
            "listFollowings", "List whom a user follows: not in friendship mode.", WrongMode);
    }

    private static void MapPeople(RouteGroupBuilder user)
    {
        user.MapGet("/me/", UserHandlers.Me).Told("getCurrentUser", "Show the caller.");
        user.MapGet("/me/avatar/", UserHandlers.MyAvatar).Told("getCurrentUserAvatar", "Show the caller's picture.");
        user.MapGet("/me/permission/", UserHandlers.MyPermission).Told("getCurrentUserPermission", "Show what the caller may do.");
        user.MapGet("/{id:long}/", UserHandlers.One).AllowAnonymous().Told("getUser", "Show a user.", NoSuchUser);
        user.MapPatch("/{id:long}/", ProfileHandlers.Patch).Told(
            "patchUser", "Change what one tells of oneself.",
            Docs.Sent(
                """
                {"real_name":"Bob Rossi","location":"Milan","username":null,"bio":null,"location_lat_lng":null,"position_lat_lng":null,
                "date_of_birth":null,"description":null,"gender":null,"website":null,"avatar":null,"cover":null,"company_name":null,
                "company_role":null}
                """,
                "real_name=Bob+Rossi&location=Milan"),
            Invalid("gender", "invalid", "Send Male, Female or Unspecified."), NotYours, NoSuchUser, NoUpload);
        user.MapDelete("/{id:long}/", ProfileHandlers.Delete).Told(
            "deleteUser", "Delete oneself, or, as an administrator, a user.", Docs.Hard, DeletedAlready, NotYours, NoSuchUser);
        user.MapGet("/{id:long}/counters/", UserHandlers.Counters).AsContent().Told(
            "getUserCounters", "Count what a user has.", NoSuchUser);
        user.MapGet("/{id:long}/settings/", SettingsHandlers.Show).Told("getUserSettings", "Show one's settings.", NotYours);
        user.MapPatch("/{id:long}/settings/", SettingsHandlers.Patch).Told(
            "patchUserSettings", "Change some of one's settings.", new Takes(Examples.Settings),
            Invalid("qa_frequency", "invalid_choice", "Send an integer from -1 to 1."), NotYours);
    }

    private static void MapFinding(RouteGroupBuilder api, RouteGroupBuilder user)
    {
        user.MapGet("/", PeopleHandlers.List).Told(
            "listUsers", "List users.", [.. Docs.Paging, Docs.Search, .. Docs.Filters, InvalidGender]);
        user.MapGet("/search/", PeopleHandlers.Search).AsContent().Told(
            "searchUsers", "Search for users.", [.. Docs.Paging, Docs.User, .. Docs.Filters, .. Docs.MoreFilters, InvalidGender]);
        user.MapGet("/autocomplete/", PeopleHandlers.Autocomplete).AsContent().Told(
            "autocompleteUsers", "Find users while somebody types.",
            [.. Docs.Paging, Docs.Search, .. Docs.Filters, Docs.Exclude, InvalidGender]);
        user.MapPost("/match/", PeopleHandlers.Match).Told(
            "matchUsernames", "Find the users who have these usernames.", Takes.Json("""["bob","nobody"]"""),
            new Gives("Those there are, in that order."), Invalid("usernames", "not_a_list", "Send a list of usernames."));
        api.MapGet("/suggestion/user/", PeopleHandlers.Suggest).Told(
            "suggestUsers", "List people whom the caller may know.",
            [.. Docs.Paging, new Gives("A page of users, those with most mutual connections first.")]);
        api.MapGet("/suggestion/", PeopleHandlers.SuggestFor).Told(
            "suggest", "Find what somebody may mean.",
            [Docs.Search, .. Docs.Paging, Invalid("search", "invalid", "Send text that can be stored.")]);
    }

    private static void MapNotifications(RouteGroupBuilder api)
    {
        api.MapGet("/notification/", NotificationHandlers.List).Told(
            "listNotifications", "List notifications, newest first, and mark them seen.",
            Docs.Text("next_id", "The sid after which the page begins.", Examples.Sid),
            Docs.Text("previous_id", "The sid before which the page ends; wins over next_id."), NoPlace("next_id"));
        api.MapGet("/notification/unseen/count/", NotificationHandlers.CountUnseen).Told(
            "countUnseenNotifications", "Count the notifications that were not listed yet.");
        api.MapPost("/notification/read/", NotificationHandlers.MarkRead).Told(
            "markNotificationsRead", "Mark notifications read.", Takes.Json($$"""{"sids":["{{Examples.Sid}}"]}""", "sids"),
            new Gives("Marked; what is none of the caller's is left alone.", 204), NoObject);
        api.MapPatch("/moderation/user/{id:long}/", ModerationHandlers.Patch).Told(
            "moderateUser", "Block, approve or delete a user, as a moderator.", Takes.Json("""{"status":"b"}""", "status"),
            InvalidStatus with { When = "Not a status, or it is oneself." }, NotYours, NoSuchUser);
    }

    private static void MapStart(RouteGroupBuilder api, SignInHandlers signIn)
    {
        api.MapGet("/dynamic_preference/", PreferenceHandlers.All).ForEverybody().Told(
            "listPreferences", "List what the community has set.",
            [
                .. Docs.Paging,
                Docs.Text("search", "Part of section.name.", "follow_enabled"),
                Docs.Text("section", "A section.", "configurations"),
                Docs.Text("keys", "Some section.name, with commas between.", "configurations.follow_enabled"),
                new Gives("All of them, unless a limit is asked for."),
            ]);
        api.MapGet("/feature/", PreferenceHandlers.Features).ForEverybody().Told(
            "listFeatures", "List the features of the community.", new Gives("None of those that the client knows."));
        api.MapPost("/jwt/token/", signIn.JwtToken).ForEverybody().Told(
            "obtainJwt", "Sign in by password.",
            Docs.Sent("""{"username":"ann","password":"secret"}""", "username=ann&password=secret"), Missing("username"), WrongPassword);
        api.MapPost("/jwt/verify_token/", (Delegate)signIn.JwtVerify).ForEverybody().Told(
            "verifyJwt", "Ask whether a token is genuine and has not expired.",
            Docs.Sent($$"""{"token":"{{Examples.Token}}"}""", $"token={Examples.Token}"), new Gives("It is."), Missing("token"), DeadToken);
    }

    private static RouteHandlerBuilder Act(this RouteGroupBuilder user, RelationAction action, string verb) =>
        user.MapPost($"/{{id:long}}/connection/{verb}/", ConnectionHandlers.Acting(action));

    private static RouteHandlerBuilder ForEverybody(this RouteHandlerBuilder endpoint) =>
        endpoint.AllowAnonymous().WithMetadata(Access.ForEverybody);

    private static RouteHandlerBuilder AsContent(this RouteHandlerBuilder endpoint) =>
        endpoint.AllowAnonymous().WithMetadata(Access.AsContent);
}
