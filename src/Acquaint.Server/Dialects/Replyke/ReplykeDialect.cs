using Acquaint.Core;
using Acquaint.Server.Accounts;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The Replyke API, version 6.</summary>
internal sealed class ReplykeDialect : IDialect
{
    private readonly ReplykeTokens _tokens;
    private readonly ReplykeAuth _auth;
    private readonly ReplykeSignIn _signIn;

    public ReplykeDialect(
        CommunityDirectory communities,
        People people,
        AccountService accounts,
        ViewerCache viewers,
        Jwt jwt,
        SigningKey key,
        TimeProvider clock,
        Ids ids)
    {
        _tokens = new(key, jwt, viewers);
        _auth = new(communities, people, _tokens);
        _signIn = new(_tokens, accounts, people, clock, ids);
    }

    public string Name => "replyke";

    public bool Owns(PathString path) => path.StartsWithSegments("/api/v6", StringComparison.OrdinalIgnoreCase);

    /// <summary>The official client leaves the project out of the paths of the connections family, and only there.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v6").WithMetadata(this);
        var project = api.MapGroup("/{projectId}");
        ReplykeEndpoints.Map(api.MapGroup("").WithMetadata(new FaultFamily("connection")));
        ReplykeEndpoints.Map(project.MapGroup("").WithMetadata(new FaultFamily("connection")));
        ReplykeUsers.Map(project.MapGroup("").WithMetadata(new FaultFamily("user")));
        _signIn.Map(project.MapGroup("").WithMetadata(new FaultFamily("auth")));
    }

    public async Task<int?> Admit(HttpContext http, bool mustSignIn)
    {
        if (await _auth.Admit(http, mustSignIn) is not { } fault)
            return null;
        http.Features.Set(fault);
        return fault.Status;
    }

    public Task WriteFault(HttpContext http)
    {
        var family = http.GetEndpoint()?.Metadata.GetMetadata<FaultFamily>();
        return (http.Features.Get<Fault>() ?? Faults.Of(http.Response.StatusCode, family)).ExecuteAsync(http);
    }

    public string IssueToken(Community community, User user) => _tokens.AccessFor(user);
}
