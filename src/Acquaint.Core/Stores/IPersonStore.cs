namespace Acquaint.Core;

/// <summary>People, what they are found by, and what they set for themselves.</summary>
public interface IPersonStore
{
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

    /// <summary>Those of the handles that somebody has, as the people who have them, in no order.</summary>
    Task<IReadOnlyList<User>> Find(IReadOnlyCollection<Handle> handles, CancellationToken stop);

    /// <summary>People of a community by ascending id, beginning after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<User>> Users(CommunityId community, UserId after, int limit, CancellationToken stop);

    /// <summary>A page, by offset, of the living people of a community; the total counts all but the excluded. Of one moment.</summary>
    Task<Page<User>> List(DirectoryRequest directory, PageRequest paging, CancellationToken stop);

    /// <summary>
    /// People, deleted ones not, whose username or other names contain the text, whatever the letter case; of a long text its first
    /// <see cref="Limits.NamePartLength"/> characters, of a person <see cref="Limits.NameParts"/> parts. Those whose username begins
    /// with it come first, by username. The excluded, at most <see cref="Limits.Blockers"/>, are not among them.
    /// </summary>
    Task<IReadOnlyList<User>> Named(
        CommunityId community, string text, IReadOnlyCollection<UserId> exclude, int limit, CancellationToken stop);

    /// <summary>What the person has set, by name; empty when nothing.</summary>
    Task<IReadOnlyDictionary<string, int>> Settings(UserId owner, CancellationToken stop);

    /// <summary>Sets these, at least one; what is not named stays as it is.</summary>
    Task Set(UserId owner, IReadOnlyDictionary<string, int> settings, CancellationToken stop);
}
