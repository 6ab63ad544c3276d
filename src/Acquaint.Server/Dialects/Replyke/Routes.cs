using static Acquaint.Server.Dialects.Replyke.Refusals;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The versions differ in the envelope of lists, and in what version 7 added.</summary>
internal enum ApiVersion
{
    V6,
    V7,
}

/// <summary>The first part of the codes of an endpoint's unforeseen errors.</summary>
internal sealed record FaultFamily(string Name);

/// <summary>The whole route table: one family after the other, each the same in both versions.</summary>
internal static class Routes
{
    // What the official client calls by an absolute address, whatever its version.
    private const string Internal = "/internal";
    private const string TooOften = "Too many attempts, please try again shortly";

    // The documentation says PUT, the client and the server say PATCH.
    private static readonly string[] s_answering = ["PATCH", "PUT"];

    /// <summary>Version 7 moved from the one root to the other; both are in the field.</summary>
    public static IReadOnlyList<string> Roots { get; } = ["/api/v6", "/v7", "/api/v7", Internal];

    public static ApiVersion Version(this HttpContext http) => VersionOf(http.Spoken().Root);

    /// <summary>The official client leaves the project out of the paths of the connections family, and only there.</summary>
    public static void Map(IEndpointRouteBuilder routes, IDialect dialect, SignInHandlers signIn, ExternalHandlers external)
    {
        foreach (var root in Roots.Where(one => one != Internal))
        {
            var (api, version) = (routes.MapGroup(root).WithMetadata(dialect), VersionOf(root));
            var project = api.MapGroup("/{projectId}");
            foreach (var group in new[] { api, project })
            {
                MapConnections(Family(group, "connection"), version);
                MapConnectionsOfUsers(Family(group, "connection"), version);
                MapBlocks(Family(group, "block"), version);
            }

            MapNotifications(Family(project, "app-notification"), version);
            MapUsers(Family(project, "user"));
            MapSignIn(Family(project, "auth"), version, signIn, external);
            MapProject(Family(project, "project"));
        }

        MapInternal(Family(routes.MapGroup(Internal).WithMetadata(dialect), "project"));
    }

    private static void MapConnections(RouteGroupBuilder api, ApiVersion version)
    {
        api.MapGet("/connections", ConnectionHandlers.List).Limited(100).Told(
            "listConnections", "List the caller's connections, newest request first.",
            [.. Docs.Page(version, Examples.Connection), .. Docs.Search(version)]);
        api.MapGet("/connections/count", ConnectionHandlers.Count).Limited(100).Told("countConnections", "Count the caller's connections.");
        api.MapGet("/connections/pending/sent", ConnectionHandlers.Sent).Limited(100).Told(
            "listSentRequests", "List the caller's open requests.", Docs.Page(version, Examples.Sent, "A page, newest first."));
        api.MapGet("/connections/pending/received", ConnectionHandlers.Received).Limited(100).Told(
            "listReceivedRequests", "List the open requests to the caller.",
            Docs.Page(version, Examples.Received, "A page, newest first."));
        api.MapMethods("/connections/{connectionId}/accept", s_answering, ConnectionHandlers.Accept).Limited(50).Told(
            "acceptRequest", "Accept a request.", Docs.Acting,
            InvalidConnectionId, NoPendingRequest, OnlyAddresseeAccepts, ConnectionsFull, UserConnectionsFull, Suspended);
        api.MapMethods("/connections/{connectionId}/decline", s_answering, ConnectionHandlers.Decline).Limited(50).Told(
            "declineRequest", "Decline a request.", Docs.Acting, new Gives(Example: Examples.Declined),
            InvalidConnectionId, NoPendingRequest, OnlyAddresseeDeclines, Suspended);
        api.MapDelete("/connections/{connectionId}", ConnectionHandlers.End).Limited(50).Told(
            "removeConnection", "Take a request back, end a connection, or delete the record of a request that one declined.",
            InvalidConnectionId, OnlyRequesterWithdraws, NothingToEnd);
    }

    private static void MapConnectionsOfUsers(RouteGroupBuilder api, ApiVersion version)
    {
        api.MapPost("/users/{userId}/connection", ConnectionHandlers.Request).Limited(25).Told(
            "requestConnection", "Ask a user to connect.",
            Takes.Json("""{"message":"Hi! I'd like to connect with you.","actingUserId":null}"""),
            new Gives("The request.", StatusCodes.Status201Created),
            MalformedBody, InvalidAddresseeId, InvalidMessage, SelfRequest, NoSuchPair, AlreadyConnected, RequestDeclined, BlockedByYou,
            Suspended, TooManyOpenRequests, TooManyRequestsToday, RequestPending);
        api.MapGet("/users/{userId}/connection", ConnectionHandlers.Status).Limited(100).Told(
            "getConnectionStatus", "Ask how the caller stands to a user.",
            new Gives("Status none, pending, connected or declined; the other members depend on it."), InvalidUserId, SelfCheck);
        api.MapDelete("/users/{userId}/connection", ConnectionHandlers.EndWith).Limited(50).Told(
            "removeConnectionWithUser", "Take a request back, decline one, end a connection, or delete a declined request, with a user.",
            new Gives("What was done; a decline answers as declining by id does.", Example: Examples.Disconnected),
            InvalidUserId, SelfDisconnect, NothingBetween);
        api.MapGet("/users/{userId}/connections", ConnectionHandlers.ListOf).AllowAnonymous().Limited(100).Told(
            "listConnectionsOfUser", "List a user's connections.",
            [
                .. Docs.Page(version, Examples.Connection, "A page; empty for a user who does not exist."), .. Docs.Search(version),
                InvalidUserIdOfUser,
            ]);
        api.MapGet("/users/{userId}/connections-count", ConnectionHandlers.CountOf).AllowAnonymous().Limited(100).Told(
            "countConnectionsOfUser", "Count a user's connections.",
            new Gives("The count; 0 for a user who does not exist."), InvalidUserIdOfUser);
    }

    private static void MapBlocks(RouteGroupBuilder api, ApiVersion version)
    {
        api.MapPost("/users/{userId}/block", BlockHandlers.Block).Limited(50).Told(
            "blockUser", "Block a user: ends the connection and requests either way. Once blocked, it answers 200 with the same body.",
            new Gives("The block.", StatusCodes.Status201Created), InvalidBlockedId, NobodyToBlock, SelfBlock);
        api.MapGet("/users/{userId}/block", BlockHandlers.Status).Limited(100).Told(
            "getBlock", "Ask whether the caller blocks a user.", new Gives("blockedAt only with a block."), InvalidBlockedId);
        api.MapDelete("/users/{userId}/block", BlockHandlers.Unblock).Limited(50).Told(
            "unblockUser", "Lift a block.", InvalidBlockedId, NoBlock);
        api.MapGet("/blocks", BlockHandlers.List).Limited(100).Told(
            "listBlocks", "List the users whom the caller blocks, newest block first.", Docs.Page(version, Examples.Blocked));
    }

    private static void MapNotifications(RouteGroupBuilder project, ApiVersion version)
    {
        project.MapGet("/app-notifications", NotificationHandlers.List).Limited(50).Told(
            "listNotifications", "List what the caller is notified of, newest first.", Docs.NotificationPage(version));
        project.MapGet("/app-notifications/count", NotificationHandlers.Count).Limited(50).Told(
            "countUnreadNotifications", "Count the unread ones.", new Gives("The bare number."));
        project.MapPatch("/app-notifications/{notificationId}/mark-as-read", NotificationHandlers.Mark).Limited(100).Told(
            "markNotificationAsRead", "Mark one as read.",
            new Gives("Marked, now or before.", Example: new PlainText("OK")), NoSuchNotification);
        project.MapPatch("/app-notifications/mark-all-as-read", NotificationHandlers.MarkAll).Limited(20).Told(
            "markAllNotificationsAsRead", "Mark all as read.", new Gives("How many were unread."));
    }

    private static void MapUsers(RouteGroupBuilder project)
    {
        project.MapGet("/users/by-foreign-id", UserHandlers.FindByForeignId).AllowAnonymous().Limited(100).Told(
            "getUserByForeignId", "Look at a user by the integrator's id; a service key can have them added, which answers 201.",
            [.. Docs.NewUser, InvalidIdentifier, Invalid("user", "bio"), NoSuchUser, UsernameTaken]);
        project.MapGet("/users/suggestions", UserHandlers.Suggest).AllowAnonymous().Limited(100).Told(
            "suggestUsers", "Find at most five users by a part of their username.",
            Docs.Needed("query", "The part; those who begin with it come first.", "ja"), InvalidQuery);
        project.MapGet("/users/check-username", UserHandlers.CheckUsername).AllowAnonymous().Limited(100).Told(
            "checkUsername", "Ask whether a username can be taken.",
            Docs.Needed("username", "In any letter case.", "jane"), InvalidUsername);
        project.MapGet("/users/{userId}", UserHandlers.Find).AllowAnonymous().Limited(100).Told(
            "getUser", "Look at a user.", InvalidUserIdOfUser, NoSuchUser);
        project.MapPatch("/users/{userId}", UserHandlers.Update).WithMetadata(new ServiceMayActAlone()).Limited(50).Told(
            "updateUser", "Change what one tells of oneself; a service key changes anybody's.", Docs.Update,
            InvalidUserIdOfUser, MalformedBody, MissingUserData, Invalid("user", "bio"), NotAuthorized, NoSuchUser, UsernameTaken);
    }

    private static void MapSignIn(RouteGroupBuilder project, ApiVersion version, SignInHandlers signIn, ExternalHandlers external)
    {
        project.MapPost("/auth/sign-up", signIn.SignUp).AllowAnonymous()
            .Limited(5, "Too many sign up attempts, please wait 5 minutes")
            .Told(
                "signUp", "Open an account and sign in.", Docs.SignUp, Docs.SignedIn with { Status = StatusCodes.Status201Created },
                MalformedBody, Invalid("auth", "email"), MissingFields, UsernameTaken, EmailTaken);
        project.MapPost("/auth/sign-in", signIn.SignIn).AllowAnonymous()
            .Limited(5, "Too many sign in attempts, please wait 5 minutes")
            .Told(
                "signIn", "Sign in by e-mail address and password.",
                Takes.Json("""{"email":"me@example.com","password":"correct horse"}""", "email", "password"), Docs.SignedIn,
                MalformedBody, Invalid("auth", "email"), MissingFields, WrongPassword, NoPassword, NoUserFound);
        project.MapPost("/auth/sign-out", signIn.SignOut).AllowAnonymous()
            .Limited(5, "Too many sign out attempts, please wait 5 minutes")
            .Told("signOut", "End the session of a refresh token, if it has one.", Docs.RefreshToken, MalformedBody);
        project.MapPost("/auth/change-password", signIn.ChangePassword).WithMetadata(new CookieWillDo())
            .Limited(5, "Too many attempts to change password, please wait 5 minutes")
            .Told(
                "changePassword", "Change one's password; every other session ends. The refresh cookie does instead of a token.",
                Takes.Json("""{"password":"correct horse","newPassword":"battery staple"}""", "password", "newPassword"),
                MalformedBody, Invalid("auth", "newPassword"), NotByPassword, MissingFields, WrongPassword, NoUserFound);
        project.MapPost("/auth/request-new-access-token", signIn.Renew).AllowAnonymous()
            .Limited(50, "Too many attempts to request a new access token, please wait 5 minutes")
            .Told(
                "renewAccessToken", "Get a new access token for a refresh token; without one, all members are null.",
                Docs.RefreshToken, new Gives("The token.", Example: Examples.Renewed(version)),
                MalformedBody, RefreshTokenOfOthers, RefreshTokenEnded, NoUserFound, RefreshTokenInvalid);
        project.MapPost("/auth/verify-external-user", external.Verify).AllowAnonymous().Limited(50).Told(
            "verifyExternalUser", "Sign a user in whom the project's own server vouches for, adding or linking their account.",
            Takes.Json($$"""{"userJwt":"{{Examples.Token}}"}""", "userJwt"), Docs.SignedIn,
            MalformedBody, Invalid("auth", "email"), MissingExternalUser, MissingJwt, MissingKeys, ExternalProjectMismatch,
            InvalidExternalToken, UsernameTaken, EmailTaken);
    }

    private static void MapProject(RouteGroupBuilder project)
    {
        project.MapGet("/projects/lean", ProjectHandlers.Lean).AllowAnonymous().Limited(100).Told("getProject", "Look at the project.");
        MapSigning(project);
    }

    /// <summary>Where the 6.0 clients look.</summary>
    private static void MapInternal(RouteGroupBuilder root)
    {
        root.MapGet("/projects/{projectId}/lean", ProjectHandlers.Lean).AllowAnonymous().Limited(100)
            .Told("getProject", "Look at the project.");
        MapSigning(root);
    }

    private static void MapSigning(RouteGroupBuilder routes) =>
        routes.MapPost("/crypto/sign-testing-jwt", ProjectHandlers.Sign).AllowAnonymous().Limited(20).Told(
            "signTestingToken", "Have a token for verifyExternalUser signed with one's own private key, to try it out.",
            Docs.Signing, new Gives("The token.", Example: new PlainText(Examples.Token)), MalformedBody, InvalidSigning("privateKey"));

    private static ApiVersion VersionOf(string root) => root.EndsWith("v7", StringComparison.Ordinal) ? ApiVersion.V7 : ApiVersion.V6;

    private static RouteGroupBuilder Family(RouteGroupBuilder routes, string name) =>
        routes.MapGroup("").WithMetadata(new FaultFamily(name));

    /// <summary>The route is named by its method and by what follows version and project, so that all its forms share a window.</summary>
    private static RouteHandlerBuilder Limited(this RouteHandlerBuilder endpoint, int permits, string words = TooOften)
    {
        endpoint.Add(built =>
        {
            var parts = ((RouteEndpointBuilder)built).RoutePattern.RawText!.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var path = string.Join('/', parts.SkipWhile(part => part is "api" or "v6" or "v7" or "internal" or "{projectId}"));
            var method = built.Metadata.OfType<HttpMethodMetadata>().Single().HttpMethods[0];
            built.Metadata.Add(new RateLimit($"{method} /{path}", permits, TooMany(words)));
        });
        return endpoint;
    }
}
