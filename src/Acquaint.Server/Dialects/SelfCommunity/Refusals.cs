namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Every no that this dialect says.</summary>
internal static class Refusals
{
    /// <summary>RFC 6750 section 3: the challenge names the scheme, and that a token was wrong if one was sent.</summary>
    public static readonly Fault NotSignedIn =
        No(401, "not_authenticated", "Send a bearer token.", "No token, or one that is not valid.") with { Header = Challenge("") };
    public static readonly Fault BadToken =
        No(401, "authentication_failed", "The token is not valid.") with { Header = Challenge(" error=\"invalid_token\"") };

    public static readonly Fault NoSuchUser = No(404, "not_found", "There is no such user.", when: "There is no such user.");

    public static readonly Fault Blocked = No(
        403, "user_hidden", "You have hidden this user.", when: "The caller hides the user, or a moderator has blocked one of the two.");

    /// <summary>
    /// The official widgets take 403 to mean a block and disable the button; after any other status they read the connection status again.
    /// So 403 is for that only, and only for the one who blocks: to the other, whoever blocks them is no user, everywhere.
    /// </summary>
    public static readonly RefusalTable<Fault> Of = new(
        (Refusal.Yourself, No(400, "yourself", "Nobody connects with themself.", when: "It is oneself.")),
        (Refusal.NoSuchUser, NoSuchUser),
        (Refusal.Suspended, No(403, "user_blocked", "A moderator has blocked one of the two users.")),
        (Refusal.AlreadyRequested, No(400, "already_requested", "There is an open request to this user already.")),
        (Refusal.RequestedByThem, No(400, "requested_by_them", "This user has sent a request, which can be accepted.")),
        (Refusal.AlreadyConnected, No(400, "already_connected", "The two users are connected already.")),
        (Refusal.NoSuchRequest, No(
            400, "no_such_request", "There is no such connection request.", when: "There is no such request, or it is oneself.")),
        (Refusal.NotConnected, No(
            400, "not_connected", "The two users are not connected.", when: "The two are not connected, or it is oneself.")),
        (Refusal.AskedTooSoon, No(400, "asked_too_soon", "This user rejected a request; it is too soon for another.")),
        (Refusal.YouBlockThem, Blocked),
        (Refusal.TooManyOpenRequests, No(400, "too_many_open_requests", "Too many of your requests are open: wait, or cancel some.")),
        (Refusal.TooManyRequestsToday, No(429, "too_many_requests_today", "You have sent enough requests today: go on tomorrow (UTC).")),
        (Refusal.TooManyConnections, No(400, "connections_full", "You have as many connections as you may.")),
        (Refusal.OtherHasTooManyConnections, No(400, "user_connections_full", "This user can't have more connections now.")));

    public static readonly Fault NotYours =
        No(403, "permission_denied", "This is for the user and for administrators only.", when: "It is another user's.");

    /// <summary>Communities are in friendship mode. The widgets take 403 for "blocked" and 404 for "deleted"; this is neither.</summary>
    public static readonly Fault WrongMode = No(
        400, "follow_disabled", "The community is in friendship mode: nobody follows anybody.",
        when: "Always: the community is in friendship mode.");

    public static readonly Fault Malformed = No(400, "parse_error", "The body is not JSON.");
    public static readonly Fault NoObject =
        No(400, "parse_error", "The body is neither a JSON object nor a form.", when: "The body makes no sense.");

    public static readonly Fault WrongPassword =
        No(401, "authentication_failed", "No account has this name and password.", when: "Not this person's password.");
    public static readonly Fault WrongGrant =
        OAuth("invalid_grant", "No account has this name and password.") with { When = "Not a grant, or not this person's password." };
    public static readonly Fault DeadToken = No(401, "token_not_valid", "The token is not valid or has expired.", when: "It is not.");

    public static readonly Fault DeletedAlready = No(
        400, "already_deleted", "The user is deleted already.", when: "The user is deleted already, and not to be deleted hard.");
    public static readonly Fault NoUpload = No(
        415, "unsupported_media_type", "Files are not kept here: send the addresses of pictures.", when: "A file was sent.");

    public static readonly Fault InvalidMutual =
        Invalid("mutual", "invalid_choice", "Send 1 for mutual connections only, 0 for the others.");
    public static readonly Fault InvalidGender = Invalid("gender", "invalid_choice", "Send Male, Female or Unspecified.");
    public static readonly Fault InvalidStatus = Invalid("status", "invalid_choice", "Send a, b, d or u.");

    public static Fault EnoughToday(DateTimeOffset now) => Of[Refusal.TooManyRequestsToday] with
    {
        Header = ("Retry-After", $"{Math.Ceiling(QuotaRules.RestOfDay(now).TotalSeconds):F0}"),
    };

    public static Fault NoPlace(string argument) => Invalid(argument, "invalid", "This is no place in the list.");

    /// <summary>Something of a field makes no sense.</summary>
    public static Fault Invalid(string field, string code, string message) =>
        new(400, new ErrorsWire([new() { Field = field, Messages = [new(message, code)] }])) { When = "What was sent makes no sense." };

    public static Fault Invalid(Amiss amiss) => Invalid(amiss.Name, amiss.Code ?? "invalid", amiss.Rule ?? "Send text that can be stored.");
    public static Fault Missing(string field) => Invalid(field, "required", Once(field));

    /// <summary>The words for a status that the server came to before any handler, or instead of one.</summary>
    public static Fault OfStatus(int status) => status switch
    {
        404 => No(status, "not_found", "There is nothing at this address."),
        405 => No(status, "method_not_allowed", "This address does not take this method."),
        413 => No(status, "too_large", $"A body may have {Limits.BodyBytes} bytes."),
        503 => No(status, "unavailable", "The server can't answer now; try again."),
        >= 500 => No(status, "server_error", "The server failed to answer."),
        _ => No(status, "bad_request", "The server does not understand this request."),
    };

    /// <summary>The same where one signs in, as RFC 6749 section 5.2 has it.</summary>
    public static Fault OAuthOf(int status) => status switch
    {
        503 => OAuth(status, "temporarily_unavailable", "The server can't answer now; try again."),
        >= 500 => OAuth(status, "server_error", "The server failed to answer."),
        _ => OAuth(status, "invalid_request", "The server has no answer to this request."),
    };

    public static Fault OAuth(string error, string description) => OAuth(400, error, description);
    public static Fault OAuthMissing(string field) => OAuth("invalid_request", Once(field));
    private static Fault OAuth(int status, string error, string description) => new(status, new OAuthErrorWire(error, description));
    private static (string, string) Challenge(string error) => ("WWW-Authenticate", $"Bearer{error}");
    private static string Once(string field) => $"Send {field} exactly once, as text.";

    private static Fault No(int status, string code, string message, string when = "") =>
        new(status, new ErrorsWire([new() { Message = message, Code = code }])) { When = when };
}
