namespace Acquaint.Core;

/// <summary>Finding people. A person who was deleted is not found.</summary>
public sealed class People(IStore store)
{
    public async Task<User?> Find(Community community, UserId id, CancellationToken stop) =>
        Living(await store.Find(community.Id, id, stop));

    public async Task<User?> Find(Community community, UserKey key, CancellationToken stop) =>
        await Find(Handle.Of(community.Id, key), stop);

    public async Task<User?> Find(Handle handle, CancellationToken stop) => Living(await store.Find(handle, stop));

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

    /// <summary>Those who have one of the usernames, in their order. Looks at the first <see cref="Limits.BulkIds"/> names.</summary>
    public async Task<IReadOnlyList<User>> FindByUsernames(
        Community community, IReadOnlyCollection<string> names, CancellationToken stop)
    {
        var handles = names.Take(Limits.BulkIds)
            .Select(name => new Handle(community.Id, HandleKind.Username, name).Normalized)
            .Distinct()
            .ToList();
        var found = await store.Find(handles.ConvertAll(name => new Handle(community.Id, HandleKind.Username, name)), stop);
        return [.. found.Where(user => !user.IsDeleted).OrderBy(user => handles.IndexOf(user.Username.ToLowerInvariant()))];
    }

    /// <summary>
    /// A slice, by offset, of the people whom the query finds. Where no stored order answers alone, no more than
    /// <see cref="Limits.SearchCandidates"/> people are looked at, and the total counts those of them that match.
    /// </summary>
    public async Task<Page<User>> Search(Community community, PeopleQuery query, Slice slice, CancellationToken stop)
    {
        var roll = new Roll(community.Id, query.RollOrder, query.Descending && query.Order is not PeopleOrder.Relevance, []);
        if (query.IsRoll)
            return await store.List(roll with { Exclude = query.Exclude }, slice, stop);
        var candidates = query.Name is { } name
            ? await store.Named(community.Id, name, Limits.SearchCandidates, stop)
            : (await store.List(roll, new(Limits.SearchCandidates), stop)).Items;
        var found = query.Sort(candidates.Where(query.Matches)).ToList();
        return new([.. found.Skip(slice.Offset).Take(slice.Limit)], found.Count, Next: null);
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

    private static User? Living(User? user) => user is { IsDeleted: false } ? user : null;
}
