using System.Text.Json.Nodes;
using Acquaint.Server.Tests.Dialects;

namespace Acquaint.Server.Tests;

/// <summary>An argument as a dialect's OpenAPI document tells of it.</summary>
/// <param name="In">path, query or header.</param>
/// <param name="Example">As it would be written; null when the document shows none.</param>
internal sealed record ToldArgument(string Name, string In, bool IsRequired, string? Example);

/// <summary>An operation as a dialect's OpenAPI document tells of it, so that tests can call all there are.</summary>
/// <param name="Path">With its arguments in braces.</param>
/// <param name="IsOpen">Whether it says that anybody may call.</param>
/// <param name="Bodies">An example by media type; empty when no body is read.</param>
internal sealed record ToldOperation(
    string Dialect,
    string Method,
    string Path,
    bool IsOpen,
    IReadOnlyList<ToldArgument> Arguments,
    IReadOnlyDictionary<string, string> Bodies)
{
    /// <summary>All operations of a dialect, from the document that the server gives.</summary>
    public static async Task<IReadOnlyList<ToldOperation>> Of(HttpClient http, string dialect)
    {
        var document = JsonNode.Parse(await http.GetStringAsync(new Uri($"/openapi/{dialect}.json", UriKind.Relative)))!;
        var operations =
            from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select Read(dialect, operation.Key.ToUpperInvariant(), path.Key, operation.Value!);
        return [.. operations];
    }

    private static ToldOperation Read(string dialect, string method, string path, JsonNode told)
    {
        var arguments =
            from argument in told["parameters"]?.AsArray() ?? []
            select new ToldArgument(
                argument["name"]!.GetValue<string>(),
                argument["in"]!.GetValue<string>(),
                argument["required"]?.GetValue<bool>() is true,
                argument["example"] is { } example ? Text(example) : null);
        var bodies =
            from body in told["requestBody"]?["content"]?.AsObject() ?? []
            select KeyValuePair.Create(body.Key, body.Value!["example"] is { } example ? Text(example) : "");
        return new(dialect, method, path, told["security"] is not JsonArray { Count: > 0 }, [.. arguments], bodies.ToDictionary());
    }

    private static string Text(JsonNode example) =>
        example is JsonValue value && value.TryGetValue<string>(out var text) ? text : example.ToJsonString();
}

/// <summary>Whom and what a call is about: what stands in the places where the documents show examples.</summary>
internal sealed record Aim(Community Community, User Target, RequestId Request, ChangeId Notification)
{
    /// <summary>What the target signs in with.</summary>
    public string Password { get; init; } = "correct horse";

    /// <summary>What stands where a body has a token.</summary>
    public string Token { get; init; } = "a.b.c";

    /// <summary>The path with its arguments, as far as an aim knows them.</summary>
    public string PathOf(ToldOperation operation) => operation.Arguments
        .Where(argument => argument.In == "path")
        .Aggregate(operation.Path, (path, one) => path.Replace($"{{{one.Name}}}", ValueOf(operation, one), StringComparison.Ordinal));

    /// <summary>What an argument is, if only by the document's example; null when there is nothing to say.</summary>
    public string? ValueOf(ToldOperation operation, ToldArgument argument) =>
        TestedDialects.Of(operation.Dialect).ValueOf(this, argument.Name) ?? argument.Example;

    /// <summary>The example of a JSON body, about this.</summary>
    public string BodyOf(ToldOperation operation)
    {
        if (JsonNode.Parse(operation.Bodies["application/json"]) is not JsonObject body)
            return $"[\"{Target.Username}\"]";
        Tell(body, TestedDialects.Of(operation.Dialect));
        return body.ToJsonString();
    }

    private void Tell(JsonObject body, ITestedDialect dialect)
    {
        foreach (var (name, value) in body.ToList())
        {
            if (value is JsonObject inner)
                Tell(inner, dialect);
            else if ((dialect.MemberOf(this, name) ?? Told(name)) is { } told)
                body[name] = told;
        }
    }

    private JsonNode? Told(string member) => member switch
    {
        "username" or "Username" => Target.Username,
        "email" => Target.Email,
        "password" or "Password" => Password,
        "token" => Token,
        _ => null,
    };
}
