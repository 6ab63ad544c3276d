using System.CommandLine;
using Acquaint.Server.Configuration;
using Acquaint.Storage;

namespace Acquaint.Server.Cli;

/// <summary>An open database with the services that verbs work with.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);
    private readonly ParseResult _line;
    private readonly ServiceProvider _services;

    private Workplace(ParseResult line, ServerSettings settings, SqlStore store)
    {
        _line = line;
        Settings = settings;
        Store = store;
        _services = new ServiceCollection().AddAcquaint(store, settings.Key).BuildServiceProvider();
    }

    public ServerSettings Settings { get; }

    public SqlStore Store { get; }

    public CommunityList Communities => _services.GetRequiredService<CommunityList>();

    public AccountService Accounts => _services.GetRequiredService<AccountService>();

    public ServiceKeys ServiceKeys => _services.GetRequiredService<ServiceKeys>();

    public People People => _services.GetRequiredService<People>();

    public Connections Connections => _services.GetRequiredService<Connections>();

    public IEnumerable<Setting> CommunitySettings => CoreSettings.All.Concat(_services.GetServices<Setting>());

    public IEnumerable<IDialect> Dialects => _services.GetServices<IDialect>();

    public static async Task<Workplace> Open(ParseResult line, CancellationToken stop) =>
        await Open(line, ServerSettings.From(line.GetValue(CommandLine.DatabaseOption)), stop);

    public static async Task<Workplace> Open(ParseResult line, ServerSettings settings, CancellationToken stop)
    {
        var workplace = new Workplace(line, settings, await Database.Open(settings.ConnectionString, stop));
        await workplace.Communities.EnsureOne(stop);
        return workplace;
    }

    /// <summary>The community that <c>--community</c> names, or the default one.</summary>
    public async Task<Community> Community(CancellationToken stop) => _line.GetValue(CommandLine.CommunityOption) is { } name
        ? await Community(name, stop)
        : await Communities.Default(stop);

    public async Task<Community> Community(string idOrNameOrHost, CancellationToken stop) =>
        Named(await Communities.All(stop), idOrNameOrHost);

    public static Community Named(IReadOnlyList<Community> all, string idOrNameOrHost) =>
        all.FirstOrDefault(one => one.Id.Value.ToString("D").Equals(idOrNameOrHost, StringComparison.OrdinalIgnoreCase))
        ?? all.FirstOrDefault(one => one.Hosts.Contains(idOrNameOrHost, StringComparer.OrdinalIgnoreCase))
        ?? all.FirstOrDefault(one => one.Name.Equals(idOrNameOrHost, StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusedException($"There is no community {idOrNameOrHost}.");

    public async Task<User> User(string username, CancellationToken stop) =>
        await People.FindByName(await Community(stop), username, stop) ?? throw new RefusedException($"There is no user {username}.");

    /// <summary>Prints the value as JSON if that was asked for, else as the text.</summary>
    public void Print(object value, string text) =>
        Console.WriteLine(_line.GetValue(CommandLine.JsonOption) ? JsonSerializer.Serialize(value, s_json) : text);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Store.DisposeAsync();
    }
}
