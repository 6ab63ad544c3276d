using System.Text.Json;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>SelfCommunity API v2 in friendship mode, with the OAuth endpoints that its clients sign in at.</summary>
internal sealed class Dialect(Tokens tokens, SignIn signIn, SignInHandlers handlers) : IDialect
{
    private const string Api = "/api/v2";
    private const string OAuth = "/oauth";

    public string Name => "selfcommunity";

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
}

internal static class Services
{
    public static IServiceCollection AddSelfCommunity(this IServiceCollection services) => services
        .AddSingleton<Tokens>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignInHandlers>()
        .AddSingleton<IDialect, Dialect>();
}
