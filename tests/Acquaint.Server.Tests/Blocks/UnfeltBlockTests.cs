using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Acquaint.Server.Tests.Dialects;
using Microsoft.AspNetCore.Routing;
using Xunit;

#pragma warning disable MA0009 // the texts are the server's own

namespace Acquaint.Server.Tests.Blocks;

/// <summary>
/// Nobody can feel that they are blocked. The blocked person asks everything of every dialect, in two worlds that differ in one thing: in
/// the one the other has blocked them, in the other the other's account was deleted. The answers are the same byte for byte.
/// </summary>
public sealed partial class UnfeltBlockTests(TestServer server)
{
    public static TheoryData<string, Before> Worlds => new(
        from dialect in TestedDialects.All
        from before in Enum.GetValues<Before>()
        select (dialect.Name, before));

    public static TheoryData<string> Dialects => TestedDialects.Names;

    public static TheoryData<string> DialectsWithNames =>
        [.. TestedDialects.All.Where(one => one.CallsWithNames.Count > 0).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task The_blocked_are_answered_as_if_the_one_who_blocks_them_were_deleted(string name, Before before)
    {
        var dialect = TestedDialects.Of(name);
        // Where the same operations stand below several roots, one story is enough to try all of them.
        var routes = Routes(dialect).Where(one => dialect.Calls.ContainsKey(one.Key)).ToList();
        var some = before is Before.Connected ? routes : [.. routes.DistinctBy(one => one.Key)];
        var (blocked, deleted) = (await Story(dialect, before, Fate.Blocks, some), await Story(dialect, before, Fate.Goes, some));
        AssertSame(deleted, blocked);
    }

    [Theory]
    [MemberData(nameof(DialectsWithNames))]
    public async Task Names_are_taken_and_sign_ins_refused_as_if_there_were_no_block(string name)
    {
        var dialect = TestedDialects.Of(name);
        var routes = NamesOf(dialect).ToList();
        var blocked = await Story(dialect, Before.Strangers, Fate.Blocks, routes);
        var free = await Story(dialect, Before.Strangers, Fate.Stays, routes);
        AssertSame(free, blocked);
    }

    /// <summary>A new operation must be put into <see cref="ITestedDialect.Calls"/>.</summary>
    [Theory]
    [MemberData(nameof(Dialects))]
    public void Every_operation_is_in_the_comparison(string name)
    {
        var dialect = TestedDialects.Of(name);
        var told = dialect.Calls.Keys.Concat(NamesOf(dialect).Select(one => one.Key)).ToHashSet();
        Assert.Empty(Routes(dialect).Select(one => one.Key).Except([.. told, dialect.Question?.Call ?? ""]));
        Assert.Empty(dialect.Calls.Keys.Except(Routes(dialect).Select(one => one.Key)));
    }

    [Fact]
    public void Every_dialect_is_in_the_comparison()
    {
        var spoken = server.Get<IEnumerable<IDialect>>().Select(dialect => dialect.Name).Order();
        Assert.Equal(TestedDialects.All.Select(one => one.Name), spoken);
    }

    [Fact]
    public async Task The_question_that_exists_to_tell_tells()
    {
        var (blocked, free) = (await BlockWorld.Make(server, Before.Connected, Fate.Blocks),
            await BlockWorld.Make(server, Before.Connected, Fate.Stays));
        foreach (var dialect in TestedDialects.All)
        {
            if (dialect.Question is not var (call, yes, no))
                continue;
            var route = Routes(dialect).Single(one => one.Key == call);
            foreach (var (world, told) in new[] { (blocked, yes), (free, no) })
                Assert.EndsWith(told, (await Ask(dialect, world, new(route, world.Other, ""))).Text, StringComparison.Ordinal);
        }
    }

    /// <summary>An operation where it stands: its key in the tables, and its path with places for ids.</summary>
    private sealed record Route(string Key, string Method, string Path, string? Accept);

    private sealed record Call(Route Route, Person Whom, string Text);

    private sealed record Answer(string Call, string Text);

    private static void AssertSame(List<Answer> expected, List<Answer> actual)
    {
        Assert.NotEmpty(actual);
        Assert.Equal(expected.Count, actual.Count);
        var differences = expected.Zip(actual).Where(pair => pair.First != pair.Second)
            .Select(pair => $"{pair.First.Call}\n  expected {pair.First.Text}\n  answered {pair.Second.Text}").ToList();
        Assert.True(differences.Count == 0, $"{differences.Count} of {expected.Count}\n{string.Join('\n', differences.Take(20))}");
        // Or nothing but faults would have been compared.
        Assert.Contains(actual, answer => answer.Text.StartsWith("200", StringComparison.Ordinal));
    }

    /// <summary>Looks at everything, tries everything, and looks at everything again.</summary>
    private async Task<List<Answer>> Story(ITestedDialect dialect, Before before, Fate fate, IReadOnlyList<Route> routes)
    {
        var world = await BlockWorld.Make(server, before, fate);
        var calls =
            from route in routes
            from text in (dialect.Calls.GetValueOrDefault(route.Key) ?? []).Concat(TextsOfNames(dialect, route))
            from whom in new[] { world.Other, world.Third, world.Fourth, world.Fifth, world.Viewer }
            where whom == world.Other || $"{route.Key}{text}".Contains('$', StringComparison.Ordinal)
            // Whoever deletes or changes themself has nothing left to compare.
            where whom != world.Viewer || route.Method == "GET"
            select new Call(route, whom, text);
        var (reads, writes) = (calls.Where(call => call.Route.Method == "GET").ToList(), calls.Where(call => call.Route.Method != "GET"));
        var answers = new List<Answer>();
        foreach (var call in reads.Concat(writes).Concat(reads))
            answers.Add(await Ask(dialect, world, call));
        return answers;
    }

    private async Task<Answer> Ask(ITestedDialect dialect, BlockWorld world, Call call)
    {
        var parts = call.Text.Split(' ', 2);
        var path = Filled(call.Route.Path + parts[0], world, call.Whom, dialect);
        using var request = new HttpRequestMessage(new HttpMethod(call.Route.Method), new Uri(path, UriKind.Relative));
        if (parts.Length == 2)
            request.Content = new StringContent(Filled(parts[1], world, call.Whom, dialect), Encoding.UTF8, "application/json");
        request.Headers.Host = world.Community.Hosts[0];
        var proof = dialect.Proof(path, server.Token(world.Viewer, dialect.Name));
        foreach (var (name, value) in dialect.HeadersAt(world.Community).Append(proof))
            request.Headers.Add(name, value);
        if (call.Route.Accept is { } accept)
            request.Headers.Add("Accept", accept);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{path}: {body}");
        var label = $"{call.Route.Method} {call.Route.Path}{call.Text} of {call.Whom.Name}";
        return new(label, world.Struck($"{(int)answer.StatusCode} {HeadersOf(answer)} {body}"));
    }

    /// <summary>All but the time, and the length, which hangs on how times are written. A cursor holds a time and an id.</summary>
    private static string HeadersOf(HttpResponseMessage answer) => string.Join(
        ' ',
        answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length"))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => header.Key == "X-Next-Cursor" ? header.Key : $"{header.Key}={string.Join(',', header.Value)}"));

    private static string Filled(string text, BlockWorld world, Person whom, ITestedDialect dialect) => text
        .Replace("$id", $"{whom.Id}", StringComparison.Ordinal)
        .Replace("$key", $"{whom.Key.Value}", StringComparison.Ordinal)
        .Replace("$name", whom.Name, StringComparison.Ordinal)
        .Replace("$mine", $"{world.Viewer.Key.Value}", StringComparison.Ordinal)
        .Replace("$me", $"{world.Viewer.Id}", StringComparison.Ordinal)
        .Replace("$request", $"{world.Request}", StringComparison.Ordinal)
        .Replace("$notification", world.Notification.ToString(dialect.FormOfNotifications), StringComparison.Ordinal)
        .Replace("$community", $"{world.Community.Id.Value}", StringComparison.Ordinal);

    /// <summary>The dialect's operations, from the server's own route table.</summary>
    private List<Route> Routes(ITestedDialect dialect)
    {
        var roots = dialect.RootsOfCalls.ToList();
        var endpoints = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IDialect>()?.Name == dialect.Name);
        return [.. from endpoint in endpoints
                   from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                   let path = Places().Replace($"/{endpoint.RoutePattern.RawText!.TrimStart('/')}", PlaceOf)
                   let root = roots.FindIndex(root => path.StartsWith($"{root}/", StringComparison.Ordinal))
                   let key = $"{method} {path[(root < 0 ? 0 : roots[root].Length)..]}"
                   // Below each root another of the forms that it answers in is compared.
                   select new Route(key, method, path, root > 0 ? dialect.MediaTypes[root % dialect.MediaTypes.Count] : null)];

        string PlaceOf(Match place) => dialect.Places.GetValueOrDefault(place.Groups["name"].Value, place.Value);
    }

    /// <summary>The operations that the tables of names tell of, with the viewer themself where these say so.</summary>
    private IEnumerable<Route> NamesOf(ITestedDialect dialect)
    {
        var keys = dialect.CallsWithNames.Keys.ToList();
        return Routes(dialect)
            .Select(route => keys.Contains(Mine(route.Key)) ? route with { Key = Mine(route.Key), Path = Mine(route.Path) } : route)
            .Where(route => keys.Contains(route.Key));
    }

    private static string Mine(string text) => text
        .Replace("$id", "$me", StringComparison.Ordinal)
        .Replace("$key", "$mine", StringComparison.Ordinal);

    private static string[] TextsOfNames(ITestedDialect dialect, Route route) =>
        dialect.CallsWithNames.GetValueOrDefault(route.Key) ?? [];

    [GeneratedRegex(@"\{(?<name>\w+)(:\w+)?\}")]
    private static partial Regex Places();
}
