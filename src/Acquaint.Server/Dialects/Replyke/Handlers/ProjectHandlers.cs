using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What the official client asks around its provider: the project, and a token for trying external sign-in out.</summary>
internal static class ProjectHandlers
{
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder project)
    {
        project.MapGet("/projects/lean", Lean).AllowAnonymous().Limited(100).Documented(PeopleDocs.Lean);
        project.MapPost("/crypto/sign-testing-jwt", Sign).AllowAnonymous().Limited(20)
            .Documented(PeopleDocs.Sign);
    }

    /// <summary>Where the 6.0 clients look.</summary>
    public static void MapInternal(IEndpointRouteBuilder root)
    {
        root.MapGet("/projects/{projectId}/lean", Lean).AllowAnonymous().Limited(100)
            .Documented(PeopleDocs.Lean);
        root.MapPost("/crypto/sign-testing-jwt", Sign).AllowAnonymous().Limited(20).Documented(PeopleDocs.Sign);
    }

    private static JsonHttpResult<ProjectBody> Lean(HttpContext http) => Answer.Json(ProjectBody.Of(http.Community()));

    /// <summary>
    /// Signs with the key that the caller brings, so it gives nobody anything they could not make themselves; nothing of it is kept.
    /// </summary>
    private static async Task<Results<ContentHttpResult, Fault>> Sign(HttpContext http, Jwt jwt)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        var (project, key) = (body.Text("projectId", Limits.HandleLength), body.Text("privateKey", Limits.BodyBytes));
        if (body.Object("payload") is not { } payload || payload.Text("id", Limits.HandleLength) is not { Length: > 0 } id)
            return Faults.InvalidSigning("payload");
        if (string.IsNullOrEmpty(project))
            return Faults.InvalidSigning("projectId");
        if (ParseKey(key) is not { } parsed)
            return Faults.InvalidSigning("privateKey");
        var claims = new Dictionary<string, object>
        {
            ["sub"] = id,
            ["iss"] = project,
            ["aud"] = "replyke.com",
            ["userData"] = payload.Json,
        };
        return TypedResults.Text(jwt.Sign(parsed, claims, s_life), "text/plain");
    }

    private static RSAParameters? ParseKey(string? text)
    {
        try
        {
            return text is null ? null : RsaKeys.Parse(text, isPrivate: true);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>The project as the client's provider holds it (docs/dialects/replyke.md, "Objects").</summary>
internal sealed record ProjectBody(
    Guid Id, Guid ClientId, string Name, IReadOnlyList<string> Integrations, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Nobody rents projects here, so a project is its own client; when its rules last changed is not kept.</summary>
    public static ProjectBody Of(Community community) =>
        new(community.Id.Value, community.Id.Value, community.Name, [], community.CreatedAt, community.CreatedAt);
}
