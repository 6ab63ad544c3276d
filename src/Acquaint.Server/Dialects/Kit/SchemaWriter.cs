using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Acquaint.Server.Dialects.Kit;

/// <summary>A converter that tells what it writes, in JSON Schema's words.</summary>
internal interface ITellsItsSchema
{
    IReadOnlyList<string> Types { get; }

    string? Format { get; }
}

/// <summary>A converter that writes what would be written without it.</summary>
internal interface IWritesAsUsual;

/// <summary>Schemas of wire types, as their own serializer writes them. Objects become components of the document, told once.</summary>
internal sealed class SchemaWriter(OpenApiDocument document, JsonSerializerOptions json)
{
    /// <summary>The schema of a body: a reference to a component, or an array or dictionary of them.</summary>
    public IOpenApiSchema Of(Type type) => Parse(NodeOf(type));

    /// <summary>The schema of JSON like this, read off the example.</summary>
    public static OpenApiSchema Of(JsonNode example, IReadOnlyList<string> required) => example switch
    {
        JsonObject whole => new()
        {
            Type = JsonSchemaType.Object,
            Properties = whole.ToDictionary(
                member => member.Key, IOpenApiSchema (member) => member.Value is null ? new OpenApiSchema() : Of(member.Value, [])),
            Required = required.Count == 0 ? null : required.ToHashSet(),
        },
        JsonArray items => new() { Type = JsonSchemaType.Array, Items = items.Count == 0 ? null : Of(items[0]!, []) },
        _ => new()
        {
            Type = example.GetValueKind() switch
            {
                JsonValueKind.Number => JsonSchemaType.Number,
                JsonValueKind.True or JsonValueKind.False => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
        },
    };

    private JsonNode NodeOf(Type type) => json.GetJsonSchemaAsNode(
        type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Shared });

    /// <summary>Comes by for every part of a type, the innermost first.</summary>
    private JsonNode Shared(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is JsonValue)
            return OfConverter(context);
        if (context.PropertyInfo is { IsGetNullable: false })
            ForbidNull(schema);
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

    /// <summary>The exporter thinks that what can't be set may be null; of an answer, only what it gives counts.</summary>
    private static void ForbidNull(JsonNode schema)
    {
        if (schema["type"] is JsonArray types)
            types.RemoveAll(type => type?.GetValue<string>() == "null");
        if (schema["type"] is JsonArray { Count: 1 } one)
            schema["type"] = one[0]!.GetValue<string>();
    }

    /// <summary>What a converter writes can't be seen from outside: it says so itself, or nothing is told.</summary>
    private JsonNode OfConverter(JsonSchemaExporterContext context)
    {
        var inner = Nullable.GetUnderlyingType(context.TypeInfo.Type);
        var converter = context.PropertyInfo?.CustomConverter ?? json.GetTypeInfo(inner ?? context.TypeInfo.Type).Converter;
        if (converter is IWritesAsUsual)
            return NodeOf(context.TypeInfo.Type);
        if (converter is not ITellsItsSchema telling)
            return new JsonObject();
        var types = inner is null ? telling.Types : [.. telling.Types, "null"];
        JsonNode told = types is [var one] ? one : new JsonArray([.. types.Select(type => JsonValue.Create(type))]);
        var schema = new JsonObject { ["type"] = told };
        if (telling.Format is { } format)
            schema["format"] = format;
        return schema;
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
