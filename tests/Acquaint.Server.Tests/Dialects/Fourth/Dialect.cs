using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>
/// A dialect of three calls, made of this folder and one line of registration: what the kit asks of whoever adds one.
/// </summary>
internal sealed class Dialect(CommunityList communities, ViewerCache viewers, Jwt jwt, SigningKey key) : IDialect
{
    private readonly Tokens _tokens = new(jwt, key);

    public Declaration Declared => Settings.Declared;

    public IReadOnlyList<string> Roots => [Routes.Root];

    public JsonSerializerOptions Json => Fourth.Json.Options;

    public Documentation About => Docs.About;

    public void Map(IEndpointRouteBuilder routes) => Routes.Map(routes.MapGroup(Routes.Root).WithMetadata(this));

    public Task<Fault?> Authenticate(HttpContext http, bool mustSignIn) => new SignIn(communities, viewers, _tokens).Authenticate(http);

    public Fault FaultOf(HttpContext http, int status) => Refusals.Of(status);

    public string IssueToken(Community community, User user) => _tokens.Issue(community, user);
}
