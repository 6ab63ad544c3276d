using System.Globalization;

namespace Acquaint.Storage;

/// <summary>Applies the numbered scripts in <c>Migrations/</c> that a database has not seen, all in one transaction.</summary>
internal static class Migrator
{
    /// <summary>What a script can't say in SQL: run after it. It reads the columns of its time only.</summary>
    private static readonly Dictionary<int, Func<SqlSession, Task>> s_after = new()
    {
        [4] = SqlStore.FillNameParts,
        [14] = SettingsMigration.Run,
    };

    private static readonly int s_newest = Scripts().Max(script => script.Version);

    private const string Table = "CREATE TABLE IF NOT EXISTS schema_migrations (version integer NOT NULL PRIMARY KEY, name text NOT NULL)";

    /// <summary>Returns the names of the scripts it applied. Throws <see cref="SchemaTooNewException"/> and touches nothing.</summary>
    public static Task<IReadOnlyList<string>> Migrate(ISqlEngine engine, CancellationToken stop) => engine.Write<IReadOnlyList<string>>(
        async session =>
        {
            await engine.LockSchema(session);
            await session.Script(Table);
            var applied = await session.Query(row => row.GetInt32(0), new Step("SELECT version FROM schema_migrations"));
            if (applied.Count > 0 && applied.Max() > s_newest)
                throw new SchemaTooNewException(applied.Max(), s_newest);
            var missing = Scripts().Where(script => !applied.Contains(script.Version)).ToList();
            foreach (var (version, name, sql) in missing)
            {
                await session.Script(sql);
                if (s_after.TryGetValue(version, out var after))
                    await after(session);
                await session.Run(new Step(
                    "INSERT INTO schema_migrations (version, name) VALUES (@version, @name)", ("version", version), ("name", name)));
            }

            return new(missing.ConvertAll(script => script.Name));
        },
        stop);

    /// <summary>Whether the database stands where this program's scripts lead.</summary>
    public static async Task<bool> IsCurrent(SqlSession session)
    {
        var newest = await session.Query(row => row.GetInt32(0), new Step("SELECT max(version) FROM schema_migrations"));
        return newest.Single() == s_newest;
    }

    private static List<(int Version, string Name, string Sql)> Scripts()
    {
        const string Folder = ".Migrations.";
        var assembly = typeof(Migrator).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(resource => resource.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource =>
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                var file = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
                var name = Path.GetFileNameWithoutExtension(file);
                return (int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, text.ReadToEnd());
            })];
    }
}

/// <summary>The database was migrated by a later version of the program.</summary>
internal sealed class SchemaTooNewException(int found, int known)
    : Exception($"The database has schema {found}, this program knows {known}: use a newer program.");
