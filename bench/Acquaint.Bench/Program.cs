using System.Globalization;
using System.Text.Json;
using Acquaint.Bench;
using Acquaint.Server;

// The parts of bench/run that need the product's own types. Each verb prints one JSON object, or lines for tokens.
return args switch
{
    ["seed", var database, var edges] => await SeedGraph(database, Graph.Of(Number(edges))),
    ["sizes", var database, var people, var pairs] => await PrintSizes(database, (int)Number(people), (int)Number(pairs)),
    ["tokens", var database, var dialect, var from, var to] => await PrintTokens(database, dialect, Number(from), Number(to)),
    ["constant", var url, var bytes] => await ServeConstant(url, (int)Number(bytes)),
    ["write", var url, var database, var edges, var dialect, var kind, var turn, var callers, var seconds] =>
        await DriveWrites(new(url), database, (dialect, kind), PairsOf(edges, turn), LoadOf(callers, seconds)),
    ["loop", var database, var edges, var turn, var callers, var seconds] =>
        await DriveLoop(database, PairsOf(edges, turn), LoadOf(callers, seconds)),
    _ => 2,
};

static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

static Load LoadOf(string callers, string seconds) =>
    new((int)Number(callers), TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));

static Pairs PairsOf(string edges, string turn) => new(Graph.Of(Number(edges)), (int)Number(turn));

static async Task<(ServiceProvider Services, Community Community)> Open(string database)
{
    var settings = ServerSettings.From(database);
    var store = await Database.Open(database, default);
    var services = new ServiceCollection().AddAcquaint(store, settings.Key).BuildServiceProvider();
    var directory = services.GetRequiredService<CommunityList>();
    await directory.EnsureOne(default);
    var community = await directory.Default(default);
    // A load is what quotas are there to refuse.
    community = community with { Rules = community.Rules with { Quotas = Quotas.None } };
    await directory.Save(community, default);
    return (services, community);
}

static async Task<int> SeedGraph(string database, Graph graph)
{
    var (services, community) = await Open(database);
    await ((SqlStore)services.GetRequiredService<IStore>()).DisposeAsync();
    await Seed.Fill(database, graph, community.Id.Value);
    var (id, iamKey) = (community.Id.Value, community.Get(Acquaint.Server.Dialects.HigherLogic.Settings.IamKey));
    var (people, relations, pending, hot, celebrity, fans, askers) =
        (graph.People, graph.Relations, graph.Pending, graph.Hot, graph.Celebrity, graph.Fans, graph.Askers);
    Json(new { community = id, iamKey, people, relations, pending, hot, celebrity, fans, askers, graph.Edges, graph.Stride, graph.LastId });
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

// The ceiling: the product's Kestrel with nothing behind it, whatever is asked.
static async Task<int> ServeConstant(string url, int bytes)
{
    var body = new byte[bytes];
    Array.Fill(body, (byte)'x');
    var builder = WebApplication.CreateSlimBuilder();
    builder.WebHost.UseUrls(url);
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    builder.Logging.ClearProviders();
    var app = builder.Build();
    app.Map("/{**path}", async http =>
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body);
    });
    await app.StartAsync();
    await app.WaitForShutdownAsync();
    return 0;
}

static async Task<int> DriveWrites(Uri url, string database, (string Dialect, string Kind) what, Pairs pairs, Load load)
{
    var (services, community) = await Open(database);
    var dialect = services.GetServices<IDialect>().Single(one => one.Name == what.Dialect);
    var calls = Calls.Of(what.Dialect, community);
    var writers = pairs.Writers.ToDictionary(id => id, id => new Writer(id, Seed.Key(id), Headers(id)));
    Print(await Writes.Drive(url, load, Conversations), load);
    return 0;

    string Headers(long id) => Calls.Headers(what.Dialect, community, dialect.IssueToken(community, Person(community, id)));

    IEnumerable<Func<string, Call>[]> Conversations(int caller) =>
        pairs.Of(caller, load.Callers).Select(pair => Conversation(writers[pair.Requester], writers[pair.Addressee]));

    Func<string, Call>[] Conversation(Writer ann, Writer bob) => what.Kind switch
    {
        "send" => [_ => calls.Send(ann, bob)],
        "send-accept" => [_ => calls.Send(ann, bob), asked => calls.Accept(bob, ann, asked)],
        "send-withdraw" => [_ => calls.Send(ann, bob), _ => calls.Withdraw(ann, bob)],
        _ => throw new InvalidOperationException($"There are no writes of kind {what.Kind}."),
    };
}

static async Task<int> DriveLoop(string database, Pairs pairs, Load load)
{
    Print(await Loop.Drive(database, pairs, load), load);
    return 0;
}

static void Print(Outcome outcome, Load load)
{
    var (done, all) = (outcome.Latencies.Count, outcome.All);
    var cpu = Environment.CpuUsage.TotalTime.TotalMicroseconds / all;
    Json(new { done, all, perSecond = done / load.Life.TotalSeconds, p50 = At(0.5), p99 = At(0.99), cpu });

    double At(double share) => outcome.Latencies[(int)((done - 1) * share)];
}

static void Json(object value) => Console.WriteLine(JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
