using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Core results as this API answers them.</summary>
internal static class Refusals
{
    public static JsonHttpResult<StatusWire> StatusOf(Relation relation) =>
        TypedResults.Json(new StatusWire(StatusWire.Of(relation)), SelfCommunityJson.Default.StatusWire);

    /// <summary>
    /// The official widgets take 403 to mean a block and disable the button; after any other status they read the connection status again.
    /// So 403 is for that only, and only for the one who blocks: to the other, whoever blocks them is no user, everywhere.
    /// </summary>
    public static Fault Refused(Refusal refusal) => refusal switch
    {
        Refusal.Yourself => Fault(400, "yourself", "Nobody connects with themself."),
        Refusal.NoSuchUser => Fault(404, "not_found", "There is no such user."),
        Refusal.Suspended => Fault(403, "user_blocked", "A moderator has blocked one of the two users."),
        Refusal.AlreadyRequested => Fault(400, "already_requested", "There is an open request to this user already."),
        Refusal.RequestedByThem => Fault(400, "requested_by_them", "This user has sent a request, which can be accepted."),
        Refusal.AlreadyConnected => Fault(400, "already_connected", "The two users are connected already."),
        Refusal.NoSuchRequest => Fault(400, "no_such_request", "There is no such connection request."),
        Refusal.NotConnected => Fault(400, "not_connected", "The two users are not connected."),
        Refusal.AskedTooSoon => Fault(400, "asked_too_soon", "This user rejected a request; it is too soon for another."),
        Refusal.YouBlockThem => Fault(403, "user_hidden", "You have hidden this user."),
        Refusal.TooManyOpenRequests => Fault(400, "too_many_open_requests", "Too many of your requests are open: wait, or cancel some."),
        Refusal.TooManyRequestsToday => Fault(429, "too_many_requests_today", "You have sent enough requests today: go on tomorrow (UTC)."),
        Refusal.TooManyConnections => Fault(400, "connections_full", "You have as many connections as you may."),
        Refusal.OtherHasTooManyConnections => Fault(400, "user_connections_full", "This user can't have more connections now."),
    };

    public static Fault NotYours() => Fault(403, "permission_denied", "This is for the user and for administrators only.");

    public static Fault WrongMode() => Fault(400, "follow_disabled", "The community is in friendship mode: nobody follows anybody.");

    public static Fault Malformed() => Fault(400, "parse_error", "The body is not JSON.");

    public static Fault NoObject() => Fault(400, "parse_error", "The body is neither a JSON object nor a form.");

    public static Fault WrongPassword() => Fault(401, "authentication_failed", "No account has this name and password.");

    public static Fault DeletedAlready() => Fault(400, "already_deleted", "The user is deleted already.");

    public static Fault NoUpload() => Fault(415, "unsupported_media_type", "Files are not kept here: send the addresses of pictures.");

    public static Fault DeadToken() => Fault(401, "token_not_valid", "The token is not valid or has expired.");

    public static Fault Invalid(string field, string code, string message) =>
        Fault(400, new ErrorWire { Field = field, Messages = [new(message, code)] });

    /// <summary>The words for a status that the server came to before any handler, or instead of one.</summary>
    public static Fault FaultOf(HttpContext http)
    {
        var status = http.Response.StatusCode;
        return status is StatusCodes.Status401Unauthorized ? Unauthorized(http) : Fault(status, CodeOf(status), SentenceOf(status));
    }

    /// <summary>RFC 6750 section 3: the challenge names the scheme, and that a token was wrong if one was sent.</summary>
    public static Fault Unauthorized(HttpContext http)
    {
        var isAnonymous = http.Request.Headers.Authorization.ToString().Length == 0;
        http.Response.Headers.WWWAuthenticate = isAnonymous ? "Bearer" : "Bearer error=\"invalid_token\"";
        return isAnonymous ? NotSignedIn() : Fault(401, "authentication_failed", "The token is not valid.");
    }

    public static Fault NotSignedIn() => Fault(401, "not_authenticated", "Send a bearer token.");

    private static Fault Fault(int status, string code, string message) => Fault(status, new ErrorWire { Message = message, Code = code });

    private static Fault Fault(int status, ErrorWire error) =>
        TypedResults.Json(new ErrorsWire([error]), SelfCommunityJson.Default.ErrorsWire, statusCode: status);

    private static string CodeOf(int status) => status switch
    {
        404 => "not_found",
        405 => "method_not_allowed",
        413 => "too_large",
        503 => "unavailable",
        >= 500 => "server_error",
        _ => "bad_request",
    };

    private static string SentenceOf(int status) => status switch
    {
        404 => "There is nothing at this address.",
        405 => "This address does not take this method.",
        413 => $"A body may have {Limits.BodyBytes} bytes.",
        503 => "The server can't answer now; try again.",
        >= 500 => "The server failed to answer.",
        _ => "The server does not understand this request.",
    };
}
