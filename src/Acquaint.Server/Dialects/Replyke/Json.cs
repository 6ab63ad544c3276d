using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>How the wire records are written: camel case, in the order of their members, nulls shown.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter), typeof(JsonObjectConverter)])]
[JsonSerializable(typeof(FaultBody))]
[JsonSerializable(typeof(RequestList))]
[JsonSerializable(typeof(ConnectionList))]
[JsonSerializable(typeof(CountBody))]
[JsonSerializable(typeof(AskedBody))]
[JsonSerializable(typeof(AnsweredBody))]
[JsonSerializable(typeof(EndedBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(PublicUser))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(RenewedBody))]
[JsonSerializable(typeof(NobodyBody))]
[JsonSerializable(typeof(DoneBody))]
[JsonSerializable(typeof(ProjectBody))]
[JsonSerializable(typeof(AvailabilityBody))]
[JsonSerializable(typeof(DataList<PendingRequest>))]
[JsonSerializable(typeof(DataList<BlockedUser>))]
[JsonSerializable(typeof(DataList<NotificationBody>))]
[JsonSerializable(typeof(BlockList))]
[JsonSerializable(typeof(BlockBody))]
[JsonSerializable(typeof(BlockStatusBody))]
[JsonSerializable(typeof(NotificationBody[]))]
[JsonSerializable(typeof(MarkedBody))]
[JsonSerializable(typeof(PublicUser[]))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(MessageForm))]
[JsonSerializable(typeof(ActingForm))]
[JsonSerializable(typeof(SignUpForm))]
[JsonSerializable(typeof(SignInForm))]
[JsonSerializable(typeof(RefreshForm))]
[JsonSerializable(typeof(PasswordForm))]
[JsonSerializable(typeof(ExternalForm))]
[JsonSerializable(typeof(SigningForm))]
[JsonSerializable(typeof(UpdateForm))]
[JsonSerializable(typeof(DataList<EstablishedConnection>))]
internal sealed partial class ReplykeJson : JsonSerializerContext;

/// <summary>Times in UTC to the millisecond, as JavaScript prints them.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>, ITellsItsSchema
{
    public IReadOnlyList<string> Types => ["string"];

    public string? Format => "date-time";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteInstant(value, digits: 3);
}

/// <summary>The text of a JSON object that is stored as it was sent.</summary>
internal readonly record struct JsonObjectText(string Text);

/// <summary>Writes stored JSON as it is.</summary>
internal sealed class JsonObjectConverter : JsonConverter<JsonObjectText>, ITellsItsSchema
{
    public IReadOnlyList<string> Types => ["object"];

    public string? Format => null;

    public override JsonObjectText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, JsonObjectText value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Text);
}
