using System.Collections.Concurrent;
using System.Text.Json;

namespace Acquaint.Core;

/// <summary>What a community has set, by name, as JSON. What it has not set has its default, and is not held.</summary>
public sealed class CommunitySettings
{
    private readonly Dictionary<string, JsonElement> _values;

    // Some are asked for at every request.
    private readonly ConcurrentDictionary<Setting, object?> _read = new();

    private CommunitySettings(Dictionary<string, JsonElement> values) => _values = values;

    public static CommunitySettings Empty { get; } = new([]);

    /// <summary>One object: names and values.</summary>
    public string Json => JsonSerializer.Serialize(_values);

    public static CommunitySettings FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!);
    public bool Has(Setting setting) => _values.ContainsKey(setting.Name);

    public T Of<T>(Setting<T> setting) =>
        (T)_read.GetOrAdd(setting, static (_, at) => at.It.Read(at.Setting), (It: this, Setting: setting))!;

    public CommunitySettings With<T>(Setting<T> setting, T value)
    {
        var values = new Dictionary<string, JsonElement>(_values);
        var json = JsonSerializer.SerializeToElement(value);
        if (JsonElement.DeepEquals(json, JsonSerializer.SerializeToElement(setting.Default)))
            values.Remove(setting.Name);
        else
            values[setting.Name] = json;
        return new(values);
    }

    private T Read<T>(Setting<T> setting) => _values.TryGetValue(setting.Name, out var json) ? json.Deserialize<T>()! : setting.Default;
}
