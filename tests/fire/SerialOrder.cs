namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// Whether what is stored of a pair could have come about one change after the other: some order of its changes, each allowed by the
/// rules where it stands, leads from nothing to the relation that is stored.
/// </summary>
internal sealed class SerialOrder
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.UnixEpoch;

    private readonly UserId _viewer;
    private readonly List<Change> _changes;
    private readonly Relation _end;
    private readonly HashSet<(int From, ulong Taken, Relation Relation)> _dead = [];

    private SerialOrder(UserId viewer, IEnumerable<Change> changes, Relation end)
    {
        _viewer = viewer;
        _changes = [.. changes.OrderBy(change => change.Id.Value)];
        _end = end;
    }

    /// <param name="viewer">One of the two.</param>
    /// <param name="changes">What either was told of the other.</param>
    /// <param name="end">How the viewer stands to the other at last.</param>
    public static bool Exists(UserId viewer, IEnumerable<Change> changes, Relation end) =>
        new SerialOrder(viewer, changes, end).Leads(0, 0, Relation.Blank);

    /// <param name="from">All before this were taken.</param>
    /// <param name="taken">Of those after it, which: a change's id is made before the pair is locked, so ids are nearly in order.</param>
    /// <param name="relation">What those that were taken lead to.</param>
    private bool Leads(int from, ulong taken, Relation relation)
    {
        for (; (taken & 1) == 1; taken >>= 1)
            from++;
        if (from == _changes.Count)
            return IsEnd(relation);
        if (_dead.Contains((from, taken, relation)))
            return false;
        for (var ahead = 0; ahead < 64 && from + ahead < _changes.Count; ahead++)
        {
            var bit = 1UL << ahead;
            if ((taken & bit) == 0 && After(relation, _changes[from + ahead]) is { } next && Leads(from, taken | bit, next))
                return true;
        }

        _dead.Add((from, taken, relation));
        return false;
    }

    /// <summary>Times are not compared: the rules are asked at one moment, at which nobody may ask again yet.</summary>
    private bool IsEnd(Relation relation) =>
        relation.Tie == _end.Tie
        && relation.Request?.Id == _end.Request?.Id
        && relation.Request?.ByMe == _end.Request?.ByMe
        && relation.IBlockedAt is null == _end.IBlockedAt is null
        && relation.TheyBlockedAt is null == _end.TheyBlockedAt is null;

    /// <summary>What the change makes of the relation; null when it can't have happened there.</summary>
    private Relation? After(Relation relation, Change change)
    {
        var mine = change.Actor == _viewer;
        var before = mine ? relation : relation.Mirror();
        var asks = change.Kind is ChangeKind.RequestSent;
        if (!asks && change.Request != before.Request?.Id)
            return null;
        var command = new RelationCommand(ActionOf(change.Kind), NewId: asks ? change.Request!.Value : default);
        var (next, refusal, kind) = RelationRules.Apply(before, command, s_now, new CommunityRules());
        if (refusal is not null || kind != change.Kind)
            return null;
        return mine ? next : next.Mirror();
    }

    private static RelationAction ActionOf(ChangeKind kind) => kind switch
    {
        ChangeKind.RequestSent => RelationAction.Request,
        ChangeKind.RequestAccepted => RelationAction.Accept,
        ChangeKind.RequestDeclined => RelationAction.Decline,
        ChangeKind.RequestRestored => RelationAction.Restore,
        ChangeKind.RequestWithdrawn => RelationAction.Withdraw,
        ChangeKind.Disconnected => RelationAction.Disconnect,
        ChangeKind.DeclineDiscarded => RelationAction.Discard,
        ChangeKind.Blocked => RelationAction.Block,
        ChangeKind.Unblocked => RelationAction.Unblock,
    };
}
