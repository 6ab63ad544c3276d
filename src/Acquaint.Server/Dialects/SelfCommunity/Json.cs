using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>How this dialect spells JSON: snake_case, nulls written, times in UTC.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(UserWire))]
[JsonSerializable(typeof(MeWire))]
[JsonSerializable(typeof(PageWire<UserWire>))]
[JsonSerializable(typeof(PageWire<RequestWire>))]
[JsonSerializable(typeof(StatusWire))]
[JsonSerializable(typeof(StatusesWire))]
[JsonSerializable(typeof(IsConnectionWire))]
[JsonSerializable(typeof(AvatarWire))]
[JsonSerializable(typeof(PermissionWire))]
[JsonSerializable(typeof(CountersWire))]
[JsonSerializable(typeof(PageWire<PreferenceWire>))]
[JsonSerializable(typeof(PageWire<FeatureWire>))]
[JsonSerializable(typeof(SettingsWire))]
[JsonSerializable(typeof(JwtWire))]
[JsonSerializable(typeof(PageWire<AutocompleteWire>))]
[JsonSerializable(typeof(PageWire<SuggestionWire>))]
[JsonSerializable(typeof(IReadOnlyList<AutocompleteWire>))]
[JsonSerializable(typeof(IReadOnlyList<long>))]
[JsonSerializable(typeof(IsHiddenWire))]
[JsonSerializable(typeof(IsHiddenByWire))]
[JsonSerializable(typeof(NotificationsWire))]
[JsonSerializable(typeof(CountWire))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(AutocompleteWire[]))]
[JsonSerializable(typeof(UserIdsWire))]
[JsonSerializable(typeof(SidsWire))]
[JsonSerializable(typeof(UserPatchWire))]
[JsonSerializable(typeof(ModerationWire))]
[JsonSerializable(typeof(PasswordGrantWire))]
[JsonSerializable(typeof(PasswordWire))]
[JsonSerializable(typeof(TokenQuestionWire))]
[JsonSerializable(typeof(ErrorsWire))]
[JsonSerializable(typeof(TokenWire))]
[JsonSerializable(typeof(OAuthErrorWire))]
internal sealed partial class SelfCommunityJson : JsonSerializerContext
{
    // The answers are never put into a page, so only what JSON itself demands is escaped.
    static SelfCommunityJson() =>
        Default = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>ISO 8601 with Z; microseconds when there are any, as Django REST framework prints times.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>, ITellsItsSchema
{
    public IReadOnlyList<string> Types => ["string"];

    public string Format => "date-time";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("No request carries a time.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        const int Microseconds = 6;
        writer.WriteInstant(value, digits: value.Ticks % TimeSpan.TicksPerSecond == 0 ? 0 : Microseconds);
    }
}

/// <summary>
/// An external id as a number when it is one, which is how the documentation of <c>requests_sent</c> has it, and as text when it is
/// not, which is how later documentation has all of them.
/// </summary>
internal sealed class ExternalIdConverter : JsonConverter<string>, ITellsItsSchema
{
    // The largest integer that JavaScript holds exactly.
    private const long MaxInteger = (1L << 53) - 1;

    public IReadOnlyList<string> Types => ["string", "integer", "null"];

    public string? Format => null;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("No request carries an external id.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        // Only the spelling that a number has: 007 would come back as 7.
        var isNumber = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= MaxInteger
            && number.ToString(CultureInfo.InvariantCulture) == value;
        if (isNumber)
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(value);
    }
}
