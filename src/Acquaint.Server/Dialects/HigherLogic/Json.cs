using System.Text.Json.Serialization.Metadata;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>How the wire types are written as JSON: names as declared, in that order, nulls included. The XML has the same.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions s_first = Ordered(OrderAsInFirstVersion);

    /// <summary>Of v2.0, whose order of members is that of their declaration.</summary>
    public static JsonSerializerOptions Options { get; } = Ordered(_ => { });

    public static byte[] Write(object body, bool firstVersion = false) => body is Nothing
        ? "null"u8.ToArray()
        : JsonSerializer.SerializeToUtf8Bytes(body, (firstVersion ? s_first : Options).GetTypeInfo(body.GetType()));

    private static JsonSerializerOptions Ordered(Action<JsonTypeInfo> order)
    {
        var options = WireJson.Options(naming: null);
        options.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(Shorten).WithAddedModifier(order);
        return options;
    }

    private static void Shorten(JsonTypeInfo info)
    {
        if (info.Type != typeof(ContactConcise))
            return;
        var byName = info.Properties.ToDictionary(member => member.Name);
        info.Properties.Clear();
        foreach (var name in ContactConcise.Members)
            info.Properties.Add(byName[name]);
    }

    /// <summary>
    /// Clients of v1.0 read members by their place: ContactKey is the third, LegacyContactKey the fifteenth. What v2.0 has before them and
    /// v1.0 can't have had comes after.
    /// </summary>
    private static void OrderAsInFirstVersion(JsonTypeInfo info)
    {
        if (info.Type != typeof(Contact))
            return;
        var byName = info.Properties.ToDictionary(member => member.Name);
        for (var i = 0; i < info.Properties.Count; i++)
            info.Properties[i].Order = 2 * i;
        byName[nameof(Contact.Designation)].Order = byName[nameof(Contact.LegacyContactKey)].Order + 1;
        byName[nameof(Contact.LargePictureUrl)].Order = 2 * info.Properties.Count;
    }
}
