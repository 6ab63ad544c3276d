using System.Net;

namespace Acquaint.Server.Tests.Dialects;

/// <summary>What a dialect answered to an action: its status, and what its words say.</summary>
/// <param name="Done">That it was done.</param>
/// <param name="DidAnother">
/// That something else was done: where one verb ends whatever there is, what it found was not what the caller had in mind.
/// </param>
public readonly record struct Said(HttpStatusCode Status, bool Done, bool DidAnother = false);

/// <summary>
/// One dialect as a client of it would use it, over HTTP. Tests that hold in every dialect are told through this. What a dialect has no
/// call for happens through the core, as in another dialect while this one is used.
/// </summary>
public interface IDialectDriver
{
    string Name { get; }

    TestServer Server { get; }

    /// <summary>A declined request stays in the list of the one who sent it.</summary>
    bool KeepsDeclined => false;

    /// <summary>A request to somebody who has sent one is a yes to theirs.</summary>
    bool ConnectsCrossed => false;

    /// <summary>What was declined can still be accepted.</summary>
    bool AcceptsTheDeclined => false;

    /// <summary>One verb withdraws and disconnects, as the tie is.</summary>
    bool EndsWhateverThereIs => false;

    /// <summary>It has a call for <see cref="Restore"/>.</summary>
    bool Restores => false;

    Task<Said> Request(Person viewer, Person other);

    /// <summary>Says yes to the open request of the other.</summary>
    Task<Said> Accept(Person viewer, Person requester);

    Task<Said> Decline(Person viewer, Person requester) => ThroughCore(viewer, requester, RelationAction.Decline);

    /// <summary>Says yes in one call, as a client that has read the request before.</summary>
    Task<Said> Accept(Person viewer, Person requester, RequestId request);

    Task<Said> Decline(Person viewer, Person requester, RequestId request) => Decline(viewer, requester);

    /// <summary>Takes a decline back.</summary>
    Task<Said> Restore(Person viewer, Person requester) => ThroughCore(viewer, requester, RelationAction.Restore);

    /// <summary>Takes the viewer's open request to the other back.</summary>
    Task<Said> Withdraw(Person viewer, Person addressee) => ThroughCore(viewer, addressee, RelationAction.Withdraw);

    Task<Said> Disconnect(Person viewer, Person other) => ThroughCore(viewer, other, RelationAction.Disconnect);

    /// <summary>Blocks the other; done is done now, not held already.</summary>
    Task<Said> Block(Person viewer, Person other) => ThroughCore(viewer, other, RelationAction.Block);

    /// <summary>Whom the viewer has asked, as the dialect's list of sent requests shows it.</summary>
    Task<IReadOnlyList<UserKey>> Sent(Person viewer) => FromCore(viewer, EdgeList.Sent);

    Task<IReadOnlyList<UserKey>> Received(Person viewer);

    /// <summary>Whom the viewer is connected with, as far as the dialect lists it.</summary>
    Task<IReadOnlyList<UserKey>> Connected(Person viewer) => FromCore(viewer, EdgeList.Connected);

    private async Task<Said> ThroughCore(Person viewer, Person other, RelationAction action)
    {
        var done = await Server.Connections.Act(Server.Viewer(viewer), other.Id, new RelationCommand(action), default);
        return new(HttpStatusCode.OK, done is { Refusal: null, Change: not null });
    }

    private async Task<IReadOnlyList<UserKey>> FromCore(Person viewer, EdgeList list)
    {
        var page = await Server.Connections.List(viewer.Id, list, new(Limits.UnpagedList), default);
        return [.. page.Items.Select(one => one.User.Key)];
    }
}
