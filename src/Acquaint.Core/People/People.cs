namespace Acquaint.Core;

/// <summary>Finding, changing and deleting people. A person who was deleted is not found.</summary>
/// <remarks>
/// What a viewer asks about others goes through <c>Reach</c> and the searches, to which whoever blocks the viewer does not exist. The
/// rest is for signing in, for what concerns oneself, and for staff, from whom a block is no shelter.
/// </remarks>
public sealed class People(IStore store, TimeProvider clock, Ids ids)
{
    public async Task<User?> Find(Community community, UserId id, CancellationToken stop) =>
        Living(await store.Find(community.Id, id, stop));

    public async Task<User?> Find(Community community, UserKey key, CancellationToken stop) =>
        await Find(Handle.Of(community.Id, key), stop);

    /// <summary>In whichever community.</summary>
    public async Task<User?> Find(UserKey key, CancellationToken stop) => Living(await store.Find(key, stop));
    public async Task<User?> Find(Handle handle, CancellationToken stop) => Living(await store.Find(handle, stop));

    /// <summary>The person whom the viewer asks about; null when there is none, or they block the viewer.</summary>
    public async Task<User?> Reach(Community community, Viewer? viewer, UserId id, CancellationToken stop)
    {
        var user = await Find(community, id, stop);
        if (viewer is null || user is null)
            return user;
        return (await store.Relation(viewer.Id, user.Id, stop)).ViewerIsBlocked ? null : user;
    }

    public async Task<User?> Reach(Community community, Viewer? viewer, UserKey key, CancellationToken stop) =>
        await Reach(viewer, Handle.Of(community.Id, key), stop);

    public async Task<User?> Reach(Viewer? viewer, Handle handle, CancellationToken stop)
    {
        if (viewer is null)
            return await Find(handle, stop);
        return await store.Find(viewer.Id, handle, stop) is { Relation.ViewerIsBlocked: false } found ? found.User : null;
    }

    /// <summary>The person, deleted or not; for those who delete people.</summary>
    public Task<User?> FindAnyhow(Community community, UserId id, CancellationToken stop) => store.Find(community.Id, id, stop);

    /// <summary>Those of the ids that the community has.</summary>
    public async Task<IReadOnlyDictionary<UserId, User>> Find(
        Community community, IReadOnlyCollection<UserId> ids, CancellationToken stop)
    {
        var found = await store.Find(community.Id, ids, stop);
        return found.Values.Where(user => !user.IsDeleted).ToDictionary(user => user.Id);
    }

    /// <summary>
    /// By username or e-mail address, as people type it when they sign in. What looks like an address is one first: otherwise somebody
    /// could take another's address for a username and shut them out.
    /// </summary>
    public async Task<User?> FindByName(Community community, string name, CancellationToken stop)
    {
        var (first, second) = name.Contains('@', StringComparison.Ordinal)
            ? (HandleKind.Email, HandleKind.Username)
            : (HandleKind.Username, HandleKind.Email);
        return await Find(new Handle(community.Id, first, name), stop) ?? await Find(new Handle(community.Id, second, name), stop);
    }

    /// <summary>
    /// Those whom the viewer can reach by one of the usernames, in their order. Looks at the first <see cref="Limits.BulkIds"/> names.
    /// </summary>
    public async Task<IReadOnlyList<User>> FindByUsernames(Viewer viewer, IReadOnlyCollection<string> names, CancellationToken stop)
    {
        var community = viewer.Community;
        var handles = names.Take(Limits.BulkIds)
            .Select(name => new Handle(community.Id, HandleKind.Username, name).Normalized)
            .Distinct()
            .ToList();
        var found = await store.Find(handles.ConvertAll(name => new Handle(community.Id, HandleKind.Username, name)), stop);
        var relations = await store.Relations(viewer.Id, [.. found.Select(user => user.Id)], stop);
        return [.. found
            .Where(user => !user.IsDeleted && !relations.GetValueOrDefault(user.Id, Relation.Blank).ViewerIsBlocked)
            .OrderBy(user => handles.IndexOf(user.Username.ToLowerInvariant()))];
    }

    /// <summary>
    /// A page, by offset, of the people whom the query finds and the viewer can reach. Where no stored order answers alone, no more than
    /// <see cref="Limits.SearchCandidates"/> people are looked at, and the total counts those of them that match.
    /// </summary>
    public async Task<Page<User>> Search(
        Community community, Viewer? viewer, PeopleQuery query, PageRequest paging, CancellationToken stop)
    {
        var blockers = viewer is null ? [] : await store.Blockers(viewer.Id, stop);
        var descending = query.Descending && query.Order is not PeopleOrder.Relevance;
        var directory = new DirectoryRequest(community.Id, query.DirectoryOrder, descending, blockers);
        if (query.IsDirectory)
            return await store.List(directory with { Exclude = [.. query.Exclude, .. blockers] }, paging, stop);
        var candidates = query.Name is { } name
            ? await store.Named(community.Id, name, blockers, Limits.SearchCandidates, stop)
            : (await store.List(directory, new(Limits.SearchCandidates), stop)).Items;
        var found = query.Sort(candidates.Where(query.Matches)).ToList();
        return new([.. found.Skip(paging.Offset).Take(paging.Limit)], found.Count, Next: null);
    }

    /// <summary>The administrator with the lowest id; null when the community has none. Costs a look at everybody before them.</summary>
    public async Task<User?> FindFirstAdmin(Community community, CancellationToken stop)
    {
        var after = new UserId(0);
        while (await store.Users(community.Id, after, Limits.UnpagedList, stop) is { Count: > 0 } some)
        {
            if (some.FirstOrDefault(user => user is { Role: UserRole.Admin, IsDeleted: false }) is { } admin)
                return admin;
            after = some[^1].Id;
        }

        return null;
    }

    /// <summary>
    /// Changes what a person is called and tells of themself. Nobody becomes suspended or deleted this way. Called with the person as they
    /// are when nobody else can change them, perhaps more than once.
    /// </summary>
    public async Task<Saved> Save(Community community, UserId id, Func<User, User> change, CancellationToken stop)
    {
        var now = clock.Now();
        var saved = await store.Save(
            community.Id,
            id,
            user => user.IsDeleted ? user : change(user) with
            {
                Status = user.Status,
                CreatedAt = user.CreatedAt,
                UpdatedAt = now,
                DeletedAt = user.DeletedAt,
            },
            stop);
        return saved with { User = Living(saved.User) };
    }

    /// <summary>From now on the person may look and end things, but form none. Null when there is no such person.</summary>
    public Task<User?> Suspend(Community community, UserId id, CancellationToken stop) => Become(UserStatus.Suspended, community, id, stop);

    /// <summary>Takes a suspension back. Null when there is no such person.</summary>
    public Task<User?> Reinstate(Community community, UserId id, CancellationToken stop) => Become(UserStatus.Active, community, id, stop);

    /// <summary>
    /// Deletes a person for good: what they are found by and sign in with goes, and every tie. Their row stays, with their profile unless
    /// <paramref name="hard"/>. If it fails on the way, calling it again finishes. False when there is no such person.
    /// </summary>
    public async Task<bool> Delete(Community community, UserId id, bool hard, CancellationToken stop)
    {
        var now = clock.Now();
        var saved = await store.Save(community.Id, id, user => hard ? user.Purged(now) : user.Deleted(now), stop);
        if (saved.User is null)
            return false;
        await PurgeAll(id, stop);
        return true;
    }

    /// <summary>Nothing can form with the deleted any more, so one walk over what there is leaves nothing.</summary>
    private async Task PurgeAll(UserId id, CancellationToken stop)
    {
        var after = new UserId(0);
        while (await store.Others(id, after, Limits.PurgedAtOnce, stop) is { Count: > 0 } others)
        {
            var now = clock.Now();
            await Task.WhenAll(others.Select(other => store.Purge(new(id, other, now, new(ids.Next())), stop)));
            after = others[^1];
        }
    }

    private async Task<User?> Become(UserStatus status, Community community, UserId id, CancellationToken stop)
    {
        var now = clock.Now();
        var saved = await store.Save(
            community.Id,
            id,
            user => user.IsDeleted || user.Status == status ? user : user with { Status = status, UpdatedAt = now },
            stop);
        return Living(saved.User);
    }

    private static User? Living(User? user) => user is { IsDeleted: false } ? user : null;
}
