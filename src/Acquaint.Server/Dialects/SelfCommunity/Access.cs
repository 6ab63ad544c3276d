namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Who may call an endpoint, where it is not simply anybody who has signed in.</summary>
internal static class Access
{
    /// <summary>Anybody may call, and a token that was sent along is not looked at: a dead one must not stand in the way.</summary>
    public static TBuilder ForEverybody<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AllowAnonymous().WithMetadata(TokenIgnored.Here);

    /// <summary>Anybody may call, unless the community shows its content to those only who have signed in.</summary>
    public static TBuilder AsContent<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AllowAnonymous().WithMetadata(Content.Here);

    public static bool IgnoresToken(HttpContext http) => Has<TokenIgnored>(http);

    public static bool IsContent(HttpContext http) => Has<Content>(http);

    private static bool Has<T>(HttpContext http)
        where T : class => http.GetEndpoint()?.Metadata.GetMetadata<T>() is not null;

    private sealed class TokenIgnored
    {
        public static readonly TokenIgnored Here = new();
    }

    private sealed class Content
    {
        public static readonly Content Here = new();
    }
}
