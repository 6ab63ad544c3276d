using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Acquaint.Server.Docs;

/// <summary>Schemas of wire types, as their own serializer writes them. Objects become components of the document, told once.</summary>
internal sealed class SchemaWriter(OpenApiDocument document, JsonSerializerOptions json)
{
    /// <summary>The schema of a body: a reference to a component, or an array or dictionary of them.</summary>
    public IOpenApiSchema Of(Type type)
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Shared };
        return Parse(json.GetJsonSchemaAsNode(type, options));
    }

    /// <summary>Comes by for every part of a type, the innermost first.</summary>
    private JsonNode Shared(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Kind is not JsonTypeInfoKind.Object || schema is not JsonObject whole || !whole.ContainsKey("properties"))
            return schema;
        var canBeNull = whole["type"] is JsonArray;
        if (canBeNull)
            whole["type"] = "object";
        var name = NameOf(context.TypeInfo.Type);
        if (!document.Components!.Schemas!.ContainsKey(name))
            document.Components.Schemas.Add(name, Parse(whole.DeepClone()));
        var reference = new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
        return canBeNull ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
    }

    private IOpenApiSchema Parse(JsonNode schema)
    {
        if (schema is JsonObject one && one["$ref"]?.GetValue<string>() is { } target)
            return new OpenApiSchemaReference(target[(target.LastIndexOf('/') + 1)..], document);
        return new OpenApiJsonReader().ReadFragment<OpenApiSchema>(schema, OpenApiSpecVersion.OpenApi3_1, document, out _)
            ?? throw new InvalidOperationException($"No schema can be read from {schema.ToJsonString()}");
    }

    private static string NameOf(Type type) => type.IsGenericType
        ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + "Of" + string.Concat(type.GetGenericArguments().Select(NameOf))
        : type.Name;
}
