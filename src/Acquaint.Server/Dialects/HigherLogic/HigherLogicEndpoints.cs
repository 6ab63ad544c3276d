using System.Globalization;
using Acquaint.Core;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// The operations. Their arguments stand in the query; bodies, whatever they are, are not looked at (browser widgets send <c>{}</c>).
/// </summary>
internal static class HigherLogicEndpoints
{
    public static void MapAuthentication(this RouteGroupBuilder api, HigherLogicLogin authentication) =>
        api.MapPost("Authentication/Login", authentication.Login).AllowAnonymous();

    public static void MapFriends(this RouteGroupBuilder api)
    {
        var friends = api.MapGroup("Friends");
        friends.MapGet("GetPendingReceivedFriendRequests", GetPendingReceivedFriendRequests);
        friends.MapGet("GetPendingSentFriendRequests", GetPendingSentFriendRequests);
        friends.MapGet("GetAcceptedFriendRequests", GetAcceptedFriendRequests);
        friends.MapPost("PostFriendRequest", PostFriendRequest);
        friends.MapPost("AcceptFriendRequest", AcceptFriendRequest);
        friends.MapPost("RejectFriendRequest", RejectFriendRequest);
        friends.MapDelete("CancelFriendRequest", CancelFriendRequest);
        friends.MapPost("UnFriend", UnFriend);
    }

    private static Task<IResult> GetPendingReceivedFriendRequests(HttpContext http, Connections connections, CancellationToken stop) =>
        Pending(http, connections, EdgeList.Received, stop);

    private static Task<IResult> GetPendingSentFriendRequests(HttpContext http, Connections connections, CancellationToken stop) =>
        Pending(http, connections, EdgeList.Sent, stop);

    /// <summary>No days, or fewer, look back on nothing.</summary>
    private static async Task<IResult> GetAcceptedFriendRequests(HttpContext http, Connections connections, CancellationToken stop)
    {
        const int centuries = 1_000_000;
        if (Fault(http, "daysBack", ParseInt, out var daysBack) is { } fault)
            return fault;
        // A TimeSpan holds fewer days than an integer counts.
        var age = TimeSpan.FromDays(Math.Clamp(daysBack, 0, centuries));
        var accepted = await connections.AcceptedWithin(http.Viewer(), age, Limits.UnpagedList + 1, stop);
        return HigherLogicAnswers.Friends(http, accepted.Take(Limits.UnpagedList), accepted.Count > Limits.UnpagedList);
    }

    /// <summary>A request that crosses the other's own is a yes to it.</summary>
    private static Task<IResult> PostFriendRequest(HttpContext http, Connections connections, People people, CancellationToken stop) =>
        OnContact(http, people, other => connections.Act(http.Viewer(), other, new(RelationAction.RequestOrAccept), stop), stop);

    private static Task<IResult> AcceptFriendRequest(HttpContext http, Connections connections, CancellationToken stop) =>
        OnRequest(http, connections, RelationAction.Accept, stop);

    private static Task<IResult> RejectFriendRequest(HttpContext http, Connections connections, CancellationToken stop) =>
        OnRequest(http, connections, RelationAction.Decline, stop);

    private static Task<IResult> CancelFriendRequest(HttpContext http, Connections connections, People people, CancellationToken stop) =>
        OnContact(http, people, other => connections.Act(http.Viewer(), other, new(RelationAction.Withdraw, OpenOnly: true), stop), stop);

    private static Task<IResult> UnFriend(HttpContext http, Connections connections, People people, CancellationToken stop) =>
        OnContact(http, people, other => connections.Act(http.Viewer(), other, new(RelationAction.Disconnect), stop), stop);

    private static async Task<IResult> Pending(HttpContext http, Connections connections, EdgeList list, CancellationToken stop)
    {
        var page = await connections.List(http.Viewer().Id, list, new Slice(Limits.UnpagedList), stop);
        return HigherLogicAnswers.Friends(http, page.Items, page.Next is not null);
    }

    private static async Task<IResult> OnContact(
        HttpContext http, People people, Func<UserId, Task<Transition>> act, CancellationToken stop)
    {
        if (Fault(http, "contactKey", ParseGuid, out var key) is { } fault)
            return fault;
        var contact = await people.Find(http.Community(), new UserKey(key), stop);
        return contact is null ? HigherLogicAnswers.Done(false) : HigherLogicAnswers.Done(await act(contact.Id));
    }

    private static async Task<IResult> OnRequest(
        HttpContext http, Connections connections, RelationAction action, CancellationToken stop)
    {
        if (Fault(http, "friendRequestRecordKey", ParseGuid, out var key) is { } fault)
            return fault;
        return HigherLogicAnswers.Done(await connections.Act(http.Viewer(), new RequestId(key), action, stop));
    }

    /// <summary>What is wrong with the required argument of this name; null when nothing is. One given twice has no value.</summary>
    private static IResult? Fault<T>(HttpContext http, string name, Func<string, T?> parse, out T value)
        where T : struct
    {
        value = default;
        if (!http.Request.Query.TryGetValue(name, out var given))
            return HigherLogicFaults.NoAction(http);
        if (given is not [{ } text] || parse(text) is not { } parsed)
            return HigherLogicFaults.BadArgument(name, typeof(T));
        value = parsed;
        return null;
    }

    private static Guid? ParseGuid(string text) => Guid.TryParse(text, out var key) ? key : null;

    private static int? ParseInt(string text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
