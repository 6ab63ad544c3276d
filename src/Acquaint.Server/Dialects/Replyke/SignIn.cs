using Microsoft.IdentityModel.JsonWebTokens;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Marks the endpoint where the refresh cookie signs in too: the official client sends no access token there.</summary>
internal sealed record CookieWillDo;

/// <summary>Marks an endpoint that a service key may call without naming whom it acts for.</summary>
internal sealed record ServiceMayActAlone;

/// <summary>The sign-in that the caller's token comes from.</summary>
internal sealed record CurrentSession(SessionId? Id);

/// <summary>What a request says of itself: the project in its path, what it presents as a bearer, and what both come to.</summary>
/// <param name="Named">The project in the path, as it was written; null when the path has none.</param>
/// <param name="Project">The project meant, as far as path and bearer tell.</param>
/// <param name="Bearer">What follows the scheme in the Authorization header.</param>
/// <param name="Token">The token that the bearer is, not knowing yet whether it is genuine.</param>
/// <param name="Key">The service key that the bearer is.</param>
internal sealed record Identity(string? Named, Community? Project, string? Bearer, JsonWebToken? Token, ServiceKey? Key)
{
    /// <summary>A genuine service key of the project.</summary>
    public bool IsService => Key is not null && Key.Community == Project?.Id;
}

/// <summary>Who calls and for which project: from the path, the bearer token, or the person asked about.</summary>
internal sealed class SignIn(CommunityList communities, People people, Tokens tokens, Sessions sessions, ServiceKeys keys)
{
    private const string ProjectHeader = "X-Replyke-Project-ID";
    private static readonly string[] s_actingUser = ["actingUserId", "userId"];

    /// <summary>Notes the caller on the request, or returns why it is turned away.</summary>
    public async Task<Fault?> Authenticate(HttpContext http, bool mustSignIn)
    {
        var identity = await IdentityOf(http);
        if (identity is { Named: not null, Project: null })
            return Refusals.NoSuchProject;
        if (mustSignIn)
            return await AuthenticateSomebody(http, identity);

        // What anybody may read needs no token, so a stale one does no harm: the original does not look at it either. A good one says who
        // reads, and for them whoever blocks them is not there.
        var project = identity.Project ?? await ProjectAskedAbout(http);
        var reader = HttpMethods.IsGet(http.Request.Method) && identity.Token is { } token
            ? await tokens.ViewerOf(project, token, http.RequestAborted)
            : null;
        http.SetCaller(new(project, reader));
        return null;
    }

    /// <summary>Found out once per request.</summary>
    public async ValueTask<Identity> IdentityOf(HttpContext http)
    {
        if (http.Features.Get<Identity>() is { } known)
            return known;
        var stop = http.RequestAborted;
        var (named, bearer) = (http.GetRouteValue("projectId") as string, BearerOf(http));
        var key = bearer is null ? null : await keys.Find(bearer, stop);
        var token = bearer is null || key is not null ? null : Jwt.Parse(bearer);
        var meant = named is null ? SpokenOf(token, key) : Guid.TryParseExact(named, "D", out var id) ? new CommunityId(id) : null;
        var project = meant is { } community ? await communities.Find(community, stop) : null;
        var identity = new Identity(named, project, bearer, token, key);
        http.Features.Set(identity);
        return identity;
    }

    /// <summary>The project that the bearer names. Tells where to look, never who may look.</summary>
    private static CommunityId? SpokenOf(JsonWebToken? token, ServiceKey? key) =>
        key?.Community ?? (token is null ? null : Tokens.ProjectOf(token));

    private async Task<Fault?> AuthenticateSomebody(HttpContext http, Identity identity)
    {
        if (identity.Bearer is null)
            return await AuthenticateByCookie(http, identity.Project);
        var spoken = SpokenOf(identity.Token, identity.Key);
        if (identity is { Named: not null, Project: { } named } && spoken is not null && spoken != named.Id)
            return Refusals.ProjectMismatch;
        if (identity is { Project: { } served, IsService: true })
            return await AuthenticateService(http, served);
        if (identity is not { Project: { } project, Token: { } token })
            return Refusals.InvalidToken;
        if (await tokens.ViewerOf(project, token, http.RequestAborted) is not { } viewer)
            return Refusals.InvalidToken;
        http.Features.Set(new CurrentSession(Tokens.SessionOf(token)));
        http.SetCaller(new(project, viewer));
        return null;
    }

    /// <summary>A service key acts for whomever it names, and mostly has to.</summary>
    private async Task<Fault?> AuthenticateService(HttpContext http, Community project)
    {
        if (http.Request.Headers[ProjectHeader].ToString() is { Length: > 0 } stated
            && !stated.Equals(project.Id.Value.ToString("D"), StringComparison.OrdinalIgnoreCase))
        {
            return Refusals.ProjectMismatch;
        }

        var named = await ActingUser(http);
        if (named is null && http.GetEndpoint()?.Metadata.GetMetadata<ServiceMayActAlone>() is not null)
        {
            http.SetCaller(new(project, Viewer: null));
            return null;
        }

        if (!Guid.TryParseExact(named, "D", out var key))
            return Refusals.NoActingUser;
        if (await people.Find(project, new UserKey(key), http.RequestAborted) is not { } user)
            return Refusals.NoSuchUser;
        http.SetCaller(new(project, new Viewer(user.Id, user.Key, project, user.Role)));
        return null;
    }

    private async Task<Fault?> AuthenticateByCookie(HttpContext http, Community? project)
    {
        if (project is null || http.GetEndpoint()?.Metadata.GetMetadata<CookieWillDo>() is null)
            return Refusals.Unauthenticated;
        if (Sessions.CookieOf(http, project) is not { } token)
            return Refusals.Unauthenticated;
        if (await sessions.Find(project, token, http.RequestAborted) is not { User: { } user, Session: var session })
            return Refusals.InvalidToken;
        http.Features.Set(new CurrentSession(session));
        http.SetCaller(new(project, new Viewer(user.Id, user.Key, project, user.Role)));
        return null;
    }

    /// <summary>In the query or in the body, by either of the names that the official server clients use.</summary>
    private static async Task<string?> ActingUser(HttpContext http)
    {
        if (s_actingUser.Select(name => http.Request.Query[name].ToString()).FirstOrDefault(value => value.Length > 0) is { } asked)
            return asked;
        var body = await RequestBody.Read(http, _ => Refusals.NoActingUser);
        return s_actingUser.Select(name => body.Kept(name, Limits.HandleLength)).FirstOrDefault(value => value is not null);
    }

    /// <summary>
    /// The project of a public read that neither path nor token tells: that of the person asked about, or else the default one, which
    /// then has nobody of that id.
    /// </summary>
    private async Task<Community> ProjectAskedAbout(HttpContext http)
    {
        var stop = http.RequestAborted;
        return Guid.TryParseExact(http.GetRouteValue("userId") as string, "D", out var key)
            && await people.Find(new UserKey(key), stop) is { } user
            && await communities.Find(user.Community, stop) is { } community
            ? community
            : await communities.Default(stop);
    }

    /// <summary>What follows the first word of the header, whatever that word is: so the original takes it.</summary>
    private static string? BearerOf(HttpContext http)
    {
        var words = http.Request.Headers.Authorization.ToString().Split(' ');
        return words.Length > 1 && words[1].Length > 0 ? words[1] : null;
    }
}

/// <summary>What handlers ask of an authenticated request.</summary>
internal static class Authenticated
{
    /// <summary>Whether an integrator's own server calls, with a service key of the project.</summary>
    public static bool IsService(this HttpContext http) => http.Features.Get<Identity>()?.IsService == true;
}
