using Microsoft.Net.Http.Headers;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>JSON or XML, under one of the two names that each has.</summary>
internal sealed record Format(string MediaType, bool IsXml)
{
    private static readonly Format s_json = new("application/json", IsXml: false);
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    private static readonly Encoding s_utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false);

    // In the order in which a wildcard or a tie chooses.
    private static readonly Format[] s_all =
        [s_json, new("text/json", IsXml: false), new("application/xml", IsXml: true), new("text/xml", IsXml: true)];

    /// <summary>What the answer is written in: as accepted, or else as the request's own body is, or else JSON.</summary>
    public static Format OfAnswer(HttpRequest request) => Accepted(request) ?? Named(request.ContentType) ?? s_json;

    /// <summary>What the request's body is written in; JSON when it doesn't say, null when neither.</summary>
    public static Format? OfBody(HttpRequest request) => string.IsNullOrEmpty(request.ContentType) ? s_json : Named(request.ContentType);

    /// <summary>By <c>Accept-Charset</c>: UTF-8 unless UTF-16 is preferred. No byte order mark.</summary>
    public static Encoding EncodingOfAnswer(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptCharset, out var ranges))
            return s_utf8;
        return ranges
            .Where(range => range.Quality is not 0)
            .OrderByDescending(range => range.Quality ?? 1)
            .Select(range => range.Value.Value?.ToLowerInvariant())
            .Select(name => name is "utf-8" or "*" ? s_utf8 : name is "utf-16" ? s_utf16 : null)
            .FirstOrDefault(encoding => encoding is not null) ?? s_utf8;
    }

    /// <summary>
    /// The highest quality wins, then the closer match (a name before <c>type/*</c> before <c>*/*</c>), then JSON. Null when nothing that
    /// is accepted can be written: then the answer comes all the same, as the original does it, rather than a 406.
    /// </summary>
    private static Format? Accepted(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges))
            return null;
        var matches =
            from range in ranges
            where range.Quality is not 0
            let format = Array.Find(s_all, format => Covers(range, format))
            where format is not null
            orderby range.Quality ?? 1 descending, Wildness(range), format.IsXml
            select format;
        return matches.FirstOrDefault();
    }

    private static int Wildness(MediaTypeHeaderValue range) => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0;

    /// <summary>Parameters of a range, such as a charset, don't narrow it.</summary>
    private static bool Covers(MediaTypeHeaderValue range, Format format) => Wildness(range) switch
    {
        0 => range.MediaType.Equals(format.MediaType, StringComparison.OrdinalIgnoreCase),
        1 => format.MediaType.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase),
        _ => true,
    };

    private static Format? Named(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
            ? Array.Find(s_all, format => type.MediaType.Equals(format.MediaType, StringComparison.OrdinalIgnoreCase))
            : null;
}
