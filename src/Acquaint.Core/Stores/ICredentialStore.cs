namespace Acquaint.Core;

/// <summary>What people and integrators prove themselves with.</summary>
public interface ICredentialStore
{
    /// <summary>The person's password hash; null when they have none and can't sign in with one.</summary>
    Task<string?> PasswordHash(UserId id, CancellationToken stop);

    /// <summary>Null: from then on the person can't sign in by password.</summary>
    Task SetPasswordHash(UserId id, string? hash, CancellationToken stop);

    Task Add(Session session, CancellationToken stop);

    /// <summary>The session, ended ones not; null when there is none.</summary>
    Task<Session?> Find(UserId owner, SessionId id, CancellationToken stop);

    /// <summary>Ends the session; one that is not there is ended already.</summary>
    Task End(UserId owner, SessionId id, CancellationToken stop);

    /// <summary>Ends all the person's sessions but one, or all.</summary>
    Task EndAll(UserId owner, SessionId? except, CancellationToken stop);

    Task Add(ServiceKey key, CancellationToken stop);

    /// <summary>The key with this digest; null when there is none.</summary>
    Task<ServiceKey?> FindServiceKey(string digest, CancellationToken stop);

    /// <summary>The keys of a community, oldest first.</summary>
    Task<IReadOnlyList<ServiceKey>> ServiceKeys(CommunityId community, CancellationToken stop);

    /// <summary>False when the community has no such key.</summary>
    Task<bool> Remove(CommunityId community, ServiceKeyId id, CancellationToken stop);
}
