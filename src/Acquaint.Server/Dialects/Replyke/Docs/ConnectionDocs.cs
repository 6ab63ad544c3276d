using static Acquaint.Server.Dialects.Replyke.Docs;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What the OpenAPI document says of connections and blocks.</summary>
internal static class ConnectionDocs
{
    private static readonly Fault[] s_badPage = [Faults.InvalidPage, Faults.InvalidLimit];

    public static readonly Operation List = Connections("listConnections", "List the caller's connections, newest request first.");

    public static readonly Operation List7 = AsData(List, Examples.Connection);

    public static readonly Operation Count = new("countConnections", "Count the caller's connections.")
    {
        Arguments = [Project],
        Answers = SignedIn(Ok("The count.", new CountBody(1))),
    };

    public static readonly Operation Sent = Pending("listSentRequests", "List the caller's open requests.", Examples.Sent);

    public static readonly Operation Sent7 = AsData(Sent, Examples.Sent);

    public static readonly Operation Received =
        Pending("listReceivedRequests", "List the open requests to the caller.", Examples.Received);

    public static readonly Operation Received7 = AsData(Received, Examples.Received);

    public static readonly Operation Accept = Answering(
        "acceptRequest", "Accept a request.", Examples.Accepted,
        Faults.OnlyAddresseeAccepts, Faults.ConnectionsFull, Faults.UserConnectionsFull);

    public static readonly Operation Decline =
        Answering("declineRequest", "Decline a request.", Examples.Declined, Faults.OnlyAddresseeDeclines);

    public static readonly Operation End =
        new("removeConnection", "Take a request back, end a connection, or delete the record of a request that one declined.")
        {
            Arguments = [Project, Connection],
            Answers = SignedIn(
                Ok("What was done.", EndedBody.ById(Core.ChangeKind.RequestWithdrawn)),
                Faults.InvalidConnectionId, Faults.OnlyRequesterWithdraws, Faults.NothingToEnd),
        };

    public static readonly Operation Request = new("requestConnection", "Ask a user to connect.")
    {
        Arguments = [Project, UserKeyArgument],
        Body = new(Examples.Message),
        Answers = SignedIn(
            Created("The request.", Examples.Asked),
            Faults.MalformedBody, Faults.InvalidAddresseeId, Faults.InvalidMessage, Faults.SelfRequest, Faults.NoSuchPair,
            Faults.AlreadyConnected, Faults.RequestDeclined, Faults.BlockedByYou, Faults.Suspended,
            Faults.TooManyOpenRequests, Faults.TooManyRequestsToday, Faults.RequestPending),
    };

    public static readonly Operation Status = new("getConnectionStatus", "Ask how the caller stands to a user.")
    {
        Arguments = [Project, UserKeyArgument],
        Answers = SignedIn(
            Ok("Status none, pending, connected or declined; the other members depend on it.", Examples.Status),
            Faults.InvalidUserId, Faults.SelfCheck),
    };

    public static readonly Operation EndWith =
        new("removeConnectionWithUser", "Take a request back, decline one, end a connection, or delete a declined request, with a user.")
        {
            Arguments = [Project, UserKeyArgument],
            Answers = SignedIn(
                Ok("What was done; a decline answers as declining by id does.", EndedBody.ByUser(Core.ChangeKind.Disconnected)),
                Faults.InvalidUserId, Faults.SelfDisconnect, Faults.NothingBetween),
        };

    public static readonly Operation ListOf = Connections("listConnectionsOfUser", "List a user's connections.") with
    {
        Arguments = [Project, UserKeyArgument, .. PageArguments],
        Answers = Anybody(
            Ok("A page; empty for a user who does not exist.", new ConnectionList([Examples.Connection], Examples.Pages)),
            [Faults.InvalidUserIdOfUser, .. s_badPage]),
    };

    public static readonly Operation ListOf7 = AsData(ListOf, Examples.Connection);

    public static readonly Operation CountOf = new("countConnectionsOfUser", "Count a user's connections.")
    {
        Arguments = [Project, UserKeyArgument],
        Answers = Anybody(Ok("The count; 0 for a user who does not exist.", new CountBody(1)), Faults.InvalidUserIdOfUser),
    };

    public static readonly Operation Block =
        new("blockUser", "Block a user: ends the connection and requests either way. Once blocked, it answers 200 with the same body.")
        {
            Arguments = [Project, UserKeyArgument],
            Answers = SignedIn(
                Created("The block.", Examples.Block), Faults.InvalidBlockedId, Faults.NobodyToBlock, Faults.SelfBlock),
        };

    public static readonly Operation BlockStatus = new("getBlock", "Ask whether the caller blocks a user.")
    {
        Arguments = [Project, UserKeyArgument],
        Answers = SignedIn(
            Ok("blockedAt only with a block.", new BlockStatusBody(true, Examples.Block.CreatedAt)), Faults.InvalidBlockedId),
    };

    public static readonly Operation Unblock = new("unblockUser", "Lift a block.")
    {
        Arguments = [Project, UserKeyArgument],
        Answers = SignedIn(new(204, "Lifted."), Faults.InvalidBlockedId, Faults.NoBlock),
    };

    public static readonly Operation Blocks = new("listBlocks", "List the users whom the caller blocks, newest block first.")
    {
        Arguments = [Project, .. PageArguments],
        Answers = SignedIn(Ok("A page.", new BlockList([Examples.Blocked], Examples.Pages)), s_badPage),
    };

    public static readonly Operation Blocks7 = AsData(Blocks, Examples.Blocked);

    private static Operation Connections(string id, string summary) => new(id, summary)
    {
        Arguments = [Project, .. PageArguments],
        Answers = SignedIn(Ok("A page.", new ConnectionList([Examples.Connection], Examples.Pages)), s_badPage),
    };

    private static Operation Pending(string id, string summary, PendingRequest example) => new(id, summary)
    {
        Arguments = [Project, .. PageArguments],
        Answers = SignedIn(Ok("A page, newest first.", new RequestList([example], Examples.Pages)), s_badPage),
    };

    private static Operation Answering(string id, string summary, AnsweredBody example, params Fault[] faults) => new(id, summary)
    {
        Arguments = [Project, Connection],
        Body = new(new ActingForm(UserId: null)),
        Answers = SignedIn(
            Ok("The answer.", example), [Faults.InvalidConnectionId, Faults.NoPendingRequest, .. faults, Faults.Suspended]),
    };

    /// <summary>The same list in version 7, which also searches connections.</summary>
    private static Operation AsData<T>(Operation six, T example)
    {
        var data = new Kit.Response(200, six.Answers[0].Description, new Sample(new DataList<T>([example], Examples.DataPages)));
        return six with
        {
            Arguments = example is EstablishedConnection ? [.. six.Arguments, .. SearchArguments] : six.Arguments,
            Answers = [data, .. six.Answers.Skip(1)],
        };
    }
}
