namespace Acquaint.Core;

/// <summary>The tie between viewer and other, in the viewer's eyes. The numbers are stored; they never change.</summary>
public enum Tie
{
    None = 0,
    Sent = 1,
    Received = 2,
    DeclinedByThem = 3,
    DeclinedByMe = 4,
    Connected = 5,
}

/// <summary>What a viewer can try to do about another person.</summary>
public enum RelationAction
{
    /// <summary>Ask to connect; a crossed request is refused.</summary>
    Request,

    /// <summary>Ask to connect; if the other has asked already, that is a yes.</summary>
    RequestOrAccept,
    Accept,
    Decline,

    /// <summary>The addressee takes a decline back; the request is open again.</summary>
    Restore,

    /// <summary>The requester takes the request back.</summary>
    Withdraw,

    /// <summary>Either side ends a connection.</summary>
    Disconnect,

    /// <summary>The addressee deletes the record of a request that they declined.</summary>
    Discard,
    Block,
    Unblock,
}

/// <summary>Why a rule said no. A refusal is a value: nothing changed, nothing broke.</summary>
public enum Refusal
{
    Yourself,
    NoSuchUser,
    Suspended,
    AlreadyRequested,
    RequestedByThem,
    AlreadyConnected,
    NoSuchRequest,
    NotConnected,
    AskedTooSoon,
    YouBlockThem,

    /// <summary>This and the next three: beyond one of the community's <see cref="Quotas"/> (<see cref="QuotaRules"/>).</summary>
    TooManyOpenRequests,
    TooManyRequestsToday,
    TooManyConnections,
    OtherHasTooManyConnections,
}

/// <summary>An ask: open, declined, or the one a connection grew from. <c>Id</c> stays the same until the tie ends.</summary>
/// <param name="Id">UUID version 7; every new request has a new one.</param>
/// <param name="ByMe">The viewer is the requester.</param>
/// <param name="Message">What the requester wrote; null when nothing.</param>
/// <param name="At">When it was asked, UTC, whole microseconds. Every list is ordered by it.</param>
/// <param name="AnsweredAt">When it was accepted or declined; null while open.</param>
public sealed record Request(RequestId Id, bool ByMe, string? Message, DateTimeOffset At, DateTimeOffset? AnsweredAt);

/// <summary>All that holds between viewer and other, as the viewer sees it. The other sees its mirror.</summary>
/// <param name="Tie">The state of the tie.</param>
/// <param name="Request">Present exactly when <paramref name="Tie"/> is not None.</param>
/// <param name="IBlockedAt">When the viewer blocked the other; null when not.</param>
/// <param name="TheyBlockedAt">When the other blocked the viewer; null when not. No dialect may show when, and whether only where it
/// has a question for just that.</param>
/// <param name="AskAgainAt">Before this time the viewer may not ask (the other declined); <see cref="Never"/> when never again.</param>
/// <param name="TheyAskAgainAt">The same for the other.</param>
public sealed record Relation(
    Tie Tie = Tie.None, Request? Request = null, DateTimeOffset? IBlockedAt = null, DateTimeOffset? TheyBlockedAt = null,
    DateTimeOffset? AskAgainAt = null, DateTimeOffset? TheyAskAgainAt = null)
{
    /// <summary>Two people who have nothing to do with each other: no row is stored for it.</summary>
    public static readonly Relation Blank = new();

    /// <summary>An ask-again time that never comes.</summary>
    public static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Either side blocks the other.</summary>
    public bool HasBlock => IBlockedAt is not null || TheyBlockedAt is not null;

    /// <summary>
    /// The other blocks the viewer, to whom they are then somebody who doesn't exist. Not where the viewer blocks them too: a block that
    /// its owner could not see they could not lift either.
    /// </summary>
    public bool ViewerIsBlocked => TheyBlockedAt is not null && IBlockedAt is null;

    /// <summary>The same relation in the other's eyes. <c>x.Mirror().Mirror() == x</c>.</summary>
    public Relation Mirror() => new(
        Mirror(Tie), Request is null ? null : Request with { ByMe = !Request.ByMe }, TheyBlockedAt, IBlockedAt, TheyAskAgainAt,
        AskAgainAt);

    private static Tie Mirror(Tie tie) => tie switch
    {
        Tie.None => Tie.None,
        Tie.Sent => Tie.Received,
        Tie.Received => Tie.Sent,
        Tie.DeclinedByThem => Tie.DeclinedByMe,
        Tie.DeclinedByMe => Tie.DeclinedByThem,
        Tie.Connected => Tie.Connected,
    };
}

/// <summary>One try of an action, with what it would carry if it is allowed.</summary>
/// <param name="Action">What is tried.</param>
/// <param name="NewId">The id a new request would get.</param>
/// <param name="Message">The message a new request would carry.</param>
/// <param name="Of">Act on this very request; if the pair has another one by now, refuse with NoSuchRequest.</param>
/// <param name="OpenOnly">
/// Act on open requests only: a declined one counts as deleted. For dialects whose original knows no way back from a decline. Says nothing
/// to a request, which is a new one, nor to <see cref="RelationAction.Discard"/>, which is about declined ones.
/// </param>
public sealed record RelationCommand(
    RelationAction Action, RequestId NewId = default, string? Message = null, RequestId? Of = null, bool OpenOnly = false);

/// <summary>
/// What an command comes to. Refused: <c>Next</c> is the relation as it was and still is. Allowed: <c>Change</c> says what happened,
/// or is null when the command asked for what already holds, or when what happened is nothing to the other.
/// </summary>
public sealed record Transition(Relation Next, Refusal? Refusal = null, ChangeKind? Change = null);
