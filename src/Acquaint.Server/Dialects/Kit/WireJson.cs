using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;

namespace Acquaint.Server.Dialects.Kit;

/// <summary>How dialects write JSON: members in the order of their declaration, nulls included unless a member says otherwise.</summary>
internal static class WireJson
{
    /// <summary>Answers are never part of a page, so only what JSON itself demands is escaped.</summary>
    public static JsonSerializerOptions Options(JsonNamingPolicy? naming, params JsonConverter[] converters)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = naming,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        foreach (var converter in converters)
            options.Converters.Add(converter);
        return options;
    }

    public static Task Write(HttpContext http, int status, object body, JsonSerializerOptions options)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(body, options.GetTypeInfo(body.GetType()), cancellationToken: http.RequestAborted);
    }
}
