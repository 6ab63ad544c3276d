namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The Replyke API, versions 6 and 7.</summary>
internal sealed class Dialect(Tokens tokens, SignIn auth, SignInHandlers signIn, ExternalHandlers external) : IDialect
{
    public Declaration Declared => Settings.Declared;

    public IReadOnlyList<string> Roots => Routes.Roots;

    public JsonSerializerOptions Json => Replyke.Json.Options;

    public Documentation About => Docs.About;

    public void Map(IEndpointRouteBuilder routes) => Routes.Map(routes, this, signIn, external);

    public Task<Fault?> Authenticate(HttpContext http, bool mustSignIn) => auth.Authenticate(http, mustSignIn);

    public Fault FaultOf(HttpContext http, int status) =>
        Refusals.Of(status, http.GetEndpoint()?.Metadata.GetMetadata<FaultFamily>()?.Name ?? "request");

    public string IssueToken(Community community, User user) => tokens.AccessFor(user);

    public Task Write(HttpContext http, int status, object body) =>
        WireJson.Write(http, status, body is IListBody rows ? rows.In(http.Version()) : body, Json);

    public async ValueTask<RateScope?> RateScopeOf(HttpContext http)
    {
        var identity = await auth.IdentityOf(http);
        return identity.IsService
            ? null
            : new(identity.Project?.Id, identity.Project?.Get(Settings.RateLimits) ?? Settings.RateLimits.Default);
    }

    public DemoLines Examples(DemoScene scene, string url)
    {
        var ann = scene["ann"];
        var root = $"{url}/api/v6/{scene.Community.Id.Value}";
        var received = $"curl -s {Bearer(ann)} '{root}/connections/pending/received?page=1&limit=20'";
        var ask = $"curl -s -X POST {Bearer(scene["hal"])} -H 'Content-Type: application/json' -d '{{\"message\":\"Hello!\"}}' '{root}/users/{ann.Key.Value}/connection'";
        return new($"# Replyke: the requests that wait for Ann\n{received}", received, ask);

        string Bearer(User user) => $"-H 'Authorization: Bearer {IssueToken(scene.Community, user)}'";
    }
}

internal static class Services
{
    public static IServiceCollection AddReplyke(this IServiceCollection services) => services
        .AddSingleton<Tokens>()
        .AddSingleton<Sessions>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignInHandlers>()
        .AddSingleton<ExternalHandlers>()
        .AddDialect<Dialect>(Settings.Declared);
}
