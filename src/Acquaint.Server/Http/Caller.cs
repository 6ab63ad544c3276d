namespace Acquaint.Server.Http;

/// <summary>Who calls, and for which community: put on the request by the dialect's authentication, read by its handlers.</summary>
internal sealed record Caller(Community Community, Viewer? Viewer);

internal static class CallerOfRequest
{
    public static void SetCaller(this HttpContext http, Caller caller) => http.Features.Set(caller);
    public static Caller? CallerOrNull(this HttpContext http) => http.Features.Get<Caller>();

    public static Community Community(this HttpContext http) =>
        (http.CallerOrNull() ?? throw new InvalidOperationException("The dialect authenticated a request without a community.")).Community;

    /// <summary>The person who calls; only on endpoints that authenticate nobody else.</summary>
    public static Viewer Viewer(this HttpContext http) =>
        http.ViewerOrNull() ?? throw new InvalidOperationException("The dialect authenticated a request without a viewer.");

    public static Viewer? ViewerOrNull(this HttpContext http) => http.CallerOrNull()?.Viewer;

    /// <summary>
    /// Whether cookies of this request may sign somebody in. A browser attaches them to requests that any page makes, so only pages
    /// of the server itself and of the community's listed origins are believed; a request without an Origin comes from no page.
    /// </summary>
    public static bool MaySignInByCookie(this HttpContext http, Community community)
    {
        var origin = http.Request.Headers.Origin.ToString();
        // The header as it came: Request.Host throws at a name that looks international and is not.
        return origin.Length == 0
            || origin.Equals($"{http.Request.Scheme}://{http.Request.Headers.Host}", StringComparison.OrdinalIgnoreCase)
            || community.Rules.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }
}
