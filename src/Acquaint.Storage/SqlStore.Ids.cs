using System.Collections.Concurrent;
using System.Numerics;

namespace Acquaint.Storage;

/// <summary>Statements about several people at once.</summary>
internal sealed partial class SqlStore
{
    private static readonly ConcurrentDictionary<(string, int), string> s_forIds = new();
    private static readonly string[] s_idNames = [.. Enumerable.Range(0, Limits.PageSize).Select(i => $"id{i}")];

    /// <summary>
    /// A step whose SQL has <c>{ids}</c> where a list of ids goes. Lists are filled up to a few sizes by repeating the last id, so that
    /// a few statements, prepared once, serve every length.
    /// </summary>
    private static Step ForIds(string sql, IReadOnlyCollection<UserId> ids, params (string, object?)[] args) =>
        ForIds(sql, [.. ids.Select(id => (object)id.Value)], args);

    public static Step ForIds(string sql, object[] ids, params (string, object?)[] args)
    {
        var size = SizeFor(ids.Length);
        var text = s_forIds.GetOrAdd((sql, size), key => WithIds(key.Item1, key.Item2));
        var padded = ids.Concat(Enumerable.Repeat(ids[^1], size - ids.Length));
        return new(text, [.. args, .. padded.Select((id, i) => (NameOf(i), (object?)id))]);
    }

    /// <summary>Four sizes between one power of two and the next.</summary>
    private static int SizeFor(int count)
    {
        var step = Math.Max(1, (int)BitOperations.RoundUpToPowerOf2((uint)count) / 8);
        return (count + step - 1) / step * step;
    }

    private static string NameOf(int id) => id < s_idNames.Length ? s_idNames[id] : $"id{id}";

    private static string WithIds(string sql, int count) =>
        sql.Replace("{ids}", string.Join(", ", Enumerable.Range(0, count).Select(i => "@" + NameOf(i))), StringComparison.Ordinal);
}
