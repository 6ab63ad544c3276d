using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>What the OpenAPI document of every dialect must hold.</summary>
internal static class OpenApiCheck
{
    /// <summary>The document is valid, tells of every endpoint of the dialect, and shows an example of every body.</summary>
    /// <param name="refusing">Ids of operations that are there to say no.</param>
    public static async Task AssertComplete(TestServer server, string dialect, params string[] refusing)
    {
        var text = await server.Http.GetStringAsync(new Uri($"/openapi/{dialect}.json", UriKind.Relative));
        var read = OpenApiModelFactory.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.StartsWith("3.1", JsonNode.Parse(text)!["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        AssertUnresolvedNothing(JsonNode.Parse(text)!);

        var endpoints = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IDialect>()?.Name == dialect).ToList();
        Assert.NotEmpty(endpoints);
        var untold = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<Operation>() is null);
        Assert.Empty(untold.Select(endpoint => endpoint.DisplayName));

        var operations = read.Document!.Paths.SelectMany(path => path.Value.Operations!.Values).ToList();
        Assert.Equal(operations.Count, operations.Select(operation => operation.OperationId).Distinct().Count());
        Assert.All(operations, operation => AssertShown(operation, refuses: refusing.Contains(operation.OperationId)));
    }

    private static void AssertShown(OpenApiOperation operation, bool refuses)
    {
        Assert.False(string.IsNullOrWhiteSpace(operation.Summary));
        Assert.NotEqual(refuses, operation.Responses!.Keys.Any(status => status.StartsWith('2')));
        if (operation.Security is { Count: > 0 })
            Assert.Contains(operation.Responses!.Keys, status => status.StartsWith('4'));
        var bodies = operation.Responses!.Values.SelectMany(response => response.Content?.Values ?? [])
            .Concat(operation.RequestBody?.Content?.Values ?? []);
        Assert.All(bodies, body => Assert.True(body.Schema is not null && body.Example is not null, operation.OperationId));
    }

    /// <summary>Every reference leads to a component that is there.</summary>
    private static void AssertUnresolvedNothing(JsonNode document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var references = Descend(document).OfType<JsonObject>()
            .Select(node => node.TryGetPropertyValue("$ref", out var target) && target is JsonValue ? target.GetValue<string>() : null)
            .OfType<string>();
        Assert.All(references, target => Assert.True(schemas.ContainsKey(target["#/components/schemas/".Length..]), target));
    }

    private static IEnumerable<JsonNode?> Descend(JsonNode? node) => node switch
    {
        JsonObject whole => whole.SelectMany(member => Descend(member.Value)).Prepend(whole),
        JsonArray items => items.SelectMany(Descend),
        _ => [node],
    };
}
