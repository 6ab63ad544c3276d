using System.Text.Json;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The JSON object a client sent, read member by member; remembers the first member whose value is not allowed.</summary>
internal sealed class RequestBody(JsonElement json)
{
    public string? WrongField { get; private set; }

    public JsonElement Json => json;

    /// <summary>What a request was found to carry: its body can be read only once.</summary>
    private sealed record Carried(JsonElement? Json);

    /// <summary>No body is an empty object; null when the body is anything but an object.</summary>
    public static async Task<RequestBody?> Read(HttpContext http)
    {
        if (http.Features.Get<Carried>() is not { } carried)
            http.Features.Set(carried = new(await Body.ReadJson(http)));
        return carried.Json is { } json ? Of(json) : null;
    }

    /// <summary>Undefined is an empty object; null when the value is anything but an object.</summary>
    public static RequestBody? Of(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined ? new(json) : null;

    /// <summary>Whether the member is there, be it null.</summary>
    public bool Names(string name) => Body.Member(json, name).ValueKind is not JsonValueKind.Undefined;

    /// <summary>A member that is an object; null when it is absent or anything else.</summary>
    public RequestBody? Object(string name) =>
        Body.Member(json, name) is { ValueKind: JsonValueKind.Object } value ? new(value) : null;

    /// <summary>The trimmed message, null when absent or blank; false when it is no text.</summary>
    public bool TryMessage(out string? message)
    {
        message = Text("message", Limits.BodyBytes)?.Trim();
        if (message?.Length == 0)
            message = null;
        return WrongField is null;
    }

    /// <summary>A member of text; null when it is absent or null.</summary>
    public string? Text(string name, int limit)
    {
        if (!Has(name, out var value))
            return null;
        if (Body.TryText(value, out var text) && text.Length <= limit)
            return text;
        Refuse(name);
        return null;
    }

    /// <summary>A member that is an object, as it was sent; an empty one when it is absent or null.</summary>
    public string ObjectText(string name)
    {
        if (!Has(name, out var value))
            return "{}";
        if (value.ValueKind is JsonValueKind.Object && IsStorable(value))
            return value.GetRawText();
        Refuse(name);
        return "{}";
    }

    /// <summary>A day, from a date or from a time (then its day in UTC).</summary>
    public DateOnly? Day(string name)
    {
        if (!Has(name, out var value))
            return null;
        if (Body.TryText(value, out _) && value.TryGetDateTime(out var time))
            return DateOnly.FromDateTime(time.Kind is DateTimeKind.Unspecified ? time : time.ToUniversalTime());
        Refuse(name);
        return null;
    }

    /// <summary>A place {longitude, latitude}, as "lat,lng".</summary>
    public string? Place(string name)
    {
        if (!Has(name, out var value))
            return null;
        if (IsDegrees(Body.Member(value, "latitude"), 90, out var lat) && IsDegrees(Body.Member(value, "longitude"), 180, out var lng))
            return FormattableString.Invariant($"{lat:R},{lng:R}");
        Refuse(name);
        return null;
    }

    public void Refuse(string name) => WrongField ??= name;

    private bool Has(string name, out JsonElement value)
    {
        value = Body.Member(json, name);
        return value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
    }

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
