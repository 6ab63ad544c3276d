using System.Text.Json;
using Microsoft.OpenApi;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>Higher Logic's API v1.0 and v2.0 (docs/dialects/higherlogic.md): who calls, which routes, how faults are worded.</summary>
internal sealed class Dialect(
    CommunityList communities,
    People people,
    AccountService accounts,
    ViewerCache cache,
    Jwt jwt,
    SigningKey key,
    TimeProvider clock) : IDialect
{
    private static readonly Documentation s_about = new(
        "Higher Logic API v1.0 and v2.0",
        "2.0",
        "Connection requests, connections and people as Higher Logic's API has them, in JSON and XML. Every operation is there under two "
            + "versions and two ways to sign in. A rule that says no is 200 with [false]. Help pages: /Help and /v2.0/Help.")
    {
        Security = new Dictionary<string, OpenApiSecurityScheme>
        {
            ["HLAuthToken"] = Header(SignIn.Token, "A token from Login, together with the community's key in HLIAMKey."),
            ["HLPassword"] = Header("HLPassword", "The password of the person whom the key in HLIAMKey speaks for."),
            ["Bearer"] = new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token from Login; under /higherlogic/external only, and there the only way.",
            },
        },
    };

    private readonly SignIn _auth = new(communities, people, accounts, cache, new(jwt, key), clock);

    public Declaration Declared => Settings.Declared;

    public IReadOnlyList<string> Roots => Paths.Prefixes;

    public JsonSerializerOptions Json => HigherLogicJson.Members;

    public Documentation About => s_about;

    public void Map(IEndpointRouteBuilder routes)
    {
        var login = new LoginHandlers(accounts, communities, _auth.Tokens);
        foreach (var prefix in Paths.Prefixes)
        {
            var api = routes.MapGroup(prefix).WithMetadata(this);
            api.MapAuthentication(login);
            api.MapContacts();
            api.MapFriends();
            api.MapMessaging();
        }

        Help.Map(routes);
    }

    public async Task<Kit.Fault?> Authenticate(HttpContext http, bool mustSignIn) =>
        await _auth.Authenticate(http, mustSignIn) is { } status ? FaultOf(http, status) : null;

    public Kit.Fault FaultOf(HttpContext http, int status) => new(status, Refusals.Of(http, status));

    public Task Write(HttpContext http, int status, object body) => Answers.Write(http, status, body);

    private static OpenApiSecurityScheme Header(string name, string description) =>
        new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = name, Description = description };

    public string IssueToken(Community community, User user) => _auth.Tokens.Issue(community, user);

    public DemoLines Examples(DemoScene scene, string url)
    {
        var (api, key) = ($"{url}/api", scene.Community.Get(Settings.IamKey));
        var curl = $"curl -s -H 'HLIAMKey: {key}' -H 'HLAuthToken: {IssueToken(scene.Community, scene["ann"])}'";
        return new(
            $"""
            # Higher Logic: the requests that Ann has sent, in JSON and in XML
            {curl} '{api}/v1.0/Friends/GetPendingSentFriendRequests'
            {curl} -H 'Accept: application/xml' '{api}/v1.0/Friends/GetPendingSentFriendRequests'
            """,
            $"{curl} '{api}/v2.0/Friends/GetPendingReceivedFriendRequests'");
    }
}
