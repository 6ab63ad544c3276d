using System.Net.Http.Headers;
using System.Text;
using Acquaint.Server.Tests.Dialects;

namespace Acquaint.Server.Tests.Authorisation;

/// <summary>What one call came to.</summary>
/// <param name="Changed">The lines about Ann and Bob that it changed.</param>
/// <param name="After">How Ann stands to Bob after it.</param>
internal sealed record Outcome(
    ToldOperation Operation, Role Role, int Status, string Body, IReadOnlyList<string> Changed, Relation After, Scene Scene)
{
    public bool Done => Status < 300;

    public override string ToString() =>
        $"{Operation.Method} {Operation.Path} by {Role.Name}: {Status} {Body} changed: {string.Join(", ", Changed)}";
}

/// <summary>Every operation of a dialect, called in every role; and what that looks like.</summary>
internal sealed class AuthorisationTable(TestServer server, ITestedDialect dialect)
{
    private readonly Roles _roles = new(server);

    /// <summary>The operation, whichever of several roots it is called under.</summary>
    public static string NameOf(ToldOperation operation)
    {
        var root = TestedDialects.Of(operation.Dialect).Roots
            .FirstOrDefault(root => operation.Path.StartsWith($"{root}/", StringComparison.Ordinal));
        return $"{operation.Method} {(root is null ? "" : "{root}")}{operation.Path[(root?.Length ?? 0)..]}";
    }

    /// <summary>Calls them all, each from the same beginning.</summary>
    public async Task<IReadOnlyList<Outcome>> Try()
    {
        var communities = (await server.NewCommunity("here"), await server.NewCommunity("there"));
        var outcomes = new List<Outcome>();
        var scene = await Scene.Set(server, communities);
        foreach (var operation in await ToldOperation.Of(server.Http, dialect.Name))
        {
            foreach (var role in _roles.Of(dialect))
            {
                // What is presented is made for the scene that it is presented in.
                for (var i = 0; i < role.Calls(scene, operation).Count(); i++)
                {
                    var outcome = await Call(scene, operation, role, role.Calls(scene, operation).ElementAt(i));
                    outcomes.Add(outcome);
                    if (outcome.Changed.Count > 0 || dialect.Spends(operation))
                        scene = await Scene.Set(server, communities);
                }
            }
        }

        return outcomes;
    }

    public async Task<Outcome> Call(Scene scene, ToldOperation operation, Role role, Presented presented)
    {
        using var request = RequestOf(operation, presented);
        using var answer = await server.Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return new(operation, role, (int)answer.StatusCode, body, await scene.Changes(), await scene.Relation(), scene);
    }

    /// <summary>The table in Markdown: a row for each operation, under all roots if they agree, a column for each role.</summary>
    public string Show(IReadOnlyList<Outcome> outcomes)
    {
        var roles = _roles.Of(dialect).Select(role => role.Name).ToList();
        var rows = outcomes.GroupBy(one => one.Operation).Select(one => (one.Key, Cells: CellsOf(one, roles)));
        var table = new StringBuilder().Append("| operation |");
        foreach (var role in roles)
            table.Append(null, $" {role} |");
        table.Append('\n').Append("| --- |").Insert(table.Length, " --- |", roles.Count).Append('\n');
        foreach (var same in rows.GroupBy(row => NameOf(row.Key)))
        {
            foreach (var alike in same.GroupBy(row => row.Cells))
            {
                var paths = string.Join(", ", alike.Select(row => row.Key.Path));
                var name = alike.Count() == same.Count() ? same.Key : $"{alike.First().Key.Method} {paths}";
                table.Append(null, $"| `{name}` |{alike.Key}\n");
            }
        }

        return table.ToString();
    }

    private string CellsOf(IEnumerable<Outcome> outcomes, List<string> roles)
    {
        var cells = outcomes.ToLookup(one => one.Role.Name, CellOf);
        return string.Concat(roles.Select(role => $" {string.Join(" / ", cells[role].Distinct().DefaultIfEmpty("-"))} |"));
    }

    /// <summary>In bold when it changed something.</summary>
    private string CellOf(Outcome outcome)
    {
        var said = dialect.NoIn(outcome.Body) is { } no ? $" {no}" : "";
        return outcome.Changed.Count > 0 ? $"**{outcome.Status}{said}**" : $"{outcome.Status}{said}";
    }

    private HttpRequestMessage RequestOf(ToldOperation operation, Presented presented)
    {
        var (aim, at) = (presented.Aim, presented.At);
        var query = operation.Arguments
            .Where(argument => argument.In == "query" && dialect.Needs(argument))
            .Select(argument => $"{argument.Name}={Uri.EscapeDataString(aim.ValueOf(operation, argument) ?? "")}").ToList();
        if (presented.Query is { } more)
            query.Add(more);
        var address = query.Count == 0 ? aim.PathOf(operation) : $"{aim.PathOf(operation)}?{string.Join('&', query)}";
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(address, UriKind.Relative));
        request.Headers.Host = at.Hosts[0];
        foreach (var (name, value) in dialect.HeadersAt(at).Concat(presented.Headers))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (operation.Bodies.Count > 0)
            request.Content = new StringContent(aim.BodyOf(operation), new MediaTypeHeaderValue("application/json"));
        return request;
    }
}
