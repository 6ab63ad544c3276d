using System.Text.RegularExpressions;
using Acquaint.Server.Tests.Dialects;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Acquaint.Server.Tests.Authorisation;

/// <summary>
/// Every operation of every dialect called by everybody who might: docs/authorisation.md is what they get. What must hold whatever that
/// page says is asserted here too, so that writing the page anew can't bless a hole.
/// </summary>
public sealed partial class AuthorisationTests(TestServer server)
{
    private const RegexOptions NamedOnly = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;
    private const string Variable = "ACQUAINT_WRITE_AUTHORISATION";

    public static TheoryData<string> Dialects => TestedDialects.Names;

    [Fact]
    public void Every_endpoint_is_of_a_dialect_or_named_as_public_and_those_open_to_anybody_are_listed()
    {
        var endpoints = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var others = endpoints.Where(one => one.Metadata.GetMetadata<IDialect>() is null)
            .Select(one => one.RoutePattern.RawText!).Distinct();
        var named = PublicOperations.OfNoDialect.Keys.Concat(TestedDialects.All.SelectMany(one => one.Pages.Keys));
        Assert.Equal(named.Order(StringComparer.Ordinal), others.Order(StringComparer.Ordinal));
        var dialects = endpoints.Select(one => one.Metadata.GetMetadata<IDialect>()?.Name).OfType<string>().Distinct();
        Assert.Equal(TestedDialects.All.Select(one => one.Name), dialects.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Everybody_gets_what_the_page_says_and_nobody_gets_what_is_not_theirs(string dialect)
    {
        var table = new AuthorisationTable(server, TestedDialects.Of(dialect));
        var outcomes = await table.Try();

        var told = await ToldOperation.Of(server.Http, dialect);
        var routes = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<IDialect>()?.Name == dialect)
            .Sum(one => one.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Count);
        Assert.Equal(routes, told.Count);
        Assert.Empty(outcomes.Select(WhyNot).OfType<string>().Take(20));
        var impostors = outcomes.Where(one => one.Role.Standing is Standing.Impostor);
        Assert.Empty(impostors.Select(one => AsNobody(one, outcomes)).OfType<string>().Take(20));
        await IsOnThePage(dialect, table.Show(outcomes));
    }

    /// <summary>The policy, for one call; null when it holds.</summary>
    private static string? WhyNot(Outcome one)
    {
        var dialect = TestedDialects.Of(one.Operation.Dialect);
        var isPublic = dialect.PublicOperations.ContainsKey(AuthorisationTable.NameOf(one.Operation));
        if (isPublic != one.Operation.IsOpen)
            return $"{one.Operation.Path} is {(isPublic ? "listed as public and is not" : "open to anybody and not listed")}";
        if (one.Status >= 500)
            return $"It broke: {one}";
        var standing = one.Role.Standing;
        var isOutside = standing is Standing.Nobody or Standing.Impostor or Standing.Elsewhere;
        if (isOutside && one.Changed.Count > 0)
            return $"Something changed: {one}";
        if (standing is Standing.Nobody && !isPublic && one.Status != 401)
            return $"Nobody got further than 401: {one}";
        if (standing is Standing.Impostor && !isPublic && one.Done && dialect.NamesCommunity(one.Operation))
            return $"It was believed: {one}";
        if (!isPublic && isOutside && Tells(one) is { } name)
            return $"It told of {name}: {one}";
        if (standing is not (Standing.Requester or Standing.Addressee) && Leaks(one))
            return $"It told of the request: {one}";
        return one.Changed.Count > 0 ? WhyNotChanged(one) : null;
    }

    /// <summary>
    /// Who may change what: of a person the person, administrators, and service keys where there are any; of the request the two
    /// parties, each their part. A block ends everything and is either's; so is the end of an account one's own.
    /// </summary>
    private static string? WhyNotChanged(Outcome one)
    {
        var (ann, bob) = (one.Scene.Ann.Name, one.Scene.Bob.Name);
        bool Touches(string name) => one.Changed.Any(line => line == name || line == $"{name} password" || line == $"{name} settings");
        var (tie, isEnded) = (one.After.Tie, one.After.HasBlock || Touches(ann) || Touches(bob));
        var isTheirs = one.Role.Standing switch
        {
            Standing.Stranger => tie is Tie.Sent && !isEnded,
            Standing.Integrator => tie is Tie.Sent && !one.After.HasBlock,
            Standing.Requester => !Touches(bob) && (isEnded || tie is Tie.Sent or Tie.None),
            Standing.Addressee => !Touches(ann) && (isEnded || tie is Tie.Sent or Tie.Connected or Tie.DeclinedByThem),
            Standing.Administrator => Touches(bob) || tie is Tie.Sent,
            Standing.Nobody or Standing.Elsewhere or Standing.Impostor => false,
        };
        return isTheirs ? null : $"It was not theirs to change: {one}";
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Who_is_no_party_to_a_request_can_not_tell_that_there_is_one(string dialect)
    {
        var table = new AuthorisationTable(server, TestedDialects.Of(dialect));
        var roles = new Roles(server).Of(TestedDialects.Of(dialect))
            .Where(role => role.Standing is Standing.Nobody or Standing.Stranger or Standing.Elsewhere or Standing.Integrator).ToList();
        // Ids of more digits than any count has, so that a count is not taken for one.
        while ((await server.Store.NewUserId(default)).Value < 1000)
            await Task.Yield();
        var there = await server.NewCommunity("there");
        var (one, other) = ((await server.NewCommunity("here"), there), (await server.NewCommunity("here"), there));
        var (quiet, scene) = (await Scene.Set(server, one, isAsked: false), await Scene.Set(server, other));
        foreach (var operation in await ToldOperation.Of(server.Http, dialect))
        {
            foreach (var role in roles)
            {
                var without = await table.Call(quiet, operation, role, role.Calls(quiet, operation).Single());
                var with = await table.Call(scene, operation, role, role.Calls(scene, operation).Single());
                var (expected, actual) = ($"{without.Status} {Masked(without)}", $"{with.Status} {Masked(with)}");
                Assert.True(expected == actual, $"{operation.Path} by {role.Name} tells:\n{expected}\n{actual}");
                if (without.Changed.Count + with.Changed.Count > 0)
                    (quiet, scene) = (await Scene.Set(server, one, isAsked: false), await Scene.Set(server, other));
            }
        }
    }

    /// <summary>A token that proves nothing is refused, or gets what nobody gets.</summary>
    private static string? AsNobody(Outcome one, IReadOnlyList<Outcome> all)
    {
        var dialect = TestedDialects.Of(one.Operation.Dialect);
        var isTold = dialect.TellingOfTokens.Contains(AuthorisationTable.NameOf(one.Operation))
            && one.Role.Name is "of other use" or "signed out";
        if (!one.Done || !dialect.NamesCommunity(one.Operation) || isTold)
            return null;
        var nobody = all.First(other => other.Operation == one.Operation && other.Role.Standing is Standing.Nobody);
        return one.Status == nobody.Status ? null : $"{one} but nobody {nobody}";
    }

    private static string? Tells(Outcome one) => new[] { one.Scene.Ann, one.Scene.Bob, one.Scene.Carl }
        .Select(person => person.Name).FirstOrDefault(name => one.Body.Contains(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The address that was asked for is repeated by some answers; then the caller knew the id.</summary>
    private static bool Leaks(Outcome one) => one.Body.Contains(Scene.Message, StringComparison.Ordinal);

    /// <summary>The answer without who and when.</summary>
    private static string Masked(Outcome one)
    {
        var (scene, body) = (one.Scene, Times().Replace(Tokens().Replace(one.Body, "token"), "time"));
        // How many open requests somebody has is public in some APIs; between whom they are is not.
        body = Counts().Replace(body, "count");
        foreach (var person in new[] { scene.Ann, scene.Bob, scene.Carl, scene.Ada, scene.Dora })
            body = Regex.Replace(body, $@"\b{person.Id}\b", "id", RegexOptions.NonBacktracking);
        // Lists hold those of the scenes before, too.
        body = Ids().Replace(Names().Replace(body, "name"), "\"id\":id");
        return Keys().Replace(body, "key");
    }

    private static async Task IsOnThePage(string dialect, string table)
    {
        var name = TestedDialects.Of(dialect).AuthorisationPage;
        var path = Path.Combine(Repository(), name);
        var page = await File.ReadAllTextAsync(path);
        var (begin, end) = ($"<!-- {dialect} -->\n", $"<!-- end of {dialect} -->");
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, page.IndexOf(end, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable(Variable) == "1")
            await File.WriteAllTextAsync(path, page[..from] + table + page[to..]);
        else
            Assert.True(page[from..to] == table, $"{name} differs. Read what changed; {Variable}=1 writes it.\n{table}");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Acquaint.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+[Z+0:]*", RegexOptions.NonBacktracking)]
    private static partial Regex Times();

    [GeneratedRegex("\"connection_requests_(sent|received)(_counter)?\":[0-9]+",
        NamedOnly)]
    private static partial Regex Counts();

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", RegexOptions.NonBacktracking)]
    private static partial Regex Keys();

    [GeneratedRegex("(annabel|roberto|carlotta|adaline|dorabella|here|there)[0-9]+", NamedOnly)]
    private static partial Regex Names();

    [GeneratedRegex("\"id\":[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Ids();

    [GeneratedRegex("eyJ[A-Za-z0-9_.-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Tokens();
}
