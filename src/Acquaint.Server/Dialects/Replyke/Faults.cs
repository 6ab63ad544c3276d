namespace Acquaint.Server.Dialects.Replyke;

/// <summary>
/// Every error this API words (docs/dialects/replyke.md, "Errors"). The texts of the connection family are the original's own.
/// </summary>
internal static class Faults
{
    public static readonly Fault SelfRequest =
        new(400, "connection/self-request", "A user cannot send a connection request to themselves.");

    public static readonly Fault NoSuchPair =
        new(404, "connection/user-not-found", "One or both users involved in the connection do not exist.");

    public static readonly Fault RequestPending =
        new(409, "connection/request-pending", "A connection request is already pending between these users.");

    public static readonly Fault AlreadyConnected = new(409, "connection/already-connected", "Users are already connected.");

    public static readonly Fault RequestDeclined = new(
        409, "connection/request-declined", "Connection request was declined. Only the receiver can initiate a new request.");

    public static readonly Fault AlreadyExists =
        new(409, "connection/already-exists", "Connection already exists between these users.");

    public static readonly Fault BlockedByYou =
        new(409, "connection/user-blocked", "You have blocked this user. Unblock them before you send a connection request.");

    // Not 403: the official client answers every 403 by renewing its token and asking again.
    public static readonly Fault Suspended =
        new(409, "connection/user-suspended", "No connection can be formed while one of the users is suspended.");

    public static readonly Fault TooManyOpenRequests = new(
        409, "connection/too-many-open-requests", "Too many of your connection requests are pending. Wait for answers or withdraw some.");

    // Not 429: that is text here, and its clients try again shortly.
    public static readonly Fault TooManyRequestsToday = new(
        409, "connection/too-many-requests-today", "You have sent as many connection requests as you may today. Try again tomorrow (UTC).");

    public static readonly Fault ConnectionsFull =
        new(409, "connection/connections-full", "You have as many connections as you may.");

    public static readonly Fault UserConnectionsFull =
        new(409, "connection/user-connections-full", "This user cannot have more connections now.");

    public static readonly Fault InvalidAddresseeId =
        new(400, "connection/invalid-receiver-id", "Missing or invalid userId in request parameters");

    public static readonly Fault InvalidMessage = new(400, "connection/invalid-message", "The message must be text.");

    public static readonly Fault SelfCheck = new(400, "connection/self-check", "Cannot check connection status with yourself");

    public static readonly Fault InvalidUserId = new(400, "connection/invalid-user-id", "Missing or invalid userId in request parameters");

    public static readonly Fault SelfDisconnect = new(400, "connection/self-disconnect", "Cannot disconnect from yourself");

    public static readonly Fault NothingBetween =
        new(404, "connection/not-found", "No connection found between these users that can be removed.");

    public static readonly Fault InvalidConnectionId =
        new(400, "connection/invalid-connection-id", "Missing or invalid connectionId in request parameters");

    public static readonly Fault OnlyAddresseeAccepts =
        new(403, "connection/unauthorized", "Only the receiver can accept a connection request.");

    public static readonly Fault OnlyAddresseeDeclines =
        new(403, "connection/unauthorized", "Only the receiver can decline a connection request.");

    public static readonly Fault NoPendingRequest = new(404, "connection/not-found", "Pending connection request not found.");

    public static readonly Fault OnlyRequesterWithdraws =
        new(403, "connection/unauthorized", "Only the requester can withdraw a pending connection request.");

    public static readonly Fault NothingToEnd = new(404, "connection/not-found", "Connection not found or cannot be withdrawn.");

    public static readonly Fault InvalidPage = new(400, "connection/invalid-page", "The page must not be negative.");

    public static readonly Fault InvalidLimit = new(400, "connection/invalid-limit", "The limit must not be negative.");

    public static readonly Fault NoSuchUser = new(404, "user/not-found", "User not found");

    public static readonly Fault InvalidUserIdOfUser =
        new(400, "user/invalid-user-id", "Missing or invalid userId in request parameters");

    public static readonly Fault InvalidIdentifier = new(400, "user/invalid-identifier", "Missing or invalid foreignId in the query");

    public static readonly Fault NoSuchProject = new(404, "project/not-found", "There is no such project.");

    public static readonly Fault Unauthenticated = new(401, "auth/unauthorized", "Authentication required");

    public static readonly Fault InvalidToken = new(403, "auth/invalid-token", "The access token is invalid or has expired.");

    public static readonly Fault ProjectMismatch = new(403, "auth/project-mismatch", "The access token belongs to another project.");

    public static readonly Fault MissingFields = new(400, "auth/missing-fields", "Missing required fields");

    public static readonly Fault NoUserFound = new(403, "auth/no-user-found", "No user was found.");

    public static readonly Fault NoPassword = new(403, "auth/invalid-credentials", "This user has no password.");

    public static readonly Fault WrongPassword = new(401, "auth/wrong-password", "The password is wrong.");

    public static readonly Fault EmailTaken = new(409, "DUPLICATE_EMAIL", "This e-mail address is taken.", "email");

    public static readonly Fault UsernameTaken = new(409, "DUPLICATE_USERNAME", "This username is taken.", "username");

    public static readonly Fault ForeignIdTaken = new(409, "DUPLICATE_FOREIGN_ID", "This foreign id is taken.", "foreignId");

    public static readonly Fault RefreshTokenOfOthers =
        new(403, "auth/invalid-refresh-token", "This is no refresh token of this project.");

    public static readonly Fault RefreshTokenEnded = new(403, "auth/refresh-token-mismatch", "This refresh token was revoked.");

    public static readonly Fault RefreshTokenInvalid =
        new(403, "auth/refresh-token-invalid", "The refresh token is invalid or has expired.");

    public static readonly Fault NoActingUser =
        new(400, "user/invalid-user-id", "A service key must name the user it acts for, as userId or actingUserId.");

    public static readonly Fault NotByPassword =
        new(400, "auth/not-password-authenticated", "This user does not sign in by password.");

    public static readonly Fault MissingJwt = new(400, "auth/missing-jwt", "Missing userJwt");

    public static readonly Fault MissingKeys = new(403, "auth/missing-keys", "This project has no key for external users.");

    public static readonly Fault InvalidExternalToken = new(403, "auth/invalid-token", "The user token is invalid or has expired.");

    public static readonly Fault ExternalProjectMismatch =
        new(403, "auth/project-mismatch", "The user token was issued for another project.");

    public static readonly Fault MissingExternalUser = new(400, "auth/missing-user", "The user token names no user.");

    public static readonly Fault MissingUserData = new(400, "user/missing-data", "Missing update object");

    public static readonly Fault NotAuthorized = new(403, "user/not-authorized", "Only the user themselves can be updated.");

    public static readonly Fault InvalidQuery = new(400, "user/invalid-query", "Missing or invalid query parameter");

    public static readonly Fault SelfBlock = new(400, "block/self-block", "A user cannot block themselves.");

    public static readonly Fault NobodyToBlock = new(404, "block/user-not-found", "User not found");

    public static readonly Fault InvalidBlockedId =
        new(400, "block/invalid-user-id", "Missing or invalid userId in request parameters");

    public static readonly Fault NoBlock = new(404, "block/not-found", "This user is not blocked.");

    public static readonly Fault NoSuchNotification = new(404, "app-notification/not-found", "Notification not found");

    public static readonly Fault InvalidNotificationPage = new(400, "app-notification/invalid-page",
        "The page must be a whole number from 1.");

    public static readonly Fault InvalidNotificationLimit =
        new(400, "app-notification/invalid-limit", "The limit must be a whole number from 1.");

    public static readonly Fault InvalidUsername = new(400, "username/invalid-input", "Missing or invalid username in the query");

    public static readonly Fault InvalidSearch = new(400, "connection/invalid-query", "The query or its searchFields are not valid.");

    public static readonly Fault MalformedBody = new(400, "request/malformed-body", "The request body must be a JSON object.");

    /// <param name="family">The first part of the code: whose field it is.</param>
    public static Fault Invalid(string family, string field) =>
        new(400, $"{family}/validation-failed", $"The value of {field} is missing or not allowed.", field);

    public static Fault InvalidSigning(string field) =>
        new(400, "crypto/invalid-input", $"The value of {field} is missing or not allowed.", field);

    /// <summary>What went wrong outside the handlers.</summary>
    public static Fault Of(int status, FaultFamily? family) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "request/malformed", "The request is malformed."),
        StatusCodes.Status404NotFound => new(status, "request/not-found", "There is no such endpoint."),
        StatusCodes.Status405MethodNotAllowed => new(status, "request/method-not-allowed", "This endpoint has no such method."),
        StatusCodes.Status413PayloadTooLarge => new(status, "request/too-large", "The request body is too large."),
        StatusCodes.Status503ServiceUnavailable => new(status, "request/unavailable", "The server is busy. Try again in a moment."),
        >= 500 => new(status, $"{family?.Name ?? "request"}/server-error", "Internal server error."),
        _ => new(status, "request/refused", "The request was refused."),
    };
}
