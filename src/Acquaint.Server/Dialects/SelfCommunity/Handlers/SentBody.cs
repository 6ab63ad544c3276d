using Microsoft.AspNetCore.WebUtilities;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>The arguments of a body: a JSON object or a form, as its content type says; without one it is JSON.</summary>
internal sealed class SentBody(ILookup<string, JsonElement> sent)
    : Reader(name => sent[name].LastOrDefault(), Refusals.Invalid)
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    /// <summary>All that was sent under the name; of a form, JSON strings.</summary>
    public IEnumerable<JsonElement> All(string name) => sent[name];

    /// <summary>The text that was sent exactly once; null when there is none.</summary>
    public string? Once(string name) =>
        sent[name].Take(2).ToList() is [var only] && Body.TryText(only, out var text) ? text : null;

    /// <summary>Nothing when the body is empty, null when it is neither an object nor a form.</summary>
    public static async Task<SentBody?> Read(HttpContext http)
    {
        if (http.Request.ContentType?.StartsWith(UrlEncoded, StringComparison.OrdinalIgnoreCase) == true)
            return await OfForm(http);
        if (await Body.ReadJson(http) is not { ValueKind: JsonValueKind.Object or JsonValueKind.Undefined } body)
            return null;
        var members = body.ValueKind is JsonValueKind.Object ? body.EnumerateObject() : default;
        return new(members.ToLookup(member => member.Name, member => member.Value));
    }

    /// <summary>For those to whom what makes no sense is as good as nothing.</summary>
    public static async Task<SentBody> ReadAnyhow(HttpContext http) =>
        await Read(http) ?? new(Array.Empty<JsonProperty>().ToLookup(member => member.Name, member => member.Value));

    private static async Task<SentBody> OfForm(HttpContext http)
    {
        using var reader = new StreamReader(await Body.Read(http));
        return new(QueryHelpers.ParseQuery(await reader.ReadToEndAsync(http.RequestAborted))
            .SelectMany(pair => pair.Value, (pair, value) => (pair.Key, Value: value ?? ""))
            .Where(pair => Core.Text.IsStorable(pair.Value))
            .ToLookup(pair => pair.Key, pair => JsonText(pair.Value)));
    }
}

/// <summary>A list in a JSON body, of bounded length; every item must fit.</summary>
/// <param name="Items">What they are, for the words of a fault.</param>
/// <param name="Each">The rule of one.</param>
/// <param name="Required">What to send, where the list is the member of that name; null where it is the body.</param>
internal sealed record SentList(string Name, string Items, string Each, Func<JsonElement, bool> Fits, string? Required = null)
{
    public static bool IsText(JsonElement item) => Body.TryText(item, out _);

    public async Task<(JsonElement List, Fault? Fault)> Read(HttpContext http)
    {
        if (await Body.ReadJson(http) is not { } body)
            return (default, Refusals.Malformed);
        var list = Required is null ? body : Body.Member(body, Name);
        return (list, FaultIn(list));
    }

    private Fault? FaultIn(JsonElement list)
    {
        if (Required is not null && list.ValueKind is JsonValueKind.Undefined)
            return Refusals.Invalid(Name, "required", Required);
        if (list.ValueKind is not JsonValueKind.Array)
            return Refusals.Invalid(Name, "not_a_list", $"Send a list of {Items}.");
        if (list.GetArrayLength() > Limits.BulkIds)
            return Refusals.Invalid(Name, "max_length", $"Send at most {Limits.BulkIds} {Items}.");
        return list.EnumerateArray().All(Fits) ? null : Refusals.Invalid(Name, "invalid", Each);
    }
}
