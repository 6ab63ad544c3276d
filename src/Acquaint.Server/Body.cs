using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Acquaint.Core;

namespace Acquaint.Server;

/// <summary>Reading what clients send, without believing any of it.</summary>
internal static class Body
{
    private static readonly JsonDocumentOptions s_shallow = new() { MaxDepth = 32 };

    /// <summary>
    /// The JSON value of the body, whatever content type it claims. An empty body gives Undefined, a malformed one null. A body over the
    /// limit throws <see cref="BadHttpRequestException"/> (413).
    /// </summary>
    public static async Task<JsonElement?> ReadJson(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, http.RequestAborted);
        if (bytes.Length == 0)
            return default(JsonElement);
        try
        {
            using var document = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), s_shallow);
            return NamesAreText(document.RootElement) ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text of a JSON string that can be stored; false for anything else, half surrogate pairs and NUL included.</summary>
    public static bool TryText(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (value.ValueKind is not JsonValueKind.String)
            return false;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        return Text.IsStorable(text);
    }

    /// <summary>The member of a JSON object, by exact name or, if asked, whatever the letter case; Undefined when there is none.</summary>
    public static JsonElement Member(JsonElement value, string name, bool ignoreCase = false)
    {
        if (value.ValueKind is not JsonValueKind.Object)
            return default;
        if (value.TryGetProperty(name, out var member) || !ignoreCase)
            return member;
        return value.EnumerateObject().FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>A name can be half a surrogate pair, on which every look-up among its siblings would throw.</summary>
    private static bool NamesAreText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(member => HasTextForName(member) && NamesAreText(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(NamesAreText),
        _ => true,
    };

    private static bool HasTextForName(JsonProperty member)
    {
        try
        {
            _ = member.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
