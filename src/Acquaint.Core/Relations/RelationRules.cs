namespace Acquaint.Core;

/// <summary>The state machine of connections: one table, one pure function.</summary>
/// <remarks>
/// What the actor sees, the action, what the actor sees next; the other side is always the mirror. !X is a refusal: nothing changes.
/// <code>
/// | tie            | Request           | RequestOrAccept   | Accept            | Decline        | Restore        | Withdraw       | Disconnect    | Discard        |
/// | None           | Sent 1            | Sent 1            | !NoSuchRequest    | !NoSuchRequest | !NoSuchRequest | !NoSuchRequest | !NotConnected | !NoSuchRequest |
/// | Sent           | !AlreadyRequested | !AlreadyRequested | !NoSuchRequest    | !NoSuchRequest | !NoSuchRequest | None           | !NotConnected | !NoSuchRequest |
/// | Received       | !RequestedByThem  | Connected         | Connected         | DeclinedByMe   | !NoSuchRequest | !NoSuchRequest | !NotConnected | !NoSuchRequest |
/// | DeclinedByThem | Sent 1            | Sent 1            | !NoSuchRequest    | !NoSuchRequest | !NoSuchRequest | None 2         | !NotConnected | !NoSuchRequest |
/// | DeclinedByMe   | Sent 3            | Sent 3            | Connected         | DeclinedByMe   | Received       | !NoSuchRequest | !NotConnected | None 2         |
/// | Connected      | !AlreadyConnected | !AlreadyConnected | !AlreadyConnected | !NoSuchRequest | !NoSuchRequest | !NoSuchRequest | None          | !NoSuchRequest |
/// </code>
/// 1 !AskedTooSoon while the actor's ask-again time lies ahead. A decline sets it on the requester's side.
/// 2 The ask-again time survives: neither side's deleting launders a decline. It goes when the other side asks or a connection forms.
/// 3 The one who declined may ask at any time. That is a new request, not a late yes: the first wish may have passed.
/// Where declines are final (<see cref="DeclinePolicy.Strict"/>), a declined tie refuses Request and RequestOrAccept (!AskedTooSoon),
/// Withdraw and Discard (!NoSuchRequest), and an ask-again time never passes. The addressee's late yes (Accept, Restore) still stands.
/// Block, from any tie: None on both sides. While it lasts the blocker can only Unblock (all else is !YouBlockThem), and the blocked can
/// do nothing at all, not even block in turn: everything is !NoSuchUser, as if the other did not exist, so that no answer tells of the
/// block. Unblock brings nothing back. A test reads this very table and compares each cell with the code.
/// </remarks>
public static class RelationRules
{
    /// <summary>Decides one command. Pure: the store calls it inside its transaction, and again after a retry.</summary>
    public static Transition Apply(Relation before, RelationCommand command, DateTimeOffset now, CommunityRules rules) =>
        (RefusedOutright(before, command) ?? RefusedAsFinal(before, command, rules)) is { } no ? Refuse(before, no) : command.Action switch
        {
            RelationAction.Request => Request(before, command, now),
            RelationAction.RequestOrAccept => before.Tie is Tie.Received ? Accept(before, now) : Request(before, command, now),
            RelationAction.Accept => Accept(before, now),
            RelationAction.Decline => Decline(before, now, rules),
            RelationAction.Restore => Restore(before),
            RelationAction.Withdraw => Withdraw(before),
            RelationAction.Disconnect => Disconnect(before),
            RelationAction.Discard => Discard(before),
            RelationAction.Block => Block(before, now),
            RelationAction.Unblock => Unblock(before),
        };

    /// <summary>
    /// What is left of a pair when the viewer is deleted: nothing, blocks and ask-again times included. The other hears of what goes from
    /// their lists: a connection as disconnected, a request, whoever made it, as withdrawn.
    /// </summary>
    public static Transition Purge(Relation before) => new(Relation.Blank, Change: before.Tie switch
    {
        Tie.Connected => ChangeKind.Disconnected,
        Tie.Sent or Tie.Received or Tie.DeclinedByMe => ChangeKind.RequestWithdrawn,
        Tie.None or Tie.DeclinedByThem => null,
    });

    /// <summary>What forbids the command whatever the tie.</summary>
    private static Refusal? RefusedOutright(Relation before, RelationCommand command)
    {
        if (before.ViewerIsBlocked)
            return Refusal.NoSuchUser;
        if (command.Action is RelationAction.Block or RelationAction.Unblock)
            return null;
        if (before.IBlockedAt is not null)
            return Refusal.YouBlockThem;
        if (command.Of is { } id && before.Request?.Id != id)
            return Refusal.NoSuchRequest;
        var onOpen = command.OpenOnly && !Asks(command) && command.Action is not RelationAction.Discard;
        return onOpen && IsDeclined(before) ? Refusal.NoSuchRequest : null;
    }

    /// <summary>What a decline forbids for ever, in a community whose declines are final.</summary>
    private static Refusal? RefusedAsFinal(Relation before, RelationCommand command, CommunityRules rules)
    {
        if (rules.DeclinePolicy is not DeclinePolicy.Strict)
            return null;
        if (Asks(command))
            return IsDeclined(before) || (before.Tie is Tie.None && before.AskAgainAt is not null) ? Refusal.AskedTooSoon : null;
        var deletes = command.Action is RelationAction.Withdraw or RelationAction.Discard;
        return deletes && IsDeclined(before) ? Refusal.NoSuchRequest : null;
    }

    private static bool Asks(RelationCommand command) => command.Action is RelationAction.Request or RelationAction.RequestOrAccept;
    private static bool IsDeclined(Relation relation) => relation.Tie is Tie.DeclinedByMe or Tie.DeclinedByThem;

    private static Transition Request(Relation before, RelationCommand command, DateTimeOffset now) => before.Tie switch
    {
        Tie.None or Tie.DeclinedByThem when before.AskAgainAt > now => Refuse(before, Refusal.AskedTooSoon),
        Tie.None or Tie.DeclinedByThem or Tie.DeclinedByMe => new(
            new(Tie.Sent, new(command.NewId, ByMe: true, command.Message, now, AnsweredAt: null)),
            Change: ChangeKind.RequestSent),
        Tie.Sent => Refuse(before, Refusal.AlreadyRequested),
        Tie.Received => Refuse(before, Refusal.RequestedByThem),
        Tie.Connected => Refuse(before, Refusal.AlreadyConnected),
    };

    private static Transition Accept(Relation before, DateTimeOffset now) => before.Tie switch
    {
        Tie.Received or Tie.DeclinedByMe => new(new(Tie.Connected, Answered(before, now)), Change: ChangeKind.RequestAccepted),
        Tie.Connected => Refuse(before, Refusal.AlreadyConnected),
        Tie.None or Tie.Sent or Tie.DeclinedByThem => Refuse(before, Refusal.NoSuchRequest),
    };

    private static Transition Decline(Relation before, DateTimeOffset now, CommunityRules rules) => before.Tie switch
    {
        Tie.Received => new(
            before with
            {
                Tie = Tie.DeclinedByMe,
                Request = Answered(before, now),
                TheyAskAgainAt = rules.AskAgainAfter is { } wait ? now + wait : Relation.Never,
            },
            Change: ChangeKind.RequestDeclined),
        Tie.DeclinedByMe => new(before),
        Tie.None or Tie.Sent or Tie.DeclinedByThem or Tie.Connected => Refuse(before, Refusal.NoSuchRequest),
    };

    private static Transition Restore(Relation before) => before.Tie switch
    {
        Tie.DeclinedByMe => new(
            before with { Tie = Tie.Received, Request = before.Request! with { AnsweredAt = null }, TheyAskAgainAt = null },
            Change: ChangeKind.RequestRestored),
        Tie.None or Tie.Sent or Tie.Received or Tie.DeclinedByThem or Tie.Connected => Refuse(before, Refusal.NoSuchRequest),
    };

    private static Transition Withdraw(Relation before) => before.Tie switch
    {
        Tie.Sent or Tie.DeclinedByThem => new(
            before with { Tie = Tie.None, Request = null },
            Change: ChangeKind.RequestWithdrawn),
        Tie.None or Tie.Received or Tie.DeclinedByMe or Tie.Connected => Refuse(before, Refusal.NoSuchRequest),
    };

    private static Transition Disconnect(Relation before) => before.Tie switch
    {
        Tie.Connected => new(before with { Tie = Tie.None, Request = null }, Change: ChangeKind.Disconnected),
        Tie.None or Tie.Sent or Tie.Received or Tie.DeclinedByThem or Tie.DeclinedByMe => Refuse(before, Refusal.NotConnected),
    };

    private static Transition Discard(Relation before) => before.Tie switch
    {
        Tie.DeclinedByMe => new(before with { Tie = Tie.None, Request = null }, Change: ChangeKind.DeclineDiscarded),
        Tie.None or Tie.Sent or Tie.Received or Tie.DeclinedByThem or Tie.Connected => Refuse(before, Refusal.NoSuchRequest),
    };

    private static Transition Block(Relation before, DateTimeOffset now) => before.IBlockedAt is not null
        ? new(before)
        : new(before with { Tie = Tie.None, Request = null, IBlockedAt = now }, Change: ChangeKind.Blocked);

    private static Transition Unblock(Relation before) => before.IBlockedAt is null
        ? new(before)
        : new(before with { IBlockedAt = null }, Change: ChangeKind.Unblocked);

    private static Request Answered(Relation before, DateTimeOffset now) => before.Request! with { AnsweredAt = now };
    private static Transition Refuse(Relation before, Refusal why) => new(before, why);
}
