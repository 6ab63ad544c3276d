using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>The arguments of a body: a JSON object or a form, as its content type says; without one it is JSON.</summary>
internal static class Form
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    /// <summary>
    /// What was sent under each name; of a form, JSON strings. Nothing when the body is empty, null when it is neither an object nor a
    /// form.
    /// </summary>
    public static async Task<ILookup<string, JsonElement>?> Read(HttpContext http)
    {
        if (IsUrlEncoded(http.Request.ContentType))
            return await FromForm(http);
        if (await Body.ReadJson(http) is not { ValueKind: JsonValueKind.Object or JsonValueKind.Undefined } body)
            return null;
        var members = body.ValueKind is JsonValueKind.Object ? body.EnumerateObject() : default;
        return members.ToLookup(member => member.Name, member => member.Value);
    }

    /// <summary>The arguments that were sent exactly once, as text that can be stored.</summary>
    public static async Task<Dictionary<string, string>> ReadTexts(HttpContext http)
    {
        var texts = new Dictionary<string, string>();
        foreach (var argument in await Read(http) ?? Enumerable.Empty<IGrouping<string, JsonElement>>())
        {
            if (argument.Count() == 1 && Body.TryText(argument.Single(), out var text))
                texts.Add(argument.Key, text);
        }

        return texts;
    }

    private static bool IsUrlEncoded(string? type) => type?.StartsWith(UrlEncoded, StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<ILookup<string, JsonElement>> FromForm(HttpContext http)
    {
        using var reader = new StreamReader(await Body.Read(http));
        var form = QueryHelpers.ParseQuery(await reader.ReadToEndAsync(http.RequestAborted));
        return form
            .SelectMany(pair => pair.Value, (pair, value) => (pair.Key, Value: value ?? ""))
            .Where(pair => Text.IsStorable(pair.Value))
            .ToLookup(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value, SelfCommunityJson.Default.String));
    }
}
