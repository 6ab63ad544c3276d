namespace Acquaint.Server.Dialects.Replyke;

/// <summary>How an endpoint says its limit.</summary>
internal static class Limiting
{
    public const string Words = "Too many attempts, please try again shortly";

    /// <summary>The route is named by its method and by what follows version and project, so that all its forms share a window.</summary>
    public static RouteHandlerBuilder Limited(this RouteHandlerBuilder endpoint, int permits, string words = Words)
    {
        endpoint.Add(built =>
        {
            var pattern = ((RouteEndpointBuilder)built).RoutePattern.RawText!;
            var method = built.Metadata.OfType<HttpMethodMetadata>().Single().HttpMethods[0];
            built.Metadata.Add(new RateLimit($"{method} {NameOf(pattern)}", permits, new(429, new PlainText(words, "text/html"))));
        });
        return endpoint;
    }

    private static string NameOf(string pattern)
    {
        var parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var roots = parts.TakeWhile(part => part is "api" or "v6" or "v7" or "internal" or "{projectId}").Count();
        return "/" + string.Join('/', parts[roots..]);
    }
}
