using System.Text;
using Microsoft.AspNetCore.Authorization;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>An operation as the help pages tell of it.</summary>
internal sealed class HelpOperation
{
    public HelpOperation(RouteEndpoint endpoint)
    {
        var path = endpoint.RoutePattern.RawText!.Trim('/').Split('/');
        (Version, Controller, Action) = ($"/{string.Join('/', path[..^2])}", path[^2], path[^1]);
        Method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        Told = endpoint.Metadata.GetMetadata<Operation>()!;
        IsOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
    }

    /// <summary>The prefix of the paths of its version.</summary>
    public string Version { get; }

    public string Controller { get; }

    public string Action { get; }

    public string Method { get; }

    public Operation Told { get; }

    public bool IsOpen { get; }

    public bool IsFirstVersion => Paths.IsFirstVersion(Path);

    public string Path => $"{Version}/{Controller}/{Action}";

    /// <summary>What its page's address begins with.</summary>
    public string Name => $"{Method}{Version.Replace('/', '-')}-{Controller}-{Action}";

    /// <summary>The address of its page, which names the arguments that the original has.</summary>
    public string Address => $"/Help/Api/{string.Join('_', [Name, .. OriginalArguments.Select(one => one.Name)])}";

    public string Heading
    {
        get
        {
            var query = string.Join('&', OriginalArguments.Select(one => $"{one.Name}={{{one.Name}}}"));
            return $"{Method} {Path[1..]}{(query.Length == 0 ? "" : "?")}{query}";
        }
    }

    public Sample Response => Told.Answers.Single(one => one.Status == StatusCodes.Status200OK).Body!;

    /// <summary>The values whose types have pages of their own.</summary>
    public IEnumerable<object> Bodies => Told.Answers.Select(one => one.Body).Append(Told.Body).OfType<Sample>().Select(one => one.Value);

    private IEnumerable<Argument> OriginalArguments => Told.Arguments.Where(one => !one.IsExtension);

    /// <summary>A command that calls it, with placeholders where only the reader knows.</summary>
    public string Curl(string server)
    {
        var query = string.Join('&', Needed().Select(one => $"{one.Name}={Value(one)}"));
        var verb = Method == "GET" ? "" : $"-X {Method} ";
        var text = new StringBuilder($"curl {verb}'{server}{Path}{(query.Length == 0 ? "" : "?")}{query}'");
        if (Action is not ("GetTenantDetail" or "Widget"))
            text.Append(" \\\n  -H 'HLIAMKey: YOUR-KEY'");
        if (!IsOpen)
            text.Append(" \\\n  -H 'HLAuthToken: YOUR-TOKEN'");
        if (Told.Body is { } body)
            text.Append($" \\\n  -H 'Content-Type: application/json' -d '{Encoding.UTF8.GetString(HigherLogicJson.Write(body.Value))}'");
        return text.ToString();
    }

    /// <summary>What is required; where one of several is, the first of them, which has an example.</summary>
    private IEnumerable<Argument> Needed() => Told.Arguments.Any(one => one.IsRequired)
        ? Told.Arguments.Where(one => one.IsRequired)
        : OriginalArguments.Where(one => one.Example is not null).Take(1);

    private static string Value(Argument argument) => Uri.EscapeDataString(argument.Example ?? argument.Name);
}
