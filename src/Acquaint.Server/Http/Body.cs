using System.Diagnostics.CodeAnalysis;

namespace Acquaint.Server.Http;

/// <summary>Reading what clients send, without believing any of it.</summary>
internal static class Body
{
    private static readonly JsonDocumentOptions s_shallow = new() { MaxDepth = 32 };

    /// <summary>
    /// The whole body, from its beginning. One over the limit throws <see cref="BadHttpRequestException"/> (413), as does one that breaks
    /// off or is framed wrongly (400).
    /// </summary>
    public static async Task<MemoryStream> Read(HttpContext http)
    {
        var body = new MemoryStream();
        var chunk = new byte[4096];
        while (await ReadSome(http, chunk) is > 0 and var length)
        {
            if (body.Length + length > Limits.BodyBytes)
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            body.Write(chunk.AsSpan(0, length));
        }

        body.Position = 0;
        return body;
    }

    /// <summary>
    /// The JSON value of the body, whatever content type it claims. An empty body gives Undefined, a malformed one null. A body over the
    /// limit throws as <see cref="Read"/> does.
    /// </summary>
    public static async Task<JsonElement?> ReadJson(HttpContext http)
    {
        using var bytes = await Read(http);
        return bytes.Length == 0 ? default(JsonElement) : Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    /// <summary>The JSON value; null when it is malformed.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, s_shallow);
            return HasReadableNames(document.RootElement) ? document.RootElement.Clone() : null;
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

    private static async ValueTask<int> ReadSome(HttpContext http, byte[] chunk)
    {
        try
        {
            return await http.Request.Body.ReadAsync(chunk, http.RequestAborted);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            // The server has no status of its own for some of what a client can write where the size of a chunk belongs.
            throw new BadHttpRequestException("The body can't be read.", e);
        }
    }

    /// <summary>The parser lets half surrogate pairs and broken UTF-8 pass in names, and looking a member up throws at them.</summary>
    private static bool HasReadableNames(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && HasReadableNames(member.Value)),
                JsonValueKind.Array => value.EnumerateArray().All(HasReadableNames),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
