namespace Acquaint.Server.Dialects.Replyke;

/// <summary>
/// Every no of this API (docs/dialects/replyke.md, "Errors"), and which of them each refusal of the core is. The texts of the connection
/// family are the original's own.
/// </summary>
internal static class Refusals
{
    // Asking to connect.
    public static readonly Fault InvalidAddresseeId =
        No(400, "connection/invalid-receiver-id", "Missing or invalid userId in request parameters");
    public static readonly Fault InvalidMessage = No(400, "connection/invalid-message", "The message must be text.");
    public static readonly Fault SelfRequest = No(400, "connection/self-request", "A user cannot send a connection request to themselves.");
    public static readonly Fault NoSuchPair =
        No(404, "connection/user-not-found", "One or both users involved in the connection do not exist.");
    public static readonly Fault RequestPending =
        No(409, "connection/request-pending", "A connection request is already pending between these users.");
    public static readonly Fault AlreadyConnected = No(409, "connection/already-connected", "Users are already connected.");
    public static readonly Fault RequestDeclined =
        No(409, "connection/request-declined", "Connection request was declined. Only the receiver can initiate a new request.");
    public static readonly Fault AlreadyExists = No(409, "connection/already-exists", "Connection already exists between these users.");
    public static readonly Fault BlockedByYou =
        No(409, "connection/user-blocked", "You have blocked this user. Unblock them before you send a connection request.");
    // Not 403: the official client answers every 403 by renewing its token and asking again.
    public static readonly Fault Suspended =
        No(409, "connection/user-suspended", "No connection can be formed while one of the users is suspended.");
    public static readonly Fault TooManyOpenRequests = No(
        409, "connection/too-many-open-requests", "Too many of your connection requests are pending. Wait for answers or withdraw some.");
    // Not 429: that is text here, and its clients try again shortly.
    public static readonly Fault TooManyRequestsToday = No(
        409, "connection/too-many-requests-today", "You have sent as many connection requests as you may today. Try again tomorrow (UTC).");

    // Answering.
    public static readonly Fault InvalidConnectionId =
        No(400, "connection/invalid-connection-id", "Missing or invalid connectionId in request parameters");
    public static readonly Fault OnlyAddresseeAccepts =
        No(403, "connection/unauthorized", "Only the receiver can accept a connection request.");
    public static readonly Fault OnlyAddresseeDeclines =
        No(403, "connection/unauthorized", "Only the receiver can decline a connection request.");
    public static readonly Fault NoPendingRequest = No(404, "connection/not-found", "Pending connection request not found.");
    public static readonly Fault ConnectionsFull = No(409, "connection/connections-full", "You have as many connections as you may.");
    public static readonly Fault UserConnectionsFull =
        No(409, "connection/user-connections-full", "This user cannot have more connections now.");

    // Ending, and asking how one stands.
    public static readonly Fault OnlyRequesterWithdraws =
        No(403, "connection/unauthorized", "Only the requester can withdraw a pending connection request.");
    public static readonly Fault NothingToEnd = No(404, "connection/not-found", "Connection not found or cannot be withdrawn.");
    public static readonly Fault InvalidUserId = No(400, "connection/invalid-user-id", "Missing or invalid userId in request parameters");
    public static readonly Fault SelfDisconnect = No(400, "connection/self-disconnect", "Cannot disconnect from yourself");
    public static readonly Fault NothingBetween =
        No(404, "connection/not-found", "No connection found between these users that can be removed.");
    public static readonly Fault SelfCheck = No(400, "connection/self-check", "Cannot check connection status with yourself");

    // Listing.
    public static readonly Fault InvalidPage = No(400, "connection/invalid-page", "The page must not be negative.");
    public static readonly Fault InvalidLimit = No(400, "connection/invalid-limit", "The limit must not be negative.");
    public static readonly Fault InvalidSearch = No(400, "connection/invalid-query", "The query or its searchFields are not valid.");
    public static readonly Fault InvalidNotificationPage =
        No(400, "app-notification/invalid-page", "The page must be a whole number from 1.");
    public static readonly Fault InvalidNotificationLimit =
        No(400, "app-notification/invalid-limit", "The limit must be a whole number from 1.");
    public static readonly Fault NoSuchNotification = No(404, "app-notification/not-found", "Notification not found");

    // Blocking.
    public static readonly Fault InvalidBlockedId = No(400, "block/invalid-user-id", "Missing or invalid userId in request parameters");
    public static readonly Fault SelfBlock = No(400, "block/self-block", "A user cannot block themselves.");
    public static readonly Fault NobodyToBlock = No(404, "block/user-not-found", "User not found");
    public static readonly Fault NoBlock = No(404, "block/not-found", "This user is not blocked.");

    // Users.
    public static readonly Fault InvalidUserIdOfUser = No(400, "user/invalid-user-id", "Missing or invalid userId in request parameters");
    public static readonly Fault InvalidIdentifier = No(400, "user/invalid-identifier", "Missing or invalid foreignId in the query");
    public static readonly Fault InvalidQuery = No(400, "user/invalid-query", "Missing or invalid query parameter");
    public static readonly Fault InvalidUsername = No(400, "username/invalid-input", "Missing or invalid username in the query");
    public static readonly Fault MissingUserData = No(400, "user/missing-data", "Missing update object");
    public static readonly Fault NotAuthorized = No(403, "user/not-authorized", "Only the user themselves can be updated.");
    public static readonly Fault NoSuchUser = No(404, "user/not-found", "User not found");
    public static readonly Fault EmailTaken = No(409, "DUPLICATE_EMAIL", "This e-mail address is taken.", "email");
    public static readonly Fault UsernameTaken = No(409, "DUPLICATE_USERNAME", "This username is taken.", "username");
    public static readonly Fault ForeignIdTaken = No(409, "DUPLICATE_FOREIGN_ID", "This foreign id is taken.", "foreignId");

    // Who calls, and for which project.
    public static readonly Fault NoSuchProject = No(404, "project/not-found", "There is no such project.");
    public static readonly Fault Unauthenticated = No(401, "auth/unauthorized", "Authentication required");
    public static readonly Fault InvalidToken = No(403, "auth/invalid-token", "The access token is invalid or has expired.");
    public static readonly Fault ProjectMismatch = No(403, "auth/project-mismatch", "The access token belongs to another project.");
    public static readonly Fault NoActingUser =
        No(400, "user/invalid-user-id", "A service key must name the user it acts for, as userId or actingUserId.");

    // Signing in.
    public static readonly Fault MalformedBody = No(400, "request/malformed-body", "The request body must be a JSON object.");
    public static readonly Fault MissingFields = No(400, "auth/missing-fields", "Missing required fields");
    public static readonly Fault NotByPassword = No(400, "auth/not-password-authenticated", "This user does not sign in by password.");
    public static readonly Fault WrongPassword = No(401, "auth/wrong-password", "The password is wrong.");
    public static readonly Fault NoPassword = No(403, "auth/invalid-credentials", "This user has no password.");
    public static readonly Fault NoUserFound = No(403, "auth/no-user-found", "No user was found.");
    public static readonly Fault RefreshTokenOfOthers = No(403, "auth/invalid-refresh-token", "This is no refresh token of this project.");
    public static readonly Fault RefreshTokenEnded = No(403, "auth/refresh-token-mismatch", "This refresh token was revoked.");
    public static readonly Fault RefreshTokenInvalid =
        No(403, "auth/refresh-token-invalid", "The refresh token is invalid or has expired.");
    public static readonly Fault MissingJwt = No(400, "auth/missing-jwt", "Missing userJwt");
    public static readonly Fault MissingExternalUser = No(400, "auth/missing-user", "The user token names no user.");
    public static readonly Fault MissingKeys = No(403, "auth/missing-keys", "This project has no key for external users.");
    public static readonly Fault InvalidExternalToken = No(403, "auth/invalid-token", "The user token is invalid or has expired.");
    public static readonly Fault ExternalProjectMismatch =
        No(403, "auth/project-mismatch", "The user token was issued for another project.");

    /// <summary>What a refusal is called when somebody asks to connect, answers a request, ends what is with a user, or blocks.</summary>
    private sealed record Row(Fault Request, Fault Answer, Fault End, Fault Block);

    private static readonly RefusalTable<Row> s_table = new(
        (Refusal.Yourself, new(SelfRequest, NoPendingRequest, SelfDisconnect, SelfBlock)),
        (Refusal.NoSuchUser, new(NoSuchPair, NoPendingRequest, NothingBetween, NobodyToBlock)),
        (Refusal.Suspended, new(Suspended, Suspended, NothingBetween, NobodyToBlock)),
        (Refusal.AlreadyRequested, new(RequestPending, NoPendingRequest, NothingBetween, NobodyToBlock)),
        (Refusal.RequestedByThem, new(RequestPending, NoPendingRequest, NothingBetween, NobodyToBlock)),
        (Refusal.AlreadyConnected, new(AlreadyConnected, NoPendingRequest, NothingBetween, NobodyToBlock)),
        (Refusal.NoSuchRequest, new(AlreadyExists, NoPendingRequest, NothingBetween, NobodyToBlock)),
        (Refusal.NotConnected, new(AlreadyExists, NoPendingRequest, NothingBetween, NobodyToBlock)),
        (Refusal.AskedTooSoon, new(RequestDeclined, NoPendingRequest, NothingBetween, NobodyToBlock)),
        (Refusal.YouBlockThem, new(BlockedByYou, NoPendingRequest, NothingBetween, NobodyToBlock)),
        (Refusal.TooManyOpenRequests, new(TooManyOpenRequests, NoPendingRequest, NothingBetween, NobodyToBlock)),
        (Refusal.TooManyRequestsToday, new(TooManyRequestsToday, NoPendingRequest, NothingBetween, NobodyToBlock)),
        (Refusal.TooManyConnections, new(ConnectionsFull, ConnectionsFull, NothingBetween, NobodyToBlock)),
        (Refusal.OtherHasTooManyConnections, new(UserConnectionsFull, UserConnectionsFull, NothingBetween, NobodyToBlock)));

    public static Fault Request(Refusal refusal) => s_table[refusal].Request;
    public static Fault Accept(Transition refused) => Answer(refused, OnlyAddresseeAccepts);
    public static Fault Decline(Transition refused) => Answer(refused, OnlyAddresseeDeclines);
    public static Fault EndById(Transition refused) => refused.Next.Tie is Tie.Received ? OnlyRequesterWithdraws : NothingToEnd;
    public static Fault EndByUser(Refusal refusal) => s_table[refusal].End;
    public static Fault Block(Refusal refusal) => s_table[refusal].Block;
    public static Fault Unblock(Refusal refusal) => refusal is Refusal.NoSuchUser ? NoBlock : Block(refusal);

    /// <param name="family">The first part of the code: whose field it is.</param>
    public static Fault Account(string family, AccountFault fault) => fault switch
    {
        AccountFault.InvalidUsername => Invalid(family, "username"),
        AccountFault.InvalidEmail => Invalid(family, "email"),
        AccountFault.InvalidPassword => Invalid(family, "password"),
        AccountFault.UsernameTaken => UsernameTaken,
        AccountFault.EmailTaken => EmailTaken,
        AccountFault.ExternalIdTaken => ForeignIdTaken,
    };

    public static Fault Invalid(string family, string field) =>
        No(400, $"{family}/validation-failed", $"The value of {field} is missing or not allowed.", field);

    public static Fault InvalidSigning(string field) =>
        No(400, "crypto/invalid-input", $"The value of {field} is missing or not allowed.", field);

    /// <summary>Called too often. Text, unlike all else.</summary>
    public static Fault TooMany(string words) =>
        new(429, new PlainText(words, "text/html")) { When = "Called too often from one address." };

    /// <summary>What went wrong outside the handlers.</summary>
    public static Fault Of(int status, string family) => status switch
    {
        StatusCodes.Status400BadRequest => No(status, "request/malformed", "The request is malformed."),
        StatusCodes.Status404NotFound => No(status, "request/not-found", "There is no such endpoint."),
        StatusCodes.Status405MethodNotAllowed => No(status, "request/method-not-allowed", "This endpoint has no such method."),
        StatusCodes.Status413PayloadTooLarge => No(status, "request/too-large", "The request body is too large."),
        StatusCodes.Status503ServiceUnavailable => No(status, "request/unavailable", "The server is busy. Try again in a moment."),
        >= 500 => No(status, $"{family}/server-error", "Internal server error."),
        _ => No(status, "request/refused", "The request was refused."),
    };

    /// <summary>A party who is not the addressee hears so; a stranger does not even learn that the request exists.</summary>
    private static Fault Answer(Transition refused, Fault notTheAddressee) =>
        refused is { Refusal: Refusal.NoSuchRequest, Next.Tie: Tie.Sent } ? notTheAddressee : s_table[refused.Refusal!.Value].Answer;

    private static Fault No(int status, string code, string error, string? field = null) =>
        new(status, new FaultBody(error, code, field)) { When = code };
}
