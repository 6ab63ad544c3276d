namespace Acquaint.Core;

/// <summary>
/// The only seam to storage. Every method is atomic; a write that has returned survives a crash of the process and of the machine.
/// A store that can't be reached throws <see cref="StoreUnavailableException"/>, and then nothing was written; only if the database went
/// away in the very moment of the commit, nobody knows.
/// </summary>
public interface IStore : IRelationStore, IPersonStore, ICredentialStore, ICommunityStore, IChangeStore
{
    /// <summary>Whether the store has the form that this program knows; false after a newer program changed it.</summary>
    Task<bool> IsCurrent(CancellationToken stop);
}

/// <summary>The database can't be reached or can't write (locked, disk full, read-only); try later.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
