using System.Text.Json;
using System.Text.Json.Nodes;

namespace Acquaint.Storage;

/// <summary>The half of migration 14 that SQL can't say alike on every engine: members of one JSON text become those of another.</summary>
/// <param name="Read">An id, the rules, and then a column for each of <paramref name="Columns"/>.</param>
/// <param name="Columns">The settings' names.</param>
/// <param name="Members">By the rules' names. What is null or the default is not moved: nobody set it.</param>
internal sealed record SettingsMove(
    string Read, string Write, string After, string[] Columns, Dictionary<string, SettingsMove.Target> Members)
{
    internal sealed record Target(string Name, JsonNode? Default);

    public static async Task Run(SqlSession session)
    {
        using var file = typeof(SettingsMove).Assembly.GetManifestResourceStream("Acquaint.Storage.Migrations.0014_settings.json")!;
        var move = JsonSerializer.Deserialize<SettingsMove>(file, JsonSerializerOptions.Web)!;
        await session.Run([.. await session.Query(move.Moved, new Step(move.Read))]);
        await session.Script(move.After);
    }

    private Step Moved(SqlRow row)
    {
        var (rules, settings) = (JsonNode.Parse(row.GetString(1))!.AsObject(), new JsonObject());
        foreach (var (i, name) in Columns.Index())
            settings[name] = $"{row.GetValue(i + 2)}";
        foreach (var (member, target) in Members)
        {
            if (rules.Remove(member, out var value) && value is not null && !JsonNode.DeepEquals(value, target.Default))
                settings[target.Name] = value;
        }

        return new(Write, ("id", row.GetGuid(0)), ("rules", rules.ToJsonString()), ("settings", settings.ToJsonString()));
    }
}
