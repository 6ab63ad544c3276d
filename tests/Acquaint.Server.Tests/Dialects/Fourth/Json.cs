using System.Text.Json;

namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>How it writes JSON.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = WireJson.Options(JsonNamingPolicy.CamelCase);
}
