using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace Acquaint.Server.Dialects.Kit;

/// <summary>An OpenAPI 3.1 document for each dialect at <c>/openapi/{dialect}.json</c>, made from what its endpoints say.</summary>
internal sealed class OpenApiDocuments(EndpointDataSource endpoints)
{
    private readonly ConcurrentDictionary<string, Task<string>> _written = new();

    public static void Map(WebApplication app)
    {
        var documents = new OpenApiDocuments(app.Services.GetRequiredService<EndpointDataSource>());
        var names = app.Services.GetServices<IDialect>().Select(dialect => dialect.Name).ToHashSet();
        app.MapGet("/openapi/{name}.json", async (string name) => names.Contains(name)
            ? Results.Text(await documents.Write(name), "application/json", Encoding.UTF8)
            : Results.NotFound());
    }

    private Task<string> Write(string dialect) =>
        _written.GetOrAdd(dialect, name => Build(name).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));

    private OpenApiDocument Build(string dialect)
    {
        var operations = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<IDialect>()?.Name == dialect && one.Metadata.GetMetadata<Operation>() is not null)
            .ToList();
        var about = operations.Select(one => one.Metadata.GetMetadata<Documentation>()).FirstOrDefault(one => one is not null);
        var document = new OpenApiDocument
        {
            Info = new() { Title = about?.Title ?? dialect, Version = about?.Version ?? "1", Description = about?.Description },
            Paths = [],
            Components = new()
            {
                Schemas = new Dictionary<string, IOpenApiSchema>(),
                SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(),
            },
        };
        if (about is null)
            return document;
        foreach (var (name, scheme) in about.Security)
            document.Components.SecuritySchemes.Add(name, scheme);
        var writer = new OperationWriter(document, about);
        foreach (var endpoint in operations)
            Add(document, endpoint, writer);
        return document;
    }

    private static void Add(OpenApiDocument document, RouteEndpoint endpoint, OperationWriter writer)
    {
        var path = PathOf(endpoint.RoutePattern);
        if (!document.Paths.TryGetValue(path, out var item))
            document.Paths.Add(path, item = new OpenApiPathItem { Operations = [] });
        var operation = endpoint.Metadata.GetMetadata<Operation>()!;
        var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            item.Operations![HttpMethod.Parse(method)] = writer.Write(operation, endpoint.RoutePattern, isOpen);
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
