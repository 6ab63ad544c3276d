using Acquaint.Core;
using Acquaint.Server.Accounts;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>Higher Logic's API v1.0 and v2.0 (docs/dialects/higherlogic.md): who calls, which routes, how faults are worded.</summary>
internal sealed class HigherLogicDialect(
    CommunityDirectory communities,
    People people,
    AccountService accounts,
    ViewerCache cache,
    Jwt jwt,
    SigningKey key,
    TimeProvider clock) : IDialect
{
    private readonly HigherLogicAuth _auth = new(communities, people, accounts, cache, new(jwt, key), clock);

    public string Name => "higherlogic";

    public bool Owns(PathString path) => HigherLogicPaths.PrefixOf(path) is not null;

    public void Map(IEndpointRouteBuilder routes)
    {
        var login = new HigherLogicLogin(accounts, communities, _auth.Tokens);
        foreach (var prefix in HigherLogicPaths.Prefixes)
        {
            var api = routes.MapGroup(prefix).WithMetadata(this);
            api.MapAuthentication(login);
            api.MapContacts();
            api.MapFriends();
            api.MapMessaging();
        }
    }

    public Task<int?> Admit(HttpContext http, bool mustSignIn) => _auth.Admit(http, mustSignIn);

    public Task WriteFault(HttpContext http) =>
        HigherLogicAnswers.Write(http, http.Response.StatusCode, HigherLogicFaults.Of(http, http.Response.StatusCode));

    public string IssueToken(Community community, User user) => _auth.Tokens.Issue(community, user);
}
