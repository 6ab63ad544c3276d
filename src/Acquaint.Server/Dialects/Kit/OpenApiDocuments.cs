using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace Acquaint.Server.Dialects.Kit;

/// <summary>An OpenAPI 3.1 document for each dialect at <c>/openapi/{dialect}.json</c>, made from what its endpoints say.</summary>
internal sealed class OpenApiDocuments(EndpointDataSource endpoints, IEnumerable<IDialect> dialects)
{
    private readonly ConcurrentDictionary<string, Task<string>> _written = new();

    public static void Map(WebApplication app)
    {
        var documents = ActivatorUtilities.CreateInstance<OpenApiDocuments>(app.Services);
        app.MapGet("/openapi/{name}.json", async (string name) => documents.Write(name) is { } written
            ? Results.Text(await written, "application/json", Encoding.UTF8)
            : Results.NotFound());
    }

    private Task<string>? Write(string name) => dialects.FirstOrDefault(one => one.Name == name) is { } dialect
        ? _written.GetOrAdd(name, _ => Build(dialect).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))
        : null;

    private OpenApiDocument Build(IDialect dialect)
    {
        var about = dialect.About;
        var document = new OpenApiDocument
        {
            Info = new() { Title = about.Title, Version = about.Version, Description = about.Description },
            Paths = [],
            Components = new()
            {
                Schemas = new Dictionary<string, IOpenApiSchema>(),
                SecuritySchemes = about.Security.ToDictionary(one => one.Key, IOpenApiSecurityScheme (one) => one.Value),
            },
        };
        var writer = new OperationWriter(document, dialect);
        var told = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<IDialect>() == dialect && one.Metadata.GetMetadata<Operation>() is not null);
        foreach (var endpoint in told)
            Add(document, endpoint, writer);
        return document;
    }

    private static void Add(OpenApiDocument document, RouteEndpoint endpoint, OperationWriter writer)
    {
        var path = PathOf(endpoint.RoutePattern);
        if (!document.Paths.TryGetValue(path, out var item))
            document.Paths.Add(path, item = new OpenApiPathItem { Operations = [] });
        foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            item.Operations![HttpMethod.Parse(method)] = writer.Write(endpoint);
    }

    /// <summary>The route without its constraints; the slash at its end as it was written.</summary>
    private static string PathOf(RoutePattern pattern)
    {
        var path = string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(TextOf))));
        return $"/{path}{(pattern.RawText?.EndsWith('/') is true ? "/" : "")}";
    }

    private static string TextOf(RoutePatternPart part) => part switch
    {
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        RoutePatternLiteralPart literal => literal.Content,
        _ => throw new InvalidOperationException($"No dialect has a route with {part}."),
    };
}
