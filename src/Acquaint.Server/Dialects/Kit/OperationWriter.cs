using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace Acquaint.Server.Dialects.Kit;

/// <summary>Turns what an endpoint says of itself into OpenAPI's words; schemas of bodies become components of the document.</summary>
internal sealed class OperationWriter(OpenApiDocument document, IDialect dialect)
{
    private readonly SchemaWriter _schemas = new(document, dialect.Json);
    private readonly Dictionary<string, int> _ids = [];

    public OpenApiOperation Write(RouteEndpoint endpoint)
    {
        var told = new ToldOperation(endpoint, dialect.About);
        return new()
        {
            OperationId = Unique(told.Operation.Id),
            Summary = told.Operation.Summary,
            Parameters = [.. PathParameters(told.Arguments, endpoint.RoutePattern), .. OtherParameters(told.Arguments)],
            RequestBody = told.Body is { } body ? new OpenApiRequestBody { Content = Content(body) } : null,
            Responses = Responses(told.Responses),
            Security = told.IsOpen ? [] : [.. dialect.About.Security.Keys.Select(Requirement)],
        };
    }

    private string Unique(string id)
    {
        _ids[id] = _ids.GetValueOrDefault(id) + 1;
        return _ids[id] == 1 ? id : id + _ids[id].ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<OpenApiParameter> PathParameters(IReadOnlyList<Argument> arguments, RoutePattern route) =>
        from part in route.Parameters
        let described = arguments.FirstOrDefault(one => one.In is ArgumentPlace.Path && one.Name == part.Name)
        select Parameter((described ?? new Argument(part.Name, "", TypeOf(part), ArgumentPlace.Path)) with { IsRequired = true });

    private static IEnumerable<OpenApiParameter> OtherParameters(IEnumerable<Argument> arguments) =>
        arguments.Where(one => one.In is not ArgumentPlace.Path).Select(Parameter);

    /// <summary>What the route demands of a segment.</summary>
    private static Type TypeOf(RoutePatternParameterPart part)
    {
        var constraints = part.ParameterPolicies.Select(policy => policy.Content ?? policy.ParameterPolicy?.GetType().Name).ToList();
        if (constraints.Exists(one => one is "long" or nameof(LongRouteConstraint)))
            return typeof(long);
        return constraints.Exists(one => one is "guid" or nameof(GuidRouteConstraint)) ? typeof(Guid) : typeof(string);
    }

    private static OpenApiParameter Parameter(Argument argument) => new()
    {
        Name = argument.Name,
        In = argument.In switch
        {
            ArgumentPlace.Query => ParameterLocation.Query,
            ArgumentPlace.Path => ParameterLocation.Path,
            ArgumentPlace.Header => ParameterLocation.Header,
        },
        Description = argument.Description.Length == 0 ? null : argument.Description,
        Required = argument.IsRequired,
        Schema = Simple(argument),
        Example = argument.Example is { } example ? Literal(example, argument.Type) : null,
    };

    private static OpenApiSchema Simple(Argument argument)
    {
        var schema = Simple(argument.Type);
        schema.Default = argument.Default is { } value ? Literal(value, argument.Type) : null;
        return schema;
    }

    private static OpenApiSchema Simple(Type type) => type switch
    {
        _ when type == typeof(int) => new() { Type = JsonSchemaType.Integer, Format = "int32" },
        _ when type == typeof(long) => new() { Type = JsonSchemaType.Integer, Format = "int64" },
        _ when type == typeof(bool) => new() { Type = JsonSchemaType.Boolean },
        _ when type == typeof(Guid) => new() { Type = JsonSchemaType.String, Format = "uuid" },
        _ => new() { Type = JsonSchemaType.String },
    };

    private static JsonNode? Literal(string text, Type type) =>
        type == typeof(int) || type == typeof(long) || type == typeof(bool) ? JsonNode.Parse(text) : JsonValue.Create(text);

    private OpenApiResponses Responses(IEnumerable<Response> told)
    {
        var responses = new OpenApiResponses();
        foreach (var answer in told)
        {
            responses.Add(
                answer.Status.ToString(CultureInfo.InvariantCulture),
                new OpenApiResponse { Description = answer.Description, Content = answer.Body is { } body ? Content(body) : null });
        }

        return responses;
    }

    private Dictionary<string, OpenApiMediaType> Content(Sample sample)
    {
        var isJson = sample.Value is JsonNode;
        var example = isJson ? (JsonNode)sample.Value : JsonSerializer.SerializeToNode(sample.Value, sample.Value.GetType(), dialect.Json);
        var schema = isJson ? SchemaWriter.Of(example!, sample.Required) : _schemas.Of(sample.Value.GetType());
        var content = sample.JsonTypes.ToDictionary(
            type => type, _ => new OpenApiMediaType { Schema = schema, Example = example?.DeepClone() });
        foreach (var (type, text) in sample.Texts)
            content.Add(type, new OpenApiMediaType { Schema = schema, Example = JsonValue.Create(text) });
        return content;
    }

    private OpenApiSecurityRequirement Requirement(string scheme) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
