using System.Globalization;
using System.Text.Json;
using Acquaint.Bench;
using Acquaint.Core;
using Acquaint.Server;
using Acquaint.Server.Dialects;
using Acquaint.Server.Storage;

// The parts of bench/run that need the product's own types. Each verb prints one JSON object, or lines for tokens.
return args switch
{
    ["seed", var database, var relations] => await SeedGraph(database, relations),
    ["sizes", var database, var people, var pairs] => await PrintSizes(database, (int)Number(people), (int)Number(pairs)),
    ["tokens", var database, var dialect, var from, var to] => await PrintTokens(database, dialect, Number(from), Number(to)),
    ["constant", var url, var bytes] => await ServeConstant(url, (int)Number(bytes)),
    ["write", var url, var database, var kind, var callers, var seconds] =>
        await DriveWrites(new(url), database, kind, (int)Number(callers), Seconds(seconds)),
    ["loop", var file, var callers, var seconds] => await DriveLoop(file, (int)Number(callers), Seconds(seconds)),
    _ => 2,
};

static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));

static async Task<(ServiceProvider Services, Community Community)> Open(string database)
{
    var settings = Settings.From(database);
    var store = await Database.Open(database, default);
    var services = new ServiceCollection().AddAcquaint(store, settings.Key).BuildServiceProvider();
    var directory = services.GetRequiredService<CommunityDirectory>();
    await directory.EnsureOne(default);
    var community = await directory.Default(default);
    // A load is what caps are there to refuse.
    community = community with { Rules = community.Rules with { Caps = Caps.None } };
    await directory.Save(community, default);
    return (services, community);
}

static async Task<int> SeedGraph(string database, string relations)
{
    var (services, community) = await Open(database);
    await ((SqlStore)services.GetRequiredService<IStore>()).DisposeAsync();
    var graph = Graph.Of(Number(relations));
    await Seed.Fill(database, graph, community.Id.Value);
    var (id, iamKey) = (community.Id.Value, community.IamKey);
    Print(new { community = id, iamKey, graph.People, graph.Hot, graph.Celebrity, graph.Fans, graph.Askers, graph.LastId });
    return 0;
}

static async Task<int> PrintSizes(string database, int people, int pairs)
{
    var (services, community) = await Open(database);
    var (acts, lists) = await Sizes.Fill(services, community, people, pairs);
    var (used, packed) = (await Sizes.Measure(database, "VACUUM"), await Sizes.Measure(database, "VACUUM FULL"));
    Console.WriteLine($"{people} people, {pairs} pairs; {acts:F0} actions a second, {lists:F0} lists of 20 a second");
    Console.WriteLine($"{"bytes of",-20}{"rows",14}{"indexes",14}{"packed rows",14}{"packed indexes",16}");
    foreach (var (table, size) in used)
        Console.WriteLine($"{table,-20}{size.Rows,14}{size.Indexes,14}{packed[table].Rows,14}{packed[table].Indexes,16}");
    foreach (var (name, sizes) in new[] { ("as written", used), ("packed", packed) })
    {
        var ofPairs = sizes.Where(one => one.Key is "edges" or "changes").Sum(one => one.Value.Rows + one.Value.Indexes);
        var all = sizes.Sum(one => one.Value.Rows + one.Value.Indexes);
        Console.WriteLine($"{name}: {(all - ofPairs) / people} bytes per person, {ofPairs / pairs} bytes per pair");
    }

    return 0;
}

static async Task<int> PrintTokens(string database, string dialect, long from, long to)
{
    var (services, community) = await Open(database);
    var spoken = services.GetServices<IDialect>().Single(one => one.Name == dialect);
    for (var id = from; id <= to; id++)
        Console.WriteLine($"{id} {Seed.Key(id)} {spoken.IssueToken(community, Person(community, id))}");
    return 0;
}

static User Person(Community community, long id) => new()
{
    Id = new(id),
    Key = new(Seed.Key(id)),
    Community = community.Id,
    Username = $"person{id}",
    CreatedAt = DateTimeOffset.UnixEpoch,
    UpdatedAt = DateTimeOffset.UnixEpoch,
};

// The ceiling: the product's Kestrel with nothing behind it.
static async Task<int> ServeConstant(string url, int bytes)
{
    var body = new byte[bytes];
    Array.Fill(body, (byte)'x');
    var builder = WebApplication.CreateSlimBuilder();
    builder.WebHost.UseUrls(url);
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    builder.Logging.ClearProviders();
    var app = builder.Build();
    app.MapGet("/", async http =>
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body);
    });
    await app.StartAsync();
    Console.WriteLine($"Acquaint listens on {app.Urls.First()}");
    await app.WaitForShutdownAsync();
    return 0;
}

static async Task<int> DriveWrites(Uri url, string database, string kind, int callers, TimeSpan life)
{
    var (services, community) = await Open(database);
    var dialect = services.GetServices<IDialect>().Single(one => one.Name == "selfcommunity");
    const int Writers = 2000;
    var tokens = Enumerable.Range(1, Writers).Select(id => dialect.IssueToken(community, Person(community, id))).ToArray();
    var (done, failed, latencies) = await Writes.Drive(url, callers, life, Requests);
    Print(new { done, failed, perSecond = done / life.TotalSeconds, p50 = At(latencies, 0.5), p99 = At(latencies, 0.99) });
    return 0;

    // Pairs of the first people at distances that the graph does not use, each pair once.
    IEnumerable<(string, string)> Requests(int caller)
    {
        for (var distance = 5; distance < Writers; distance += 37)
        {
            for (var person = caller; person < Writers; person += callers)
            {
                var (requester, addressee) = (person + 1, ((person + distance) % Writers) + 1);
                yield return ($"/api/v2/user/{addressee}/connection/request/", tokens[requester - 1]);
                if (kind == "send-accept")
                    yield return ($"/api/v2/user/{requester}/connection/accept/", tokens[addressee - 1]);
                if (kind == "send-withdraw")
                    yield return ($"/api/v2/user/{addressee}/connection/cancel_request/", tokens[requester - 1]);
            }
        }
    }
}

static async Task<int> DriveLoop(string file, int callers, TimeSpan life)
{
    var (done, latencies) = await Loop.Drive(file, callers, life);
    Print(new { done, perSecond = done / life.TotalSeconds, p50 = At(latencies, 0.5), p99 = At(latencies, 0.99) });
    return 0;
}

static double At(List<double> values, double share)
{
    values.Sort();
    return values.Count == 0 ? 0 : values[(int)((values.Count - 1) * share)];
}

static void Print(object value) => Console.WriteLine(JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
