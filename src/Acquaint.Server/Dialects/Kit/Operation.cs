using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace Acquaint.Server.Dialects.Kit;

/// <summary>What can be told of an operation: an argument, a body, a fault, what it gives.</summary>
internal interface IOperationPart;

/// <summary>
/// What is told of an operation beyond its route: put on the endpoint (<c>.Told("getUser", "Show a user.", …)</c>), read by the OpenAPI
/// documents and by help pages. What the handler's own type says, that of its answer, is not told again.
/// A dialect's endpoint without one fails a test.
/// </summary>
/// <param name="Id">Its name, unique among the dialect's; a second route to the same operation gets a number behind it.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Parts">What its dialect does not say of every operation (<see cref="Documentation.Common"/>).</param>
internal sealed record Operation(string Id, string Summary, params IReadOnlyList<IOperationPart> Parts);

internal enum ArgumentPlace
{
    Query,
    Path,
    Header,
}

/// <summary>An argument of an operation. Those in the path need one only where their name does not say enough.</summary>
/// <param name="Type">A simple type: string, int, long, bool, Guid.</param>
internal sealed record Argument(string Name, string Description, Type Type, ArgumentPlace In = ArgumentPlace.Query) : IOperationPart
{
    public bool IsRequired { get; init; }

    /// <summary>A value as it would be written.</summary>
    public string? Example { get; init; }

    /// <summary>What it is when it is absent; null when that is no value.</summary>
    public string? Default { get; init; }

    /// <summary>The original doesn't have it.</summary>
    public bool IsExtension { get; init; }
}

/// <summary>What clients send, where a body is looked at: a wire value, or JSON as text where the handler reads member by member.</summary>
internal sealed record Takes(object Example) : IOperationPart
{
    /// <summary>Members that must be there, where the example is JSON as text.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The same as a form, where that is taken too.</summary>
    public string? Form { get; init; }

    public static Takes Json(string json, params IReadOnlyList<string> required) =>
        new(JsonNode.Parse(json)!) { Required = required };
}

/// <summary>
/// What an operation gives, where the handler's type does not say enough: its status, its description, or an example other than the
/// dialect's own of that type.
/// </summary>
internal sealed record Gives(string Description = "Done.", int Status = StatusCodes.Status200OK, object? Example = null) : IOperationPart;

/// <summary>One of the answers of an operation. Without a sample it has no body.</summary>
internal sealed record Response(int Status, string Description, Sample? Body = null);

/// <summary>A body: its type gives the schema, its value the example.</summary>
/// <param name="Value">A wire value of the dialect, written by <see cref="IDialect.Json"/>; or JSON, whose schema is read off it.</param>
internal sealed record Sample(object Value)
{
    /// <summary>The media types in which it is written as JSON.</summary>
    public IReadOnlyList<string> JsonTypes { get; init; } = ["application/json"];

    /// <summary>Other media types, each with the body as text.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Members that must be there, where the value is JSON.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];
}

/// <summary>What is told of a dialect as a whole.</summary>
/// <param name="Title">Its name, as people know it.</param>
/// <param name="Version">The version of that API.</param>
/// <param name="Description">What it is, in a few sentences.</param>
internal sealed record Documentation(string Title, string Version, string Description)
{
    /// <summary>How callers prove who they are, by name; each is one way, any of them will do.</summary>
    public IReadOnlyDictionary<string, OpenApiSecurityScheme> Security { get; init; } = new Dictionary<string, OpenApiSecurityScheme>();

    /// <summary>A value of each wire type that answers have.</summary>
    public IReadOnlyList<object> Examples { get; init; } = [];

    /// <summary>What is true of every such endpoint: arguments in its path, faults of those who have not signed in.</summary>
    public Func<RouteEndpoint, IEnumerable<IOperationPart>> Common { get; init; } = _ => [];

    /// <summary>How a wire value is shown, where a dialect writes more than JSON.</summary>
    public Func<object, Sample> Show { get; init; } = value => new Sample(value);
}

internal static class Telling
{
    /// <summary>Says what an endpoint does.</summary>
    public static TBuilder Told<TBuilder>(this TBuilder endpoint, string id, string summary, params IReadOnlyList<IOperationPart> parts)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Operation(id, summary, parts));

    public static bool IsOpen(this Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
