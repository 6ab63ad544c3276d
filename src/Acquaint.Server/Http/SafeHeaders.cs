using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Acquaint.Server.Http;

/// <summary>
/// Takes away what the framework's own middleware throws at, before any dialect can word an answer. No browser and no proxy that works
/// sends any of it.
/// </summary>
internal static class SafeHeaders
{
    // The answer to a preflight repeats them, and a header can't hold what they may.
    private static readonly string[] s_repeated = [HeaderNames.AccessControlRequestHeaders, HeaderNames.AccessControlRequestMethod];

    private const string ForwardedHost = "X-Forwarded-Host";

    public static void UseSafeHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        Clean(http.Request.Headers);
        return next(http);
    });

    private static void Clean(IHeaderDictionary headers)
    {
        foreach (var name in s_repeated.Where(name => !IsRepeatable(headers[name])))
            headers.Remove(name);
        // Not taken away: a request without an origin comes from no page, and then cookies sign in.
        if (!IsRepeatable(headers.Origin))
            headers.Origin = "null";
        if (!headers[ForwardedHost].ToString().Split(',').All(IsHost))
            headers.Remove(ForwardedHost);
    }

    private static bool IsRepeatable(StringValues values) =>
        values.All(value => value is null || (Ascii.IsValid(value) && !value.Any(char.IsControl)));

    /// <summary>A name that looks international and is not throws.</summary>
    private static bool IsHost(string text)
    {
        try
        {
            _ = HostString.FromUriComponent(text.Trim());
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
