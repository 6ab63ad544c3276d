namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>SelfCommunity API v2 in friendship mode, with the OAuth endpoints that its clients sign in at.</summary>
internal sealed class Dialect(Tokens tokens, SignIn signIn, SignInHandlers handlers) : IDialect
{
    private const string Api = "/api/v2";
    private const string OAuth = "/oauth";

    public Declaration Declared => Settings.Declared;

    public IReadOnlyList<string> Roots => [Api, OAuth];

    public JsonSerializerOptions Json => SelfCommunity.Json.Options;

    public Documentation About => Docs.About;

    public void Map(IEndpointRouteBuilder routes)
    {
        Routes.Map(routes.MapGroup(Api).WithMetadata(this), handlers);
        Routes.MapOAuth(routes.MapGroup(OAuth).WithMetadata(this), handlers);
    }

    public Task<Fault?> Authenticate(HttpContext http, bool mustSignIn) => signIn.Authenticate(http, mustSignIn);

    public Fault FaultOf(HttpContext http, int status) =>
        http.Spoken().Root == OAuth ? Refusals.OAuthOf(status) : Refusals.OfStatus(status);

    public string IssueToken(Community community, User user) => tokens.Access(community, user.Id, session: null);

    public DemoLines Examples(DemoScene scene, string url)
    {
        var ann = scene["ann"];
        var curl = $"curl -s -H 'Authorization: Bearer {IssueToken(scene.Community, ann)}' '{url}/api/v2/user/";
        return new(
            $"# SelfCommunity: the requests that Ann has sent\n{curl}{ann.Id}/connection/requests_sent/'",
            $"{curl}{scene["hal"].Id}/connection_status/'");
    }
}

internal static class Services
{
    public static IServiceCollection AddSelfCommunity(this IServiceCollection services) => services
        .AddSingleton<Tokens>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignInHandlers>()
        .AddDialect<Dialect>(Settings.Declared);
}
