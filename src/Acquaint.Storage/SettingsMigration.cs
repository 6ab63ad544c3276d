using System.Text.Json;
using System.Text.Json.Nodes;

namespace Acquaint.Storage;

/// <summary>The half of migration 14 that SQL can't say alike on every engine: members of one JSON text become those of another.</summary>
/// <param name="Read">An id, the rules, and then a column for each of <paramref name="Columns"/>.</param>
/// <param name="Columns">The settings' names.</param>
/// <param name="Members">By the rules' names. What is null or the default is not moved: nobody set it.</param>
internal sealed record SettingsMigration(
    string Read, string Write, string After, string[] Columns, Dictionary<string, SettingsMigration.Place> Members)
{
    internal sealed record Place(string Name, JsonNode? Default);

    public static async Task Run(SqlSession session)
    {
        using var file = typeof(SettingsMigration).Assembly.GetManifestResourceStream("Acquaint.Storage.Migrations.0014_settings.json")!;
        var migration = JsonSerializer.Deserialize<SettingsMigration>(file, JsonSerializerOptions.Web)!;
        await session.Run([.. await session.Query(migration.Migrated, new Step(migration.Read))]);
        await session.Script(migration.After);
    }

    private Step Migrated(SqlRow row)
    {
        var (rules, settings) = (JsonNode.Parse(row.GetString(1))!.AsObject(), new JsonObject());
        foreach (var (i, name) in Columns.Index())
            settings[name] = $"{row.GetValue(i + 2)}";
        foreach (var (member, place) in Members)
        {
            if (rules.Remove(member, out var value) && value is not null && !JsonNode.DeepEquals(value, place.Default))
                settings[place.Name] = value;
        }

        return new(Write, ("id", row.GetGuid(0)), ("rules", rules.ToJsonString()), ("settings", settings.ToJsonString()));
    }
}
