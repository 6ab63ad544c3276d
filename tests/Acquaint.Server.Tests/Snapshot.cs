using System.Text.Json;

namespace Acquaint.Server.Tests;

/// <summary>All that a store holds of some people but their sign-ins, line by line, so that what changed has a name.</summary>
internal static class Snapshot
{
    private const int All = 10_000;

    /// <summary>The lines by name: what a person is by their username, how one stands to another by both.</summary>
    public static async Task<SortedDictionary<string, string>> Of(IStore store, IReadOnlyCollection<User> people)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var names = people.ToDictionary(user => user.Id, user => user.Username);
        foreach (var user in people)
        {
            var (id, name) = (user.Id, user.Username);
            lines[name] = Line(await store.Find(user.Community, id, default));
            lines[$"{name} password"] = Line(await store.PasswordHash(id, default));
            lines[$"{name} settings"] = Line((await store.Settings(id, default)).OrderBy(one => one.Key, StringComparer.Ordinal));
            lines[$"{name} counts"] = Line(await store.Counters(id, default));
            lines[$"{name} changes"] = Line(await store.Changes(id, All, default));
            lines[$"{name} notifications"] = Line((await store.Notifications(id, new(All), default)).Items.Select(one => (one.SeenAt,
                one.ReadAt)));
            lines[$"{name} received"] = Line((await store.List(id, EdgeList.Received, new(All), default)).Items.Select(one => one.Edge));
            foreach (var other in await store.Others(id, default, All, default))
                lines[$"{name} to {names.GetValueOrDefault(other, other.ToString())}"] = Line(await store.Relation(id, other, default));
        }

        return lines;
    }

    /// <summary>The names of the lines that differ.</summary>
    public static IReadOnlyList<string> Differences(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        [.. before.Keys.Union(after.Keys).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))];

    private static string Line<T>(T value) => JsonSerializer.Serialize(value, s_fields);

    private static readonly JsonSerializerOptions s_fields = new() { IncludeFields = true };
}
