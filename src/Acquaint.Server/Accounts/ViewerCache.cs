using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace Acquaint.Server.Accounts;

/// <summary>
/// Remembers for a moment whom a credential speaks for, so that a busy caller is not validated on every request. Bounded in number
/// and in time (<see cref="Limits.CachedTokenLife"/>, and never past the credential's own end); what is not valid is not remembered.
/// </summary>
internal sealed class ViewerCache(IStore store, TimeProvider clock) : IDisposable
{
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = Limits.CachedTokens });

    private sealed record Entry(User User, DateTimeOffset Until);

    /// <summary>Whom a credential was found to speak for, and until when it does.</summary>
    internal readonly record struct Credential(User User, DateTimeOffset Until);

    /// <param name="community">Whom the credential was presented to; what one community believes says nothing to another.</param>
    /// <param name="purpose">The dialect and kind of credential.</param>
    /// <param name="credential">What the caller presented.</param>
    /// <param name="validate">Asked when nothing is remembered; null = not valid.</param>
    public async ValueTask<Viewer?> Find(
        Community community, string purpose, string credential, Func<Task<Credential?>> validate) =>
        await Find($"{community.Id.Value:N} {purpose}", credential, validate) is { } user && user.Community == community.Id
            ? new(user.Id, user.Key, community, user.Role)
            : null;

    /// <summary>The person, for a credential that says itself in which community it holds, whomever it was presented to.</summary>
    public async ValueTask<User?> Find(string purpose, string credential, Func<Task<Credential?>> validate)
    {
        // Only a digest is held, so that a dump of memory has no tokens to replay.
        var key = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose} {credential}")));
        var now = clock.GetUtcNow();
        if (_known.TryGetValue<Entry>(key, out var entry) && entry!.Until > now)
            return entry.User;
        if (await validate() is not { } valid || valid.User.IsDeleted || valid.Until <= now)
            return null;
        var until = valid.Until < now + Limits.CachedTokenLife ? valid.Until : now + Limits.CachedTokenLife;
        var options = new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = until - now };
        _known.Set(key, new Entry(valid.User, until), options);
        return valid.User;
    }

    /// <summary>For a credential that names a person by id.</summary>
    public async Task<Credential?> Of(Community community, UserId id, DateTimeOffset until, CancellationToken stop) =>
        await store.Find(community.Id, id, stop) is { } user ? new(user, until) : null;

    /// <summary>For a credential that names a person by key.</summary>
    public async Task<Credential?> Of(Community community, UserKey key, DateTimeOffset until, CancellationToken stop) =>
        await store.Find(Handle.Of(community.Id, key), stop) is { } user ? new(user, until) : null;

    public void Dispose() => _known.Dispose();
}
