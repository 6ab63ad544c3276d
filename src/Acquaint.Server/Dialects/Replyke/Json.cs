namespace Acquaint.Server.Dialects.Replyke;

/// <summary>How the wire records are written: camel case, in the order of their members, nulls shown.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options =
        WireJson.Options(JsonNamingPolicy.CamelCase, new InstantConverter(), new JsonObjectConverter());
}

/// <summary>Times in UTC to the millisecond, as JavaScript prints them.</summary>
internal sealed class InstantConverter : AnswerConverter<DateTimeOffset>, ITellsItsSchema
{
    public IReadOnlyList<string> Types => ["string"];
    public string? Format => "date-time";

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteInstant(value, digits: 3);
}

/// <summary>The text of a JSON object that is stored as it was sent.</summary>
internal readonly record struct JsonObjectText(string Text);

/// <summary>Writes stored JSON as it is.</summary>
internal sealed class JsonObjectConverter : AnswerConverter<JsonObjectText>, ITellsItsSchema
{
    public IReadOnlyList<string> Types => ["object"];
    public string? Format => null;

    public override void Write(Utf8JsonWriter writer, JsonObjectText value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Text);
}
