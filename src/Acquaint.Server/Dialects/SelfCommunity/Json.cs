namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>How this dialect spells JSON: snake_case, nulls written, times in UTC.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = WireJson.Options(JsonNamingPolicy.SnakeCaseLower, new TimeConverter());
}

/// <summary>ISO 8601 with Z; microseconds when there are any, as Django REST framework prints times.</summary>
internal sealed class TimeConverter : AnswerConverter<DateTimeOffset>, ITellsItsSchema
{
    public IReadOnlyList<string> Types => ["string"];

    public string Format => "date-time";

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
internal sealed class ExternalIdConverter : AnswerConverter<string>, ITellsItsSchema
{
    // The largest integer that JavaScript holds exactly.
    private const long MaxInteger = (1L << 53) - 1;

    public IReadOnlyList<string> Types => ["string", "integer", "null"];

    public string? Format => null;

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
