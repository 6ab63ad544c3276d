using System.Text.Json;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>SelfCommunity API v2 in friendship mode, with the OAuth endpoints that its clients sign in at.</summary>
internal sealed class Dialect : IDialect
{
    private static readonly PathString s_api = "/api/v2";
    private static readonly PathString s_oauth = "/oauth";
    private readonly CommunityList _communities;
    private readonly Tokens _tokens;
    private readonly SignIn _auth;
    private readonly OAuthHandlers _oauth;
    private readonly JwtHandlers _jwt;

    public Dialect(
        CommunityList communities, ViewerCache viewers, AccountService accounts, People people, Jwt jwt, Ids ids)
    {
        _communities = communities;
        _tokens = new(jwt, ids);
        _auth = new(_tokens, viewers, accounts);
        _oauth = new(_tokens, accounts, people);
        _jwt = new(_tokens, accounts);
    }

    public Declaration Declared => Settings.Declared;

    public IReadOnlyList<string> Roots => ["/api/v2", "/oauth"];

    public JsonSerializerOptions Json => SelfCommunityJson.Default.Options;

    public Documentation About => Docs.About;

    public void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(s_api).WithMetadata(this);
        Routes.Map(api);
        _jwt.Map(api);
        _oauth.Map(routes.MapGroup(s_oauth).WithMetadata(this));
    }

    /// <summary>
    /// Clients send their bearer token to every path; where one signs in it is not looked at, or nobody could renew an expired one.
    /// </summary>
    public async Task<Kit.Fault?> Authenticate(HttpContext http, bool mustSignIn)
    {
        // The header as it came: Request.Host throws at a name that looks international and is not.
        var host = new HostString(http.Request.Headers.Host.ToString()).Host;
        var community = await _communities.FindByHost(host, http.RequestAborted);
        if (!Access.IgnoresToken(http))
        {
            return await _auth.Authenticate(http, community, mustSignIn || IsWithheld(http, community)) is { } status
                ? FaultOf(http, status)
                : null;
        }

        http.SetCaller(new(community, null));
        return null;
    }

    public Kit.Fault FaultOf(HttpContext http, int status)
    {
        if (IsOAuth(http))
            return OAuthHandlers.FaultOf(status) is var refused ? new(status, refused.Value!) : null!;
        http.Response.StatusCode = status;
        return new(status, Refusals.FaultOf(http).Value!);
    }

    public string IssueToken(Community community, User user) => _tokens.Access(community, user.Id, session: null);

    public DemoLines Examples(DemoScene scene, string url)
    {
        var ann = scene["ann"];
        var curl = $"curl -s -H 'Authorization: Bearer {IssueToken(scene.Community, ann)}' '{url}/api/v2/user/";
        return new(
            $"# SelfCommunity: the requests that Ann has sent\n{curl}{ann.Id}/connection/requests_sent/'",
            $"{curl}{scene["hal"].Id}/connection_status/'");
    }

    private static bool IsWithheld(HttpContext http, Community community) =>
        !community.Get(Settings.ContentAvailability) && Access.IsContent(http);

    private static bool IsOAuth(HttpContext http) => IsUnder(s_oauth, http.Request.Path);

    /// <summary>As routing compares paths: whatever the letter case.</summary>
    private static bool IsUnder(PathString prefix, PathString path) => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase);
}
