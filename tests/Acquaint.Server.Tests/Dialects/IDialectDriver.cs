using System.Net;

namespace Acquaint.Server.Tests.Dialects;

/// <summary>What a dialect answered to an action: its status, and what its words say.</summary>
/// <param name="Done">That it was done.</param>
/// <param name="DidAnother">
/// That something else was done: where one verb ends whatever there is, what it found was not what the caller had in mind.
/// </param>
public readonly record struct Said(HttpStatusCode Status, bool Done, bool DidAnother = false);

/// <summary>
/// One dialect as a client of it would use it, over HTTP. Tests that hold in every dialect are told through this; a new dialect adds one.
/// </summary>
public interface IDialectDriver
{
    string Name { get; }

    Task<Said> Request(Person viewer, Person other);

    /// <summary>Says yes to the open request of the other.</summary>
    Task<Said> Accept(Person viewer, Person requester);

    Task<Said> Decline(Person viewer, Person requester);

    /// <summary>Says yes in one call, as a client that has read the request before.</summary>
    Task<Said> Accept(Person viewer, Person requester, RequestId request);

    Task<Said> Decline(Person viewer, Person requester, RequestId request);

    /// <summary>Takes the viewer's open request to the other back.</summary>
    Task<Said> Withdraw(Person viewer, Person addressee);

    Task<Said> Disconnect(Person viewer, Person other);

    /// <summary>Blocks the other; done is done now, not held already.</summary>
    Task<Said> Block(Person viewer, Person other);

    /// <summary>Whom the viewer has asked, as the dialect's list of sent requests shows it.</summary>
    Task<IReadOnlyList<UserKey>> Sent(Person viewer);

    Task<IReadOnlyList<UserKey>> Received(Person viewer);

    /// <summary>Whom the viewer is connected with, as far as the dialect lists it.</summary>
    Task<IReadOnlyList<UserKey>> Connected(Person viewer);
}
