using static Acquaint.Server.Dialects.SelfCommunity.Docs;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What the OpenAPI document says of connections, of hidden users, and of following.</summary>
internal static class ConnectionDocs
{
    private static readonly Response s_blocked = No(
        Refusals.Refused(Refusal.YouBlockThem), "The caller hides the user, or a moderator has blocked one of the two.");

    private static readonly Argument s_mutual =
        new("mutual", "1: only those whom the caller is connected with too. 0: only the others.", typeof(int)) { Example = "1" };

    private static readonly Response s_friendshipMode = No(Refusals.WrongMode(), "Always: the community is in friendship mode.");

    private static readonly StatusesWire s_statuses = new(new Dictionary<long, string?> { [7] = "connected", [9] = null });

    public static readonly Operation Request = Mutation(
        "requestConnection", "Ask a user to connect; if they have asked already, connect.", "sent_connection_request",
        Wrong(
            Refusal.AlreadyRequested,
            "The request is open, the two are connected, it is too soon after a rejection, too many requests of the caller's are open, one "
            + "of the two has as many connections as they may, or it is oneself."),
        Wrong(Refusal.TooManyRequestsToday, "Enough for today. Retry-After has the seconds until tomorrow."));

    public static readonly Operation Accept = Mutation(
        "acceptConnection", "Accept a user's request.", "connected",
        Wrong(
            Refusal.NoSuchRequest,
            "There is no request, the two are connected, one of them has as many connections as they may, or it is oneself."));

    public static readonly Operation Reject = Mutation(
        "rejectConnection", "Reject a user's request; its sender is not told.", null,
        Wrong(Refusal.NoSuchRequest, "There is no request, or it is oneself."));

    public static readonly Operation CancelReject = Mutation(
        "cancelRejectConnection", "Take a rejection back: the request is open again.", "received_connection_request",
        Wrong(Refusal.NoSuchRequest, "There is no rejected request, or it is oneself."));

    public static readonly Operation CancelRequest = Mutation(
        "cancelRequestConnection", "Take one's request back.", null,
        Wrong(Refusal.NoSuchRequest, "There is no request, or it is oneself."));

    public static readonly Operation Remove = Mutation(
        "removeConnection", "End a connection.", null,
        Wrong(Refusal.NotConnected, "The two are not connected, or it is oneself."));

    public static readonly Operation MarkSeen = new("markSeenConnectionRequest", "Note that one saw a user's request.")
    {
        Arguments = [Id],
        Answers =
        [
            Done("Noted, or there was nothing to see."),
            No(Refusals.Refused(Refusal.Yourself), "It is oneself."),
            NeedsSignIn,
            s_blocked,
            NoSuchUser,
        ],
    };

    public static readonly Operation Received = new("listConnectionRequests", "List the open requests to the caller, newest first.")
    {
        Arguments = PagingArguments,
        Answers = [Ok("A page of requests.", Examples.Received), NeedsSignIn],
    };

    public static readonly Operation Sent = new("listConnectionRequestsSent", "List the caller's requests, newest first.")
    {
        Arguments = PagingArguments,
        Answers = [Ok("A page of requests; a rejected one has rejected set.", Examples.Sent), NeedsSignIn],
    };

    public static readonly Operation ReceivedBy = new("listUserConnectionRequests", "List the open requests to a user, newest first.")
    {
        Arguments = [Id, .. PagingArguments],
        Answers = [Ok("A page of requests.", Examples.Received), NeedsSignIn, NotYours, NoSuchUser],
    };

    public static readonly Operation SentBy = new("listUserConnectionRequestsSent", "List a user's requests, newest first.")
    {
        Arguments = [Id, .. PagingArguments],
        Answers = [Ok("A page of requests.", Examples.Sent), NeedsSignIn, NotYours, NoSuchUser],
    };

    public static readonly Operation ConnectionsOf = new("listConnections", "List a user's connections, mutual ones first.")
    {
        Arguments = [Id, .. PagingArguments, s_mutual],
        Answers =
        [
            Ok("A page of users.", Examples.Users),
            No(Refusals.Invalid("mutual", "invalid_choice", "Send 1 or 0."), "An argument makes no sense."),
            NeedsSignIn,
            NoSuchUser,
        ],
    };

    public static readonly Operation Status = Question(
        "checkConnectionStatus", "Ask how the caller stands to a user.", new StatusWire("received_connection_request"));

    public static readonly Operation IsConnection = Question(
        "checkConnection", "Ask whether the caller is connected with a user.", new IsConnectionWire(true));

    public static readonly Operation Statuses = new("checkConnectionStatuses", "Ask how the caller stands to many users.")
    {
        Body = new(new UserIdsWire([7, 9])),
        Answers =
        [
            Ok("By id; null for strangers and for nobody.", s_statuses),
            No(Refusals.Invalid("users", "not_a_list", "Send a list of ids."), "The body makes no sense, or has too many ids."),
            NeedsSignIn,
        ],
    };

    public static readonly Operation Hide = new("hideUser", "Hide a user, or show one again whom the caller hides.")
    {
        Arguments = [Id],
        Answers = [Done("Done."), No(Refusals.Refused(Refusal.Yourself), "It is oneself."), NeedsSignIn, NoSuchUser],
    };

    public static readonly Operation IsHidden = Question(
        "checkUserHidden", "Ask whether the caller hides a user.", new IsHiddenWire(true));

    public static readonly Operation IsHiddenBy = Question(
        "checkUserHiddenBy", "Ask whether a user hides the caller.", new IsHiddenByWire(false));

    public static readonly Operation HiddenUsers = new("listHiddenUsers", "List whom the caller hides, latest first.")
    {
        Arguments = [.. PagingArguments, Search, .. FilterArguments],
        Answers = [Ok("A page of users.", Examples.Hidden), InvalidGender, NeedsSignIn],
    };

    public static readonly Operation HiddenUsersId = new("listHiddenUsersId", "List the ids of those whom the caller hides.")
    {
        Answers = [Ok("All of them, up to 10000.", new long[] { 7 }), NeedsSignIn],
    };

    public static readonly Operation Follow = Following("followUser", "Follow a user: not in friendship mode.");

    public static readonly Operation IsFollowed = Following("checkUserFollowed", "Ask whether one follows a user: not in friendship mode.");

    public static readonly Operation IsFollower = Following("checkUserFollower", "Ask whether a user follows one: not in friendship mode.");

    public static readonly Operation Followers = Following("listFollowers", "List who follows a user: not in friendship mode.");

    public static readonly Operation Followings = Following("listFollowings", "List whom a user follows: not in friendship mode.");

    private static Operation Mutation(string id, string summary, string? status, params Response[] refusals) => new(id, summary)
    {
        Arguments = [Id],
        Answers = [Ok("How the caller stands to the user now.", new StatusWire(status)), NeedsSignIn, s_blocked, NoSuchUser, .. refusals],
    };

    private static Response Wrong(Refusal refusal, string why) => No(Refusals.Refused(refusal), why);

    private static Operation Question(string id, string summary, object answer) => new(id, summary)
    {
        Arguments = [Id],
        Answers = [Ok("The answer.", answer), NeedsSignIn, NoSuchUser],
    };

    private static Operation Following(string id, string summary) => new(id, summary)
    {
        Arguments = [Id],
        Answers = [s_friendshipMode, NeedsSignIn],
    };
}
