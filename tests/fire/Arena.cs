using System.Text;
using Acquaint.Server.Tests.Deployment;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// A server on each engine, three over one database, and the table of what was fought on them; it is printed when all is done.
/// </summary>
public sealed class Arena : IAsyncLifetime
{
    public const string Collection = "Fire";

    private readonly Dictionary<string, TestServer> _servers = [];
    private readonly SeveralServers _several = new();
    private readonly List<string> _rows = [];
    private readonly SortedSet<string> _notes = [];

    public const string ThreeServers = "postgres, 3 servers";

    public static IReadOnlyList<string> Engines => ["sqlite", "postgres", ThreeServers];

    public TestServer On(string engine) => _servers[engine];

    public async ValueTask InitializeAsync()
    {
        await _several.InitializeAsync();
        // First, because the other processes look for new rules every two seconds only.
        await _several.Front.LiftQuotas();
        _servers.Add("sqlite", new(TestDatabase.OnSqlite()));
        _servers.Add("postgres", new(await TestDatabase.OnPostgres()));
        foreach (var server in _servers.Values)
        {
            await server.InitializeAsync();
            await server.LiftQuotas();
        }

        _servers.Add(ThreeServers, _several.Front);
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
        foreach (var server in _servers.Values.Where(server => server != _several.Front))
            await server.DisposeAsync();
        await _several.DisposeAsync();
    }
}

[CollectionDefinition(Arena.Collection)]
public sealed class EveryArena : ICollectionFixture<Arena>;
