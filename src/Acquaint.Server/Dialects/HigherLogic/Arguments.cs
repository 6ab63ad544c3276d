using System.Globalization;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// The arguments of an operation, which stand in the query under names of any letter case. What is wrong with the first bad one is in
/// <see cref="Fault"/>; a handler reads all it needs and then looks there once.
/// </summary>
internal sealed class Arguments(HttpContext http)
{
    public IResult? Fault { get; private set; }

    public Guid Guid(string name) => Required(name, ParseGuid);

    public Guid? OptionalGuid(string name) => Optional(name, ParseGuid);

    public int Int(string name) => Required(name, ParseInt);

    public int Int(string name, int absent) => Optional(name, ParseInt) ?? absent;

    public bool Flag(string name, bool absent) => Optional(name, ParseFlag) ?? absent;

    /// <summary>A text that must be there; it may be empty.</summary>
    public string Text(string name)
    {
        if (!http.Request.Query.ContainsKey(name))
            Fault ??= Refusals.NoAction(http);
        return OptionalText(name) ?? "";
    }

    /// <summary>Null when absent or empty.</summary>
    public string? OptionalText(string name)
    {
        if (One(name, typeof(string)) is not { } text)
            return null;
        if (Core.Text.IsStorable(text))
            return text;
        Fail(name, typeof(string));
        return null;
    }

    /// <summary>How many rows of a page: what is too much is cut down, what is no number of rows is a fault.</summary>
    public int? Limit()
    {
        if (Optional("limit", ParseInt) is not { } limit)
            return null;
        if (limit < 1)
            Fail("limit", typeof(int));
        return Math.Min(limit, Limits.PageSize);
    }

    public void Fail(string name, Type type) => Fault ??= Refusals.BadArgument(name, type);

    private T Required<T>(string name, Func<string, T?> parse)
        where T : struct
    {
        if (!http.Request.Query.TryGetValue(name, out var given))
            Fault ??= Refusals.NoAction(http);
        else if (given is [""])
            Fail(name, typeof(T));
        return Optional(name, parse) ?? default;
    }

    private T? Optional<T>(string name, Func<string, T?> parse)
        where T : struct
    {
        if (One(name, typeof(T)) is not { } text)
            return null;
        if (parse(text) is not { } value)
        {
            Fail(name, typeof(T));
            return null;
        }

        return value;
    }

    /// <summary>An argument given twice has no value: to guess which was meant could act on the wrong person.</summary>
    private string? One(string name, Type type)
    {
        if (!http.Request.Query.TryGetValue(name, out var given))
            return null;
        if (given is not [{ } text])
        {
            Fail(name, type);
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    private static Guid? ParseGuid(string text) => System.Guid.TryParse(text, out var key) ? key : null;

    private static int? ParseInt(string text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool? ParseFlag(string text) => bool.TryParse(text, out var flag) ? flag : null;
}
