using System.Buffers.Text;
using System.Security.Cryptography;

namespace Acquaint.Server.Accounts;

/// <summary>Keys with which integrators' own servers call: issued, looked up, revoked. A revoked key is worth nothing at once.</summary>
internal sealed class ServiceKeys(IStore store, TimeProvider clock, Ids ids)
{
    // Tells a key from a token without a look at the database, and a leaked one in whatever it leaked into.
    private const string Prefix = "acquaint_sk_";
    private const int RandomBytes = 32;

    public static bool IsOneByLooks(string credential) => credential.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Makes a key. This is the only time that anybody sees it.</summary>
    public async Task<(ServiceKey Key, string Secret)> Issue(Community community, string name, CancellationToken stop)
    {
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        var key = new ServiceKey(new(ids.Next()), community.Id, name, DigestOf(secret), clock.Now());
        await store.Add(key, stop);
        return (key, secret);
    }

    public Task<IReadOnlyList<ServiceKey>> List(Community community, CancellationToken stop) => store.ServiceKeys(community.Id, stop);

    /// <summary>False when the community has no such key.</summary>
    public Task<bool> Revoke(Community community, ServiceKeyId id, CancellationToken stop) => store.Remove(community.Id, id, stop);

    /// <summary>
    /// The key that was presented; null when it is none. The look-up takes what time it takes: it is of the digest, and nobody who learns
    /// of a digest comes nearer to a key.
    /// </summary>
    public async Task<ServiceKey?> Find(string secret, CancellationToken stop) =>
        IsOneByLooks(secret) && secret.Length <= Limits.TokenLength ? await store.FindServiceKey(DigestOf(secret), stop) : null;

    /// <summary>Plain SHA-256 does: unlike a password, the key is too random to be guessed from its digest.</summary>
    private static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
