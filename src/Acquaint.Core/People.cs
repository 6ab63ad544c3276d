namespace Acquaint.Core;

/// <summary>Finding people. A person who was deleted is not found.</summary>
public sealed class People(IStore store)
{
    public async Task<User?> Find(Community community, UserId id, CancellationToken stop) =>
        Living(await store.Find(community.Id, id, stop));

    public async Task<User?> Find(Community community, UserKey key, CancellationToken stop) =>
        await Find(Handle.Of(community.Id, key), stop);

    public async Task<User?> Find(Handle handle, CancellationToken stop) => Living(await store.Find(handle, stop));

    /// <summary>By username, or else by e-mail address, as people type it when they sign in.</summary>
    public async Task<User?> FindByName(Community community, string name, CancellationToken stop)
    {
        var byUsername = await Find(new Handle(community.Id, HandleKind.Username, name), stop);
        return byUsername ?? await Find(new Handle(community.Id, HandleKind.Email, name), stop);
    }

    private static User? Living(User? user) => user is { IsDeleted: false } ? user : null;
}
