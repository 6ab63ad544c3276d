namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// The arguments of an operation, which stand in the query under names of any letter case. One that is given twice has no value: to guess
/// which was meant could act on the wrong person.
/// </summary>
internal sealed class Arguments(HttpContext http) : Reader(name => Sent(http, name), amiss => Refusals.BadArgument(http, amiss))
{
    private readonly IQueryCollection _query = http.Request.Query;

    public T Required<T>(string name)
        where T : struct, IParsable<T>
    {
        if (!_query.ContainsKey(name))
            return Refuse<T>(new(name, typeof(T), IsMissing: true));
        return Optional<T>(name) ?? Refuse<T>(new(name, typeof(T)));
    }

    /// <summary>Null when absent or empty.</summary>
    public T? Optional<T>(string name)
        where T : struct, IParsable<T>
    {
        var given = _query[name];
        if (given is [] or [""])
            return null;
        return given is [var text] && T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : Refuse<T?>(new(name, typeof(T)));
    }

    /// <summary>A text that must be there; it may be empty.</summary>
    public string RequiredText(string name)
    {
        if (!_query.ContainsKey(name))
            _ = Refuse<string>(new(name, typeof(string), IsMissing: true));
        return Text(name) ?? "";
    }

    /// <summary>A number of people or rows, at least so many.</summary>
    public int? Count(string name, int least)
    {
        var count = Optional<int>(name);
        return count < least ? Refuse<int?>(new(name, typeof(int))) : count;
    }

    /// <summary>As the reader takes it; several are a value that is no text.</summary>
    private static JsonElement Sent(HttpContext http, string name) => http.Request.Query[name] switch
    {
        [] => default,
        [{ } text] => JsonText(text),
        _ => JsonSerializer.SerializeToElement(true),
    };
}
