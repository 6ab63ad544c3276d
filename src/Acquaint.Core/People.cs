namespace Acquaint.Core;

/// <summary>Finding people. A person who was deleted is not found.</summary>
public sealed class People(IStore store)
{
    public async Task<User?> Find(Community community, UserId id, CancellationToken stop) =>
        Living(await store.Find(community.Id, id, stop));

    public async Task<User?> Find(Community community, UserKey key, CancellationToken stop) =>
        await Find(Handle.Of(community.Id, key), stop);

    public async Task<User?> Find(Handle handle, CancellationToken stop) => Living(await store.Find(handle, stop));

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
