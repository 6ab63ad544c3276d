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

/// <summary>
/// The only seam to storage. Every method is atomic; a write that has returned survives a crash of the process and of the machine.
/// A store that can't be reached throws <see cref="StoreUnavailableException"/>, and then nothing was written; only if the database went
/// away in the very moment of the commit, nobody knows.
/// </summary>
public interface IStore
{
    /// <summary>Whether the store has the form that this program knows; false after a newer program changed it.</summary>
    Task<bool> IsCurrent(CancellationToken stop);

    /// <summary>All communities, oldest first.</summary>
    Task<IReadOnlyList<Community>> Communities(CancellationToken stop);

    /// <summary>
    /// Adds the community, or replaces the one with its id. If it is the default, no other is afterwards.
    /// Returns null, or the host name that belongs to another community (then nothing changed).
    /// </summary>
    Task<string?> Save(Community community, CancellationToken stop);

    /// <summary>A number that no person has had and none will be given again.</summary>
    Task<UserId> NewUserId(CancellationToken stop);

    /// <summary>Adds a person. Returns null, or the kind of handle that somebody else has (then nothing changed).</summary>
    Task<HandleKind?> Add(User user, string? passwordHash, CancellationToken stop);

    /// <summary>
    /// One transaction: locks the person, lets <paramref name="change"/> say what becomes of them, and writes that with all they are found
    /// by. Id, key and community stay. Whoever becomes deleted loses every handle but the key, all name parts, the password, the sessions
    /// and the settings, and from then on no action forms or changes an edge of theirs, whenever it began. May call
    /// <paramref name="change"/> more than once.
    /// </summary>
    Task<Saved> Save(CommunityId community, UserId id, Func<User, User> change, CancellationToken stop);

    /// <summary>The person with this id, deleted ones included; null when the community has none.</summary>
    Task<User?> Find(CommunityId community, UserId id, CancellationToken stop);

    /// <summary>The person with this handle; null when there is none.</summary>
    Task<User?> Find(Handle handle, CancellationToken stop);

    /// <summary>The person with this key, in whichever community; null when there is none.</summary>
    Task<User?> Find(UserKey key, CancellationToken stop);

    /// <summary>Those of the ids that the community has, deleted ones included.</summary>
    Task<IReadOnlyDictionary<UserId, User>> Find(CommunityId community, IReadOnlyCollection<UserId> ids, CancellationToken stop);

    /// <summary>People of a community by ascending id, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<User>> Users(CommunityId community, UserId after, int limit, CancellationToken stop);

    /// <summary>Those of the handles that somebody has, as the people who have them, in no order.</summary>
    Task<IReadOnlyList<User>> Find(IReadOnlyCollection<Handle> handles, CancellationToken stop);

    /// <summary>A page, by offset, of the people of a community, deleted ones not; the total counts all but the excluded. Of one moment.</summary>
    Task<Page<User>> List(DirectoryRequest directory, PageRequest paging, CancellationToken stop);

    /// <summary>
    /// People, deleted ones not, whose username or other names contain the text, whatever the letter case; of a long text its first
    /// <see cref="Limits.NamePartLength"/> characters, of a person <see cref="Limits.NameParts"/> parts. Those whose username begins
    /// with it come first, by username. The excluded, at most <see cref="Limits.Blockers"/>, are not among them.
    /// </summary>
    Task<IReadOnlyList<User>> Named(
        CommunityId community, string text, IReadOnlyCollection<UserId> exclude, int limit, CancellationToken stop);

    /// <summary>The person's password hash; null when they have none and can't sign in with one.</summary>
    Task<string?> PasswordHash(UserId id, CancellationToken stop);

    Task SetPasswordHash(UserId id, string hash, CancellationToken stop);

    /// <summary>From then on the person can't sign in by password.</summary>
    Task RemovePassword(UserId id, CancellationToken stop);

    /// <summary>What the person has set, by name; empty when nothing.</summary>
    Task<IReadOnlyDictionary<string, int>> Settings(UserId owner, CancellationToken stop);

    /// <summary>Sets these, at least one; what is not named stays as it is.</summary>
    Task Set(UserId owner, IReadOnlyDictionary<string, int> settings, CancellationToken stop);

    Task Add(Session session, CancellationToken stop);

    /// <summary>The session, ended ones not; null when there is none.</summary>
    Task<Session?> Find(UserId owner, SessionId id, CancellationToken stop);

    /// <summary>Ends the session; one that is not there is ended already.</summary>
    Task End(UserId owner, SessionId id, CancellationToken stop);

    /// <summary>Ends all the person's sessions but one, or all.</summary>
    Task EndAll(UserId owner, SessionId? except, CancellationToken stop);

    Task Add(ServiceKey key, CancellationToken stop);

    /// <summary>The key with this digest; null when there is none.</summary>
    Task<ServiceKey?> FindServiceKey(string digest, CancellationToken stop);

    /// <summary>The keys of a community, oldest first.</summary>
    Task<IReadOnlyList<ServiceKey>> ServiceKeys(CommunityId community, CancellationToken stop);

    /// <summary>False when the community has no such key.</summary>
    Task<bool> Remove(CommunityId community, ServiceKeyId id, CancellationToken stop);

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

    /// <summary>What happened to the person, newest first.</summary>
    Task<IReadOnlyList<Change>> Changes(UserId recipient, int limit, CancellationToken stop);

    /// <summary>Some of the owner's notifications, in the order of their ids, with the people who caused them: of one moment.</summary>
    Task<NotificationPage> Notifications(UserId owner, NotificationRequest paging, CancellationToken stop);

    /// <summary>Whether the owner has a notification with this id.</summary>
    Task<bool> HasNotification(UserId owner, ChangeId id, CancellationToken stop);

    /// <summary>Zeros for one who has no notifications.</summary>
    Task<NotificationCounts> NotificationCounts(UserId owner, CancellationToken stop);

    /// <summary>
    /// Marks those of the owner's notifications that have these ids read and seen, for good: the first time of each counts.
    /// Returns how many were unread.
    /// </summary>
    Task<int> MarkRead(UserId owner, IReadOnlyCollection<ChangeId> ids, DateTimeOffset at, CancellationToken stop);

    /// <summary>The same for seen. Returns how many were unseen.</summary>
    Task<int> MarkSeen(UserId owner, IReadOnlyCollection<ChangeId> ids, DateTimeOffset at, CancellationToken stop);

    /// <summary>
    /// Marks the oldest of the owner's notifications that lack the mark, at most <paramref name="limit"/>. Returns how many got it: fewer
    /// than
    /// the limit means that none up to the sweep's last is left.
    /// </summary>
    Task<int> Mark(NotificationSweep sweep, int limit, CancellationToken stop);
}

/// <summary>The database can't be reached or can't write (locked, disk full, read-only); try later.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
