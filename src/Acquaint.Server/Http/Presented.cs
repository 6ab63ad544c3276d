namespace Acquaint.Server.Http;

/// <summary>What a request presents of itself, read from its headers.</summary>
internal static class Presented
{
    private const string Scheme = "Bearer ";

    /// <summary>The bearer token of the Authorization header; null when it has none, empty when it has nothing behind the scheme.</summary>
    public static string? Bearer(this HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }

    /// <summary>
    /// The host and port that the client asked. The header as it came: Request.Host throws at a name that looks international and is not.
    /// </summary>
    public static string HostAndPort(this HttpRequest request) => request.Headers.Host.ToString();

    /// <summary>The host without a port.</summary>
    public static string HostName(this HttpRequest request) => new HostString(request.HostAndPort()).Host;

    /// <summary>The address of this server as the client has it.</summary>
    public static string BaseAddress(this HttpRequest request) => $"{request.Scheme}://{request.HostAndPort()}";
}
