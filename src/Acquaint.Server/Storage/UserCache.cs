using Acquaint.Core;
using Microsoft.Extensions.Caching.Memory;

namespace Acquaint.Server.Storage;

/// <summary>
/// People as they were last read, each with the version of the row. Nobody is shown from here before the row's version has been read
/// again and found the same, so what another server wrote a moment ago is never missed: what is saved is reading thirty columns, not
/// asking.
/// </summary>
internal sealed class UserCache : IDisposable
{
    private readonly MemoryCache _people = new(new MemoryCacheOptions { SizeLimit = Limits.CachedPeople });

    private sealed record Entry(User User, long Version);

    public User? Find(UserId id, long version) =>
        _people.TryGetValue<Entry>(id, out var entry) && entry!.Version == version ? entry.User : null;

    public void Keep(User user, long version) =>
        _people.Set(user.Id, new Entry(user, version), new MemoryCacheEntryOptions { Size = 1 });

    public void Dispose() => _people.Dispose();
}
