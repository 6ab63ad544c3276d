using System.Text;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>A server on each engine, and the table of what was fought on them; it is printed when all is done.</summary>
public sealed class Arena : IAsyncLifetime
{
    public const string Collection = "Fire";

    private readonly Dictionary<string, TestServer> _servers = new()
    {
        ["sqlite"] = new(() => Task.FromResult(TestDatabase.OnSqlite())),
        ["postgres"] = new(TestDatabase.OnPostgres),
    };

    private readonly List<string> _rows = [];
    private readonly SortedSet<string> _notes = [];

    public static IReadOnlyList<string> Engines => ["sqlite", "postgres"];

    public TestServer On(string engine) => _servers[engine];

    public async ValueTask InitializeAsync()
    {
        foreach (var server in _servers.Values)
            await server.InitializeAsync();
    }

    internal void Note(IEnumerable<string> notes) => _notes.UnionWith(notes);

    internal void Row(string row) => _rows.Add(row);

    public async ValueTask DisposeAsync()
    {
        var table = new StringBuilder()
            .AppendLine("| duel (first : second) | dialect | engine | pairs | first won | second won | both done | broken |")
            .AppendLine("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var row in _rows.Order(StringComparer.Ordinal))
            table.AppendLine(row);
        table.AppendLine().AppendLine("Both done, where that is what one order of the two calls comes to:").AppendLine();
        foreach (var note in _notes)
            table.AppendLine(null, $"- {note}");
        await Console.Out.WriteLineAsync(table);
        foreach (var server in _servers.Values)
            await server.DisposeAsync();
    }
}

[CollectionDefinition(Arena.Collection)]
public sealed class EveryArena : ICollectionFixture<Arena>;
