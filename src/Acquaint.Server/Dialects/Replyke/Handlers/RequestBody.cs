namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The JSON object that a client sent, with the values that are peculiar to this API.</summary>
internal sealed class RequestBody(Func<string, JsonElement> find, Func<Amiss, Fault> word) : Reader(find, word)
{
    /// <summary>What a request was found to carry: its body can be read only once.</summary>
    private sealed record Carried(JsonElement? Json);

    /// <summary>No body is an empty object; one that is anything but an object is a fault.</summary>
    public static async Task<RequestBody> Read(HttpContext http, Func<Amiss, Fault> word)
    {
        if (http.Features.Get<Carried>() is not { } carried)
            http.Features.Set(carried = new(await Body.ReadJson(http)));
        return Of(carried.Json, word, Refusals.MalformedBody);
    }

    /// <summary>Undefined is an empty object; a value that is anything but an object is the fault that is given.</summary>
    public static RequestBody Of(JsonElement? json, Func<Amiss, Fault> word, Fault otherwise) =>
        json is { ValueKind: JsonValueKind.Object or JsonValueKind.Undefined } sent
            ? new(name => Body.Member(sent, name), word)
            : new(_ => default, word) { Fault = otherwise };

    /// <summary>The same told in a query: some arguments are texts, some JSON.</summary>
    public static RequestBody OfQuery(IQueryCollection query, string[] texts, string[] objects, Func<Amiss, Fault> word) => new(
        name => query.TryGetValue(name, out var told) switch
        {
            true when texts.Contains(name) => JsonText(told.ToString()),
            true when objects.Contains(name) => Body.Parse(Encoding.UTF8.GetBytes(told.ToString())) ?? JsonText(""),
            _ => default,
        },
        word);

    /// <summary>A member that is an object; null when it is absent or anything else.</summary>
    public RequestBody? Object(string name, Func<Amiss, Fault> word) =>
        Json(name) is { ValueKind: JsonValueKind.Object } sent ? new(member => Body.Member(sent, member), word) : null;

    /// <summary>A text as it was sent: unlike elsewhere an empty one is not none.</summary>
    public string? Kept(string name, int most) =>
        Json(name) is { ValueKind: JsonValueKind.String } sent && sent.ValueEquals("") ? "" : Text(name, most);

    /// <summary>A member that is an object, as it was sent; an empty one when it is absent or null.</summary>
    public string ObjectText(string name)
    {
        var sent = Json(name);
        if (sent.ValueKind is JsonValueKind.Undefined)
            return "{}";
        return sent.ValueKind is JsonValueKind.Object && IsStorable(sent) ? sent.GetRawText() : Refuse<string>(name) ?? "{}";
    }

    /// <summary>A day, from a date or from a time (then its day in UTC).</summary>
    public DateOnly? Day(string name)
    {
        var sent = Json(name);
        if (sent.ValueKind is JsonValueKind.Undefined)
            return null;
        return Body.TryText(sent, out _) && sent.TryGetDateTime(out var time)
            ? DateOnly.FromDateTime(time.Kind is DateTimeKind.Unspecified ? time : time.ToUniversalTime())
            : Refuse<DateOnly?>(name);
    }

    /// <summary>A place {longitude, latitude}, as "lat,lng".</summary>
    public string? Place(string name)
    {
        var sent = Json(name);
        if (sent.ValueKind is JsonValueKind.Undefined)
            return null;
        return IsDegrees(Body.Member(sent, "latitude"), 90, out var lat) && IsDegrees(Body.Member(sent, "longitude"), 180, out var lng)
            ? FormattableString.Invariant($"{lat:R},{lng:R}")
            : Refuse<string>(name);
    }

    public T? Refuse<T>(string name) => Refuse<T>(new Amiss(name, typeof(T)));

    private static bool IsDegrees(JsonElement value, double most, out double degrees)
    {
        degrees = 0;
        return value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out degrees) && Math.Abs(degrees) <= most;
    }

    /// <summary>Whether all its names and texts can be stored: some databases refuse what JSON can escape.</summary>
    private static bool IsStorable(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(one => Core.Text.IsStorable(one.Name) && IsStorable(one.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(IsStorable),
        JsonValueKind.String => Body.TryText(value, out _),
        _ => true,
    };
}
