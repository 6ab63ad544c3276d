namespace Acquaint.Server.Dialects.Kit;

/// <summary>Times as JSON, in UTC: <c>2026-11-21T08:30:00.123456Z</c> with as many digits of the fraction as a dialect shows.</summary>
internal static class InstantText
{
    private const int Seconds = 19;

    /// <summary>
    /// A format of one's own is parsed at every call; .NET's round-trip format isn't, and what dialects write is its beginning.
    /// </summary>
    /// <param name="digits">Of the fraction, at most seven; what is finer is cut off. With none there is no point either.</param>
    public static void WriteInstant(this Utf8JsonWriter writer, DateTimeOffset time, int digits)
    {
        Span<byte> text = stackalloc byte[Seconds + 9];
        _ = time.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        var end = digits == 0 ? Seconds : Seconds + 1 + digits;
        text[end] = (byte)'Z';
        writer.WriteStringValue(text[..(end + 1)]);
    }
}
