using Microsoft.IdentityModel.JsonWebTokens;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What a genuine refresh token says; null where it says nothing or is a token of another kind.</summary>
internal sealed record RefreshClaims(CommunityId? Project, UserKey? User, SessionId? Session);

/// <summary>The two kinds of token of this API: what they claim, and what they are worth.</summary>
internal sealed class Tokens(SigningKey key, Jwt jwt, ViewerCache viewers)
{
    public static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan RefreshLife = TimeSpan.FromDays(30);

    // One key signs the tokens of every dialect and of both kinds, so each token says what it is good for.
    private const string Use = "token_use";
    private const string Access = "replyke-access";
    private const string Refresh = "replyke-refresh";
    private const string ProjectId = "projectId";
    private const string SessionClaim = "sid";
    private const string Us = "acquaint";

    /// <param name="session">The sign-in that the token comes from; null for a token that an operator has printed.</param>
    public string AccessFor(User user, SessionId? session = null)
    {
        var claims = ClaimsOf(user, Access, ("role", "user"));
        if (session is { } id)
            claims[SessionClaim] = id.Value.ToString("D");
        return jwt.Sign(key.Bytes, claims, AccessLife);
    }

    public string RefreshFor(User user, Session session) =>
        jwt.Sign(key.Bytes, ClaimsOf(user, Refresh, ("jti", session.Id.Value.ToString("D"))), RefreshLife);

    /// <summary>
    /// What a token claims of project and session, not knowing whether it is genuine: tells where to look, never who may look.
    /// </summary>
    public static (CommunityId? Project, SessionId? Session) ClaimsOf(string token)
    {
        if (token.Length > Limits.TokenLength)
            return default;
        try
        {
            var claims = new JsonWebToken(token);
            return (claims.Uuid(ProjectId) is { } project ? new(project) : null, claims.Uuid(SessionClaim) is { } id ? new(id) : null);
        }
        catch (ArgumentException)
        {
            return default;
        }
    }

    /// <summary>Whom an access token of the project speaks for; null when it is none, or is no longer good.</summary>
    public ValueTask<Viewer?> ViewerOf(Community project, string token, CancellationToken stop) =>
        viewers.Find(project, Access, token, async () =>
        {
            if (await jwt.Read(token, key.Bytes) is not { } read || read.Text(Use) != Access || read.Uuid(ProjectId) != project.Id.Value)
                return null;
            return read.Uuid("sub") is { } user ? await viewers.Of(project, new UserKey(user), new(read.ValidTo), stop) : null;
        });

    /// <summary>What a refresh token says; null when it is not genuine or has expired.</summary>
    public async Task<RefreshClaims?> ReadRefresh(string token)
    {
        if (await jwt.Read(token, key.Bytes) is not { } read)
            return null;
        if (read.Text(Use) != Refresh)
            return new(null, null, null);
        return new(
            read.Uuid(ProjectId) is { } project ? new(project) : null,
            read.Uuid("sub") is { } user ? new(user) : null,
            read.Uuid("jti") is { } session ? new(session) : null);
    }

    private static Dictionary<string, object> ClaimsOf(User user, string use, (string Name, string Value) own) => new()
    {
        ["sub"] = user.Key.Value.ToString("D"),
        [ProjectId] = user.Community.Value.ToString("D"),
        [own.Name] = own.Value,
        [Use] = use,
        ["aud"] = Us,
        ["iss"] = Us,
    };
}
