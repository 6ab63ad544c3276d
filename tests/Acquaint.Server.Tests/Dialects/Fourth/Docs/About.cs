using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>What is told of it.</summary>
internal static class Docs
{
    private static readonly Guid s_id = new("0198c1a2-5b6e-7cc1-9d3e-2f4a5b6c7d8e");

    public static readonly Takes Ask = Takes.Json($$"""{"to":"{{s_id}}","message":"hello"}""", "to");

    public static readonly Documentation About = new("Fourth", "1", "A dialect of three calls.")
    {
        Security = new Dictionary<string, OpenApiSecurityScheme>
        {
            ["bearer"] = new() { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        },
        Examples = [new PageWire([new(s_id, s_id, "ada", "hello")], Next: 20), new MadeWire(s_id)],
        Common = _ => [Refusals.Of(StatusCodes.Status400BadRequest), Refusals.Of(StatusCodes.Status401Unauthorized)],
    };
}
