using Microsoft.Extensions.Caching.Memory;

namespace Acquaint.Storage;

/// <summary>
/// People as they were last read, each with the version of the row and the stamp of all people at which that version was found. Nobody is
/// shown from here before the database has said in the same read that nobody was changed since then, or that this one has that version
/// still: what another server wrote a moment ago is never missed. What is saved is reading thirty columns, not asking.
/// </summary>
internal sealed class UserCache : IDisposable
{
    private readonly MemoryCache _people = new(new MemoryCacheOptions { SizeLimit = Limits.CachedPeople });

    private sealed class Entry(User user, long version)
    {
        public User User => user;

        public long Version => version;

        /// <summary>A stamp that was read before the version was found to be this.</summary>
        public long Stamp { get; set; }
    }

    /// <summary>The person, if nobody was changed since the stamp at which this one was last found as held.</summary>
    public User? Find(UserId id, long stamp, out bool isHeld)
    {
        var entry = EntryOf(id);
        isHeld = entry is not null;
        return entry?.Stamp == stamp ? entry.User : null;
    }

    /// <summary>The person, if that is the version that is held. From now on also good for the stamp.</summary>
    public User? Confirm(UserId id, long version, long stamp)
    {
        if (EntryOf(id) is not { } entry || entry.Version != version)
            return null;
        entry.Stamp = stamp;
        return entry.User;
    }

    public void Keep(User user, long version, long stamp) => _people.Set(
        user.Id, new Entry(user, version) { Stamp = stamp }, new MemoryCacheEntryOptions { Size = 1 });

    public void Dispose() => _people.Dispose();
    private Entry? EntryOf(UserId id) => _people.TryGetValue<Entry>(id, out var entry) ? entry : null;
}
