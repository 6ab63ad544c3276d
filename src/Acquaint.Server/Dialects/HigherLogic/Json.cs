using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>How the wire types are written as JSON: names as declared, in that order, nulls included. The XML has the same.</summary>
[JsonSerializable(typeof(Friend[]))]
[JsonSerializable(typeof(Contact[]))]
[JsonSerializable(typeof(ContactConcise))]
[JsonSerializable(typeof(PaginatedContacts))]
[JsonSerializable(typeof(ContactMentionSearchResult[]))]
[JsonSerializable(typeof(bool[]))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(Dictionary<Guid, int>))]
[JsonSerializable(typeof(LoginCredentials))]
[JsonSerializable(typeof(AuthToken))]
[JsonSerializable(typeof(WidgetToken))]
[JsonSerializable(typeof(TenantDetail[]))]
[JsonSerializable(typeof(TenantInfo))]
[JsonSerializable(typeof(HttpError))]
internal sealed partial class HigherLogicJson : JsonSerializerContext
{
    private static readonly HigherLogicJson s_types = new();

    // Answers are never part of a page, so characters that matter in HTML stay as they are.
    private static readonly JsonSerializerOptions s_second =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = s_types };

    private static readonly JsonSerializerOptions s_first =
        new(s_second) { TypeInfoResolver = s_types.WithAddedModifier(OrderAsInFirstVersion) };

    public static JsonSerializerOptions Members => s_second;

    public static JsonTypeInfo InfoOf(Type type) => s_second.GetTypeInfo(type);

    public static byte[] Write(object body, bool firstVersion = false) => body is Nothing
        ? "null"u8.ToArray()
        : JsonSerializer.SerializeToUtf8Bytes(body, (firstVersion ? s_first : s_second).GetTypeInfo(body.GetType()));

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
        byName["Designation"].Order = byName["LegacyContactKey"].Order + 1;
        byName["LargePictureUrl"].Order = 2 * info.Properties.Count;
    }
}
