namespace Acquaint.Core;

/// <summary>Who acts on whom, when, and the id the change would get.</summary>
/// <param name="Request">Names the other instead: whoever is the other party to this request of the viewer's.</param>
public sealed record ActionContext(UserId Viewer, UserId Other, DateTimeOffset At, ChangeId ChangeId, RequestId? Request = null);

/// <summary>Which of a person's connections to list, in the light of the viewer's own.</summary>
public enum Mutuality
{
    /// <summary>All, those that the viewer is connected with too before the rest.</summary>
    First,

    /// <summary>Only those that the viewer is connected with too.</summary>
    Only,

    /// <summary>Only those that the viewer is not connected with.</summary>
    Never,

    /// <summary>All, in the order of the list.</summary>
    Ignored,
}

/// <summary>Edges, lists, counters, blocks and suggestions, and the actions that change them.</summary>
public interface IRelationStore
{
    /// <summary>
    /// One transaction: reads the pair where nobody else can change it, lets <paramref name="decide"/> judge the viewer's side, and, when
    /// the relation becomes another, writes both edges, both counters and the change. A refusal writes nothing; if either of the two was
    /// deleted, it is NoSuchUser, if the viewer is no party to the request, NoSuchRequest, and if what would be written is beyond the
    /// quotas, it is what <see cref="QuotaRules"/> says. Requests that were sent on a day count for that day only, by
    /// <see cref="ActionContext.At"/>. May call <paramref name="decide"/> more than once.
    /// </summary>
    Task<Transition> Act(ActionContext context, Func<Pair, Decision> decide, CancellationToken stop);

    /// <summary>
    /// One transaction: leaves nothing between the viewer, who was deleted, and the other, as <see cref="RelationRules.Purge"/> has it.
    /// </summary>
    Task Purge(ActionContext context, CancellationToken stop);

    /// <summary>The people whom the owner has an edge with, by ascending id, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<UserId>> Others(UserId owner, UserId after, int limit, CancellationToken stop);

    /// <summary>Notes that the addressee saw the open request of the other; the first time counts. No open request: nothing.</summary>
    Task MarkSeen(ActionContext context, CancellationToken stop);

    /// <summary>The viewer's relation to the other; <see cref="Relation.Blank"/> when no row is stored.</summary>
    Task<Relation> Relation(UserId viewer, UserId other, CancellationToken stop);

    /// <summary>Somebody by what they are found by, and the viewer's relation to them; null for nobody and for the deleted.</summary>
    Task<Counterpart?> Find(UserId viewer, Handle other, CancellationToken stop);

    /// <summary>The viewer's relation to each of the others that a row is stored for.</summary>
    Task<IReadOnlyDictionary<UserId, Relation>> Relations(UserId viewer, IReadOnlyCollection<UserId> others, CancellationToken stop);

    /// <summary>The viewer's own edge with this request; null when the viewer is no party to it.</summary>
    Task<Edge?> Find(UserId viewer, RequestId request, CancellationToken stop);

    /// <summary>A page of one of the owner's lists: rows and total of one moment, their people of that or a later one.</summary>
    Task<Page<Listed>> List(UserId owner, EdgeList list, PageRequest paging, CancellationToken stop);

    /// <summary>
    /// A page (by offset) of the owner's connections in the light of the viewer's, without those who block the viewer. Finding the mutual
    /// ones costs in proportion to the shorter of the two people's lists. Within each part the order is that of the list of connections.
    /// All of one moment.
    /// </summary>
    Task<Page<Listed>> Connections(UserId owner, UserId viewer, Mutuality which, PageRequest paging, CancellationToken stop);

    /// <summary>The viewer's requests that were accepted at <paramref name="since"/> or later, latest acceptance first.</summary>
    Task<IReadOnlyList<Listed>> AcceptedSince(UserId viewer, DateTimeOffset since, int limit, CancellationToken stop);

    /// <summary>
    /// A page of the people whom the owner blocks, newest block first, then the higher id: rows and total of one moment, their people of
    /// that or a later one.
    /// </summary>
    Task<Page<Listed>> Blocked(UserId owner, PageRequest paging, CancellationToken stop);

    /// <summary>The ids of the people whom the owner blocks, newest block first.</summary>
    Task<IReadOnlyList<UserId>> BlockedIds(UserId owner, int limit, CancellationToken stop);

    /// <summary>
    /// Those to whom the viewer is blocked (<see cref="Core.Relation.ViewerIsBlocked"/>), newest block first, no more than
    /// <see cref="Limits.Blockers"/>.
    /// </summary>
    Task<IReadOnlyList<UserId>> Blockers(UserId viewer, CancellationToken stop);

    /// <summary>
    /// A page, by offset, of the active people who share connections with the viewer and whom the viewer has no edge with, those who share
    /// most first, then the higher id. Looks at the newest <see cref="Limits.SuggestPer"/> connections of each of the viewer's newest
    /// <see cref="Limits.SuggestFrom"/>.
    /// </summary>
    Task<Page<Suggestion>> Suggest(UserId viewer, PageRequest paging, CancellationToken stop);

    /// <summary>The person's counts; zeros for one who has no edges.</summary>
    Task<Counters> Counters(UserId owner, CancellationToken stop);

    /// <summary>
    /// The counts of each of the people that has any edge, as the viewer sees them: those who block the viewer have none, and nobody's
    /// counts count them. A viewer of null is nobody, whom nobody blocks. All of one moment.
    /// </summary>
    Task<IReadOnlyDictionary<UserId, Counters>> Counters(UserId? viewer, IReadOnlyCollection<UserId> owners, CancellationToken stop);
}
