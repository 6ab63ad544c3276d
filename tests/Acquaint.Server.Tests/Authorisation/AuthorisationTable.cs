using System.Net.Http.Headers;
using System.Text;

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
internal sealed class AuthorisationTable(TestServer server, string dialect)
{
    private static readonly string[] s_roots =
    [
        "/api/v2", "/api/v6", "/api/v7", "/v7",
        "/api/v1.0", "/api/v2.0", "/higherlogic/external/api/v1.0", "/higherlogic/external/api/v2.0",
    ];

    private readonly Roles _roles = new(server);

    /// <summary>The operation, whichever of several roots it is called under.</summary>
    public static string NameOf(ToldOperation operation)
    {
        var root = Array.Find(s_roots, root => operation.Path.StartsWith($"{root}/", StringComparison.Ordinal));
        return $"{operation.Method} {(root is null ? "" : "{root}")}{operation.Path[(root?.Length ?? 0)..]}";
    }

    /// <summary>Calls them all, each from the same beginning.</summary>
    public async Task<IReadOnlyList<Outcome>> Try()
    {
        var communities = (await server.NewCommunity("here"), await server.NewCommunity("there"));
        var outcomes = new List<Outcome>();
        var scene = await Scene.Set(server, communities);
        foreach (var operation in await ToldOperation.Of(server.Http, dialect))
        {
            foreach (var role in _roles.Of(dialect))
            {
                // What is presented is made for the scene that it is presented in.
                for (var i = 0; i < role.Calls(scene, operation).Count(); i++)
                {
                    var outcome = await Call(scene, operation, role, role.Calls(scene, operation).ElementAt(i));
                    outcomes.Add(outcome);
                    if (outcome.Changed.Count > 0 || Spends(operation))
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

    /// <summary>Whether a call may use up what the next one needs, though nothing that is looked at changes: a sign-in ends.</summary>
    private static bool Spends(ToldOperation operation) => operation.Path.Contains("sign-out", StringComparison.Ordinal);

    private static string CellsOf(IEnumerable<Outcome> outcomes, List<string> roles)
    {
        var cells = outcomes.ToLookup(one => one.Role.Name, CellOf);
        return string.Concat(roles.Select(role => $" {string.Join(" / ", cells[role].Distinct().DefaultIfEmpty("-"))} |"));
    }

    /// <summary>In bold when it changed something; Higher Logic says no with 200 and false, nobody with null.</summary>
    private static string CellOf(Outcome outcome)
    {
        var said = outcome.Body is "[false]" or "null" ? $" {outcome.Body.Trim('[', ']')}" : "";
        return outcome.Changed.Count > 0 ? $"**{outcome.Status}{said}**" : $"{outcome.Status}{said}";
    }

    private static HttpRequestMessage RequestOf(ToldOperation operation, Presented presented)
    {
        var (aim, at) = (presented.Aim, presented.At);
        var query = operation.Arguments
            .Where(argument => argument is { In: "query", IsRequired: true } or { Name: "contactKey" })
            .Select(argument => $"{argument.Name}={Uri.EscapeDataString(aim.ValueOf(argument) ?? "")}").ToList();
        if (presented.ActingFor is { } acting)
            query.Add($"userId={acting.Value}");
        var address = query.Count == 0 ? aim.PathOf(operation) : $"{aim.PathOf(operation)}?{string.Join('&', query)}";
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(address, UriKind.Relative));
        request.Headers.Host = at.Hosts[0];
        if (operation.Dialect == "higherlogic")
            request.Headers.Add("HLIAMKey", at.IamKey.ToString("D"));
        foreach (var (name, value) in presented.Headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (operation.Bodies.Count > 0)
            request.Content = new StringContent(aim.BodyOf(operation), new MediaTypeHeaderValue("application/json"));
        return request;
    }
}
