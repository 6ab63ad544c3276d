using System.Text.Json;

namespace Acquaint.Storage;

/// <summary>Communities and the hosts that lead to them: a few rows that every node has.</summary>
internal sealed partial class SqlStore
{
    private const string CommunitiesByAge =
        "SELECT id, name, is_default, created_at, rules, settings FROM communities ORDER BY created_at, id";

    private const string WriteCommunity =
        """
        INSERT INTO communities (id, name, is_default, created_at, rules, settings)
        VALUES (@id, @name, @is_default, @created_at, @rules, @settings)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, is_default = excluded.is_default, rules = excluded.rules, settings = excluded.settings
        """;

    private const string TakeHost =
        "INSERT INTO community_hosts (host, community) VALUES (@host, @community) ON CONFLICT (host) DO NOTHING";

    public Task<IReadOnlyList<Community>> Communities(CancellationToken stop) => engine.Read<IReadOnlyList<Community>>(
        async session =>
        {
            var hosts = await session.Query(
                row => (Community: row.GetGuid(1), Host: row.GetString(0)),
                new Step("SELECT host, community FROM community_hosts ORDER BY host"));
            var hostsOf = hosts.ToLookup(pair => pair.Community, pair => pair.Host);
            return await session.Query(row => ToCommunity(row, hostsOf), new Step(CommunitiesByAge));
        },
        stop);

    public Task<string?> Save(Community community, CancellationToken stop) => engine.Write(
        async session =>
        {
            var id = ("community", (object?)community.Id.Value);
            await session.Run(new Step("DELETE FROM community_hosts WHERE community = @community", id));
            foreach (var host in community.Hosts)
            {
                if (await session.Run(new Step(TakeHost, ("host", host), id)) == 0)
                    return new Written<string?>(host, Keep: false);
            }

            if (community.IsDefault)
                await session.Run(new Step("UPDATE communities SET is_default = 0"));
            await session.Run(new Step(WriteCommunity, OfCommunity(community)));
            return new Written<string?>(null);
        },
        stop);

    private static Community ToCommunity(SqlRow row, ILookup<Guid, string> hostsOf) => new(
        new(row.GetGuid(0)), row.GetString(1), [.. hostsOf[row.GetGuid(0)]], row.GetInt32(2) == 1, Rows.Time(row, 3)!.Value,
        RulesOf(row.GetString(4)), CommunitySettings.FromJson(row.GetString(5)));

    /// <summary>
    /// A rule that the row doesn't have yet has its default. That needs the serializer that looks at the type while it runs: the one that
    /// is generated gives such a rule null or 0.
    /// </summary>
    private static CommunityRules RulesOf(string json) => JsonSerializer.Deserialize<CommunityRules>(json)!;

    private static (string, object?)[] OfCommunity(Community community) =>
    [
        ("id", community.Id.Value), ("name", community.Name), ("is_default", Rows.Bit(community.IsDefault)),
        ("created_at", Rows.Micros(community.CreatedAt)), ("rules", JsonSerializer.Serialize(community.Rules)),
        ("settings", community.Settings.Json),
    ];
}
