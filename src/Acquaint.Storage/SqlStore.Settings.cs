namespace Acquaint.Storage;

/// <summary>What people set for themselves.</summary>
internal sealed partial class SqlStore
{
    private const string SettingsOf = "SELECT name, value FROM settings WHERE owner = @owner";

    private const string WriteSetting =
        """
        INSERT INTO settings (owner, name, value) VALUES (@owner, @name, @value)
        ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value
        """;

    public async Task<IReadOnlyDictionary<string, int>> Settings(UserId owner, CancellationToken stop)
    {
        var step = new Step(SettingsOf, ("owner", owner.Value));
        var rows = await engine.Read(session => session.Query(row => (row.GetString(0), row.GetInt32(1)), step), stop);
        return rows.ToDictionary();
    }

    /// <summary>In the order of names, so that two writers never wait for each other.</summary>
    public Task Set(UserId owner, IReadOnlyDictionary<string, int> settings, CancellationToken stop) => engine.Write(
        async session => new Written<int>(await session.Run(
            [.. settings.OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => new Step(WriteSetting, ("owner", owner.Value), ("name", one.Key), ("value", one.Value)))])),
        stop);
}
