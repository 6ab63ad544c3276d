namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>An operation as the help pages tell of it.</summary>
internal sealed class HelpOperation
{
    private readonly Argument[] _original;

    public HelpOperation(RouteEndpoint endpoint)
    {
        var path = endpoint.RoutePattern.RawText!.Trim('/').Split('/');
        (Root, Controller, Action) = ($"/{string.Join('/', path[..^2])}", path[^2], path[^1]);
        Method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        Told = new(endpoint, Docs.About);
        _original = [.. Told.Arguments.Where(one => !one.IsExtension)];
    }

    public string Root { get; }

    public string Controller { get; }

    public string Action { get; }

    public string Method { get; }

    public ToldOperation Told { get; }

    public bool IsFirstVersion => Routes.IsFirstVersion(Root);

    /// <summary>What its page's address begins with.</summary>
    public string Name => $"{Method}{Root.Replace('/', '-')}-{Controller}-{Action}";

    /// <summary>The address of its page, which names the arguments that the original has.</summary>
    public string Address => $"/Help/Api/{string.Join('_', [Name, .. _original.Select(one => one.Name)])}";

    /// <summary>Its path with the arguments that the original has.</summary>
    public string Uri => WithQuery(Path, _original.Select(one => $"{one.Name}={{{one.Name}}}"))[1..];

    public Sample Response => Told.Responses.Single(one => one.Status == 200).Body!;

    /// <summary>The values whose types have pages of their own.</summary>
    public IEnumerable<object> Bodies => Told.Responses.Select(one => one.Body).Append(Told.Body).OfType<Sample>().Select(one => one.Value);

    private string Path => $"{Root}/{Controller}/{Action}";

    /// <summary>A command that calls it, with placeholders where only the reader knows.</summary>
    public string Curl(string server)
    {
        var verb = Method == "GET" ? "" : $"-X {Method} ";
        var query = Needed().Select(one => $"{one.Name}={System.Uri.EscapeDataString(one.Example ?? one.Name)}");
        var text = new StringBuilder($"curl {verb}'{WithQuery(server + Path, query)}'");
        if (Action is not ("GetTenantDetail" or "Widget"))
            text.Append(" \\\n  -H 'HLIAMKey: YOUR-KEY'");
        if (!Told.IsOpen)
            text.Append(" \\\n  -H 'HLAuthToken: YOUR-TOKEN'");
        if (Told.Body is { } body)
            text.Append($" \\\n  -H 'Content-Type: application/json' -d '{Encoding.UTF8.GetString(Json.Write(body.Value))}'");
        return text.ToString();
    }

    /// <summary>What is required; where one of several is, the first of them, which has an example.</summary>
    private IEnumerable<Argument> Needed() => Told.Arguments.Any(one => one.IsRequired)
        ? Told.Arguments.Where(one => one.IsRequired)
        : _original.Where(one => one.Example is not null).Take(1);

    private static string WithQuery(string path, IEnumerable<string> arguments) => string.Join('&', arguments) is { Length: > 0 } query
        ? $"{path}?{query}"
        : path;
}
