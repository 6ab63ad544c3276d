namespace Acquaint.Server.Dialects.Kit;

/// <summary>
/// What is told of an operation beyond its route: put on the endpoint (<c>.WithMetadata(new Operation(…))</c>), read by the OpenAPI
/// documents and by Higher Logic's help pages. A dialect's endpoint without one fails a test.
/// </summary>
/// <param name="Id">Its name, unique among the dialect's; a second route to the same operation gets a number behind it.</param>
/// <param name="Summary">One sentence.</param>
internal sealed record Operation(string Id, string Summary)
{
    /// <summary>Query and header arguments; and path arguments where their name does not say enough.</summary>
    public IReadOnlyList<Argument> Arguments { get; init; } = [];

    /// <summary>What clients send; null when no body is looked at.</summary>
    public Sample? Body { get; init; }

    /// <summary>What it answers, refusals included, each status once.</summary>
    public required IReadOnlyList<Response> Answers { get; init; }
}

internal enum ArgumentPlace
{
    Query,
    Path,
    Header,
}

/// <summary>An argument of an operation.</summary>
/// <param name="Type">A simple type: string, int, long, bool, Guid.</param>
internal sealed record Argument(string Name, string Description, Type Type, ArgumentPlace In = ArgumentPlace.Query)
{
    public bool IsRequired { get; init; }

    /// <summary>A value as it would be written.</summary>
    public string? Example { get; init; }

    /// <summary>What it is when it is absent; null when that is no value.</summary>
    public string? Default { get; init; }

    /// <summary>The original doesn't have it.</summary>
    public bool IsExtension { get; init; }
}

/// <summary>One of the answers of an operation. Without a sample it has no body.</summary>
internal sealed record Response(int Status, string Description, Sample? Body = null);

/// <summary>A body: its type gives the schema, its value the example.</summary>
/// <param name="Value">A wire value of the dialect, written by <see cref="Documentation.Json"/>.</param>
internal sealed record Sample(object Value)
{
    /// <summary>The media types in which it is written as JSON.</summary>
    public IReadOnlyList<string> JsonTypes { get; init; } = ["application/json"];

    /// <summary>Other media types, each with the body as text.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();
}

/// <summary>What is told of a dialect as a whole: put on its route group beside the dialect itself.</summary>
/// <param name="Title">Its name, as people know it.</param>
/// <param name="Version">The version of that API.</param>
/// <param name="Description">What it is, in a few sentences.</param>
/// <param name="Json">How its wire types are written; it must know them all.</param>
internal sealed record Documentation(string Title, string Version, string Description, System.Text.Json.JsonSerializerOptions Json)
{
    /// <summary>How callers prove who they are, by name; each is one way, any of them will do.</summary>
    public IReadOnlyDictionary<string, Microsoft.OpenApi.OpenApiSecurityScheme> Security { get; init; } =
        new Dictionary<string, Microsoft.OpenApi.OpenApiSecurityScheme>();
}
