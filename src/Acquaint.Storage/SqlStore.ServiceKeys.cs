namespace Acquaint.Storage;

/// <summary>Service keys: a few rows that every node has.</summary>
internal sealed partial class SqlStore
{
    private const string KeyColumns = "id, community, name, digest, created_at";
    private const string AddKey = $"INSERT INTO service_keys ({KeyColumns}) VALUES (@id, @community, @name, @digest, @created_at)";
    private const string KeyByDigest = $"SELECT {KeyColumns} FROM service_keys WHERE digest = @digest";
    private const string KeysOfCommunity = $"SELECT {KeyColumns} FROM service_keys WHERE community = @community ORDER BY created_at, id";
    private const string RemoveKey = "DELETE FROM service_keys WHERE community = @community AND id = @id";

    public Task Add(ServiceKey key, CancellationToken stop) => Change(
        new(
            AddKey, ("id", key.Id.Value), ("community", key.Community.Value), ("name", key.Name), ("digest", key.Digest),
            ("created_at", Rows.Micros(key.CreatedAt))),
        stop);

    public Task<ServiceKey?> FindServiceKey(string digest, CancellationToken stop) =>
        One(ToServiceKey, new Step(KeyByDigest, ("digest", digest)), stop);

    public async Task<IReadOnlyList<ServiceKey>> ServiceKeys(CommunityId community, CancellationToken stop) =>
        await engine.Read(session => session.Query(ToServiceKey, new Step(KeysOfCommunity, ("community", community.Value))), stop);

    public async Task<bool> Remove(CommunityId community, ServiceKeyId id, CancellationToken stop) =>
        await Change(new(RemoveKey, ("community", community.Value), ("id", id.Value)), stop) > 0;

    private static ServiceKey ToServiceKey(SqlRow row) =>
        new(new(row.GetGuid(0)), new(row.GetGuid(1)), row.GetString(2), row.GetString(3), Rows.Time(row, 4)!.Value);
}
