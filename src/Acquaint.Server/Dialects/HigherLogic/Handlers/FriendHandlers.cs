namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// The Friends controller. Its arguments stand in the query; bodies, whatever they are, are not looked at (browser widgets send
/// <c>{}</c>). Lists can be paged and sorted, which the original can't (<see cref="Listing"/>).
/// </summary>
internal static class FriendHandlers
{
    public static Task<IResult> GetPendingReceivedFriendRequests(
        HttpContext http, Connections connections, People people, CancellationToken stop) =>
        Pending(http, connections, people, EdgeList.Received, stop);

    public static Task<IResult> GetPendingSentFriendRequests(
        HttpContext http, Connections connections, People people, CancellationToken stop) =>
        Pending(http, connections, people, EdgeList.Sent, stop);

    /// <summary>No days, or fewer, look back on nothing.</summary>
    public static async Task<IResult> GetAcceptedFriendRequests(
        HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        const int centuries = 1_000_000;
        var args = new Arguments(http);
        var daysBack = args.Int("daysBack");
        var listing = Listing.Of(args, "accepted");
        if (args.Fault is not null)
            return args.Fault;
        // A TimeSpan holds fewer days than an integer counts.
        var age = TimeSpan.FromDays(Math.Clamp(daysBack, 0, centuries));
        var viewer = http.Viewer();
        if (listing.IsWhole)
        {
            var accepted = await connections.AcceptedWithin(viewer, age, Limits.UnpagedList + 1, stop);
            return Answers.Friends(http, accepted.Take(Limits.UnpagedList), accepted.Count > Limits.UnpagedList);
        }

        var all = await connections.AcceptedWithin(viewer, age, Limits.SortedList + 1, stop);
        return await listing.Answer(http, new(all, row => row.Edge.Relation.Request!.AnsweredAt!.Value, listing.Order), people, stop);
    }

    /// <summary>A request that crosses the other's own is a yes to it.</summary>
    public static Task<IResult> PostFriendRequest(HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        var args = new Arguments(http);
        var message = args.OptionalText("message")?.Trim();
        var command = new RelationCommand(RelationAction.RequestOrAccept, Message: string.IsNullOrEmpty(message) ? null : message);
        return OnContact(http, args, people, other => connections.Act(http.Viewer(), other, command, stop), stop);
    }

    public static Task<IResult> AcceptFriendRequest(HttpContext http, Connections connections, CancellationToken stop) =>
        OnRequest(http, connections, RelationAction.Accept, stop);

    public static Task<IResult> RejectFriendRequest(HttpContext http, Connections connections, CancellationToken stop) =>
        OnRequest(http, connections, RelationAction.Decline, stop);

    public static Task<IResult> CancelFriendRequest(HttpContext http, Connections connections, People people, CancellationToken stop) =>
        OnContact(
            http,
            new(http),
            people,
            other => connections.Act(http.Viewer(), other, new(RelationAction.Withdraw, OpenOnly: true), stop),
            stop);

    public static Task<IResult> UnFriend(HttpContext http, Connections connections, People people, CancellationToken stop) =>
        OnContact(http, new(http), people, other => connections.Act(http.Viewer(), other, new(RelationAction.Disconnect), stop), stop);

    private static async Task<IResult> Pending(
        HttpContext http, Connections connections, People people, EdgeList list, CancellationToken stop)
    {
        var args = new Arguments(http);
        var listing = Listing.Of(args, list.ToString());
        if (args.Fault is not null)
            return args.Fault;
        var viewer = http.Viewer();
        if (listing.IsWhole)
        {
            var page = await connections.List(viewer.Id, list, new PageRequest(Limits.UnpagedList), stop);
            return Answers.Friends(http, page.Items, page.Next is not null);
        }

        if (listing.IsStored)
            return listing.Answer(http, await connections.List(viewer.Id, list, new PageRequest(listing.Limit, After: listing.After),
                stop));
        var all = await Sorted.ReadAll(connections, viewer.Id, list, stop);
        return await listing.Answer(http, new(all, row => row.Edge.Relation.Request!.At, listing.Order), people, stop);
    }

    private static async Task<IResult> OnContact(
        HttpContext http, Arguments args, People people, Func<UserId, Task<Transition>> act, CancellationToken stop)
    {
        var key = args.Guid("contactKey");
        if (args.Fault is not null)
            return args.Fault;
        var contact = await people.Find(http.Community(), new UserKey(key), stop);
        return contact is null ? Answers.Done(false) : Answers.Done(await act(contact.Id));
    }

    private static async Task<IResult> OnRequest(
        HttpContext http, Connections connections, RelationAction action, CancellationToken stop)
    {
        var args = new Arguments(http);
        var key = args.Guid("friendRequestRecordKey");
        if (args.Fault is not null)
            return args.Fault;
        return Answers.Done(await connections.Act(http.Viewer(), new RequestId(key), action, stop));
    }
}
