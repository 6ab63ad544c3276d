namespace Acquaint.Core;

/// <summary>Communities and their hosts.</summary>
public interface ICommunityStore
{
    /// <summary>All communities, oldest first.</summary>
    Task<IReadOnlyList<Community>> Communities(CancellationToken stop);

    /// <summary>
    /// Adds the community, or replaces the one with its id. If it is the default, no other is afterwards.
    /// Returns null, or the host name that belongs to another community (then nothing changed).
    /// </summary>
    Task<string?> Save(Community community, CancellationToken stop);
}
