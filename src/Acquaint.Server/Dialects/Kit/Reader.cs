using System.Numerics;

namespace Acquaint.Server.Dialects.Kit;

/// <summary>What becomes of a value that makes no sense.</summary>
internal enum Wrong
{
    /// <summary>It is the request's fault.</summary>
    Fault,

    /// <summary>It is as good as absent.</summary>
    Default,

    /// <summary>A number beyond a bound is the bound; what is no number is as good as absent.</summary>
    Clamp,
}

/// <summary>Something that was amiss, for a dialect to word.</summary>
/// <param name="Name">What it was sent under.</param>
/// <param name="Type">What it should have been.</param>
/// <param name="IsMissing">It was not sent, and must be.</param>
/// <param name="Rule">What to send instead, as a sentence; null where the type says it.</param>
/// <param name="Code">The dialect's own code for it; null for its usual one.</param>
internal sealed record Amiss(string Name, Type Type, bool IsMissing = false, string? Rule = null, string? Code = null);

/// <summary>
/// What a client sent under names: arguments of the query, members of a JSON object, fields of a form. The first that is amiss becomes the
/// fault, in the dialect's words: a handler reads all it needs and looks there once. Absent, null and empty are the same unless said.
/// </summary>
/// <param name="find">The value of a name; Undefined when there is none. Of a query or a form, a JSON string.</param>
/// <param name="word">The dialect's words for what is amiss.</param>
internal class Reader(Func<string, JsonElement> find, Func<Amiss, Fault> word)
{
    public Fault? Fault { get; protected set; }

    /// <summary>Of several arguments of a name the last counts; in a query, an argument given without a value is empty.</summary>
    public static Reader OfQuery(HttpContext http, Func<Amiss, Fault> word) => new(
        name => http.Request.Query[name].LastOrDefault() is { } text ? JsonText(text) : default, word);

    /// <summary>Whether it was sent, be it null or empty.</summary>
    public bool Has(string name) => find(name).ValueKind is not JsonValueKind.Undefined;

    /// <summary>The value as it came; Undefined when there is none, null counted as none.</summary>
    public JsonElement Json(string name) => find(name) is { ValueKind: not JsonValueKind.Null } value ? value : default;

    /// <summary>Text that can be stored, of bounded length; null when absent or empty.</summary>
    public string? Text(string name, int most = Limits.BodyBytes, string? rule = null)
    {
        var value = Json(name);
        if (value.ValueKind is JsonValueKind.Undefined)
            return null;
        if (!Body.TryText(value, out var text) || text.Length > most)
            return Refuse<string>(new(name, typeof(string), Rule: rule));
        return text.Length == 0 ? null : text;
    }

    /// <summary>The value of a text; null when absent or empty. <paramref name="parse"/> gives null for what is none.</summary>
    public T? Value<T>(string name, Func<string, T?> parse, string? rule = null, string? code = null)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        return parse(text) ?? Refuse<T?>(new(name, typeof(T), Rule: rule, Code: code));
    }

    public Guid? Guid(string name, string? format = null) => Value<Guid>(
        name,
        text => (format is null ? System.Guid.TryParse(text, out var id) : System.Guid.TryParseExact(text, format, out id)) ? id : null);

    public bool? Flag(string name, string? rule = null) => Value<bool>(
        name, text => text.ToLowerInvariant() switch { "1" or "true" => true, "0" or "false" => false, _ => null }, rule);

    /// <summary>A whole number, from JSON or from digits; null when absent, or when it makes no sense and that is no fault.</summary>
    public int? Int(string name, int least = int.MinValue, int most = int.MaxValue, Wrong wrong = Wrong.Fault, string? rule = null)
    {
        var value = Json(name);
        var text = value.ValueKind is JsonValueKind.Number ? value.GetRawText() : Body.TryText(value, out var sent) ? sent : null;
        if (value.ValueKind is JsonValueKind.Undefined || text?.Length == 0)
            return null;
        var isNumber = BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number);
        if (isNumber && (wrong is Wrong.Clamp || (number >= least && number <= most)))
            return (int)BigInteger.Clamp(number, least, most);
        return wrong is Wrong.Fault ? Refuse<int?>(new(name, typeof(int), Rule: rule)) : null;
    }

    /// <summary>Says that what was sent under the name is amiss, unless something before it was.</summary>
    public T? Refuse<T>(Amiss amiss)
    {
        Fault ??= word(amiss);
        return default;
    }

    protected static JsonElement JsonText(string text) => JsonSerializer.SerializeToElement(text);
}

/// <summary>The one rule of page sizes, for every dialect.</summary>
internal static class PageSize
{
    /// <summary>Rows of a page: what was asked for or else the usual number, never more than the dialect or the community allows.</summary>
    public static int Of(CommunityRules rules, int? asked, int usual, int most = Limits.PageSize) =>
        Math.Max(1, Math.Min(asked ?? usual, Math.Min(most, rules.MaxPageSize)));
}
