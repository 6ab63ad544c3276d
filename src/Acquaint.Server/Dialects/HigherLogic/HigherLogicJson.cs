using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>How the wire types are written as JSON: names as declared, in that order, nulls included. The XML has the same.</summary>
[JsonSerializable(typeof(Friend[]))]
[JsonSerializable(typeof(bool[]))]
[JsonSerializable(typeof(AuthToken))]
[JsonSerializable(typeof(HttpError))]
internal sealed partial class HigherLogicJson : JsonSerializerContext
{
    // Answers are never part of a page, so characters that matter in HTML stay as they are.
    public static readonly HigherLogicJson Wire = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static byte[] Write(object body) => JsonSerializer.SerializeToUtf8Bytes(body, Wire.GetTypeInfo(body.GetType())!);
}
