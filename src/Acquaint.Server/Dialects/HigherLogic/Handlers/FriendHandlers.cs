namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// The Friends controller, and what of the Messaging controller is about requests. Arguments stand in the query; bodies, whatever they
/// are, are not looked at (browser widgets send <c>{}</c>). Lists can be paged and sorted (<see cref="Listing"/>).
/// </summary>
internal sealed class FriendHandlers(Connections connections, People people)
{
    public Task<Answer<Friend[]>> GetPendingReceivedFriendRequests(HttpContext http, CancellationToken stop) =>
        Pending(http, EdgeList.Received, stop);

    public Task<Answer<Friend[]>> GetPendingSentFriendRequests(HttpContext http, CancellationToken stop) =>
        Pending(http, EdgeList.Sent, stop);

    /// <summary>No days, or fewer, look back on nothing.</summary>
    public async Task<Answer<Friend[]>> GetAcceptedFriendRequests(HttpContext http, CancellationToken stop)
    {
        const int centuries = 1_000_000;
        var args = new Arguments(http);
        var daysBack = args.Required<int>("daysBack");
        var listing = Listing.Of(http, args, "accepted");
        if (args.Fault is not null)
            return args.Fault;
        // A TimeSpan holds fewer days than an integer counts.
        var age = TimeSpan.FromDays(Math.Clamp(daysBack, 0, centuries));
        var most = listing.IsWhole ? Limits.UnpagedList : Limits.SortedList;
        var all = await connections.AcceptedWithin(http.Viewer(), age, most + 1, stop);
        return listing.IsWhole
            ? Paging.Friends(http, all.Take(most), all.Count > most)
            : await listing.Answer(http, new(all, row => row.Edge.Relation.Request!.AnsweredAt!.Value, listing.Order), people, stop);
    }

    /// <summary>A request that crosses the other's own is a yes to it.</summary>
    public Task<Answer<bool[]>> PostFriendRequest(HttpContext http, CancellationToken stop)
    {
        var args = new Arguments(http);
        var message = args.Text("message")?.Trim();
        return OnContact(http, args, new(RelationAction.RequestOrAccept, Message: string.IsNullOrEmpty(message) ? null : message), stop);
    }

    public Task<Answer<bool[]>> AcceptFriendRequest(HttpContext http, CancellationToken stop) =>
        OnRequest(http, RelationAction.Accept, stop);

    public Task<Answer<bool[]>> RejectFriendRequest(HttpContext http, CancellationToken stop) =>
        OnRequest(http, RelationAction.Decline, stop);

    public Task<Answer<bool[]>> CancelFriendRequest(HttpContext http, CancellationToken stop) =>
        OnContact(http, new(http), new(RelationAction.Withdraw, OpenOnly: true), stop);

    public Task<Answer<bool[]>> UnFriend(HttpContext http, CancellationToken stop) =>
        OnContact(http, new(http), new(RelationAction.Disconnect), stop);

    /// <summary>The original adds messages and invitations, of which there are none here.</summary>
    public async Task<Answer<Dictionary<Guid, int>>> GetUnreadMessageCounts(HttpContext http, CancellationToken stop)
    {
        var viewer = http.Viewer();
        return new Dictionary<Guid, int> { [viewer.Key.Value] = (await connections.Counters(viewer, stop)).Received };
    }

    private async Task<Answer<Friend[]>> Pending(HttpContext http, EdgeList list, CancellationToken stop)
    {
        var args = new Arguments(http);
        var listing = Listing.Of(http, args, list.ToString());
        if (args.Fault is not null)
            return args.Fault;
        var viewer = http.Viewer();
        if (listing.IsStored)
            return listing.Answer(http, await connections.List(viewer.Id, list, new(listing.Limit, After: listing.After), stop));
        var all = await Sorted.ReadAll(connections, viewer.Id, list, stop);
        return await listing.Answer(http, new(all, row => row.Edge.Relation.Request!.At, listing.Order), people, stop);
    }

    private async Task<Answer<bool[]>> OnContact(HttpContext http, Arguments args, RelationCommand command, CancellationToken stop)
    {
        var key = args.Required<Guid>("contactKey");
        if (args.Fault is not null)
            return args.Fault;
        var contact = await people.Find(http.Community(), new UserKey(key), stop);
        return Done(contact is null ? null : await connections.Act(http.Viewer(), contact.Id, command, stop));
    }

    private async Task<Answer<bool[]>> OnRequest(HttpContext http, RelationAction action, CancellationToken stop)
    {
        var args = new Arguments(http);
        var key = args.Required<Guid>("friendRequestRecordKey");
        if (args.Fault is not null)
            return args.Fault;
        return Done(await connections.Act(http.Viewer(), new RequestId(key), action, stop));
    }

    /// <summary>Done, or not: whichever rule said no, the original answers false without a reason.</summary>
    private static bool[] Done(Transition? transition) => [transition is { Refusal: null }];
}
