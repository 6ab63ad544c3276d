using Microsoft.IdentityModel.JsonWebTokens;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The two kinds of token of this API: what they claim, and what they are worth.</summary>
internal sealed class Tokens(SigningKey key, Jwt jwt, ViewerCache viewers)
{
    public static readonly TimeSpan RefreshLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan s_accessLife = TimeSpan.FromMinutes(30);

    // One key signs the tokens of every dialect and of both kinds, so each token says what it is good for.
    private const string Use = "token_use";
    private const string Access = "replyke-access";
    private const string Refresh = "replyke-refresh";
    private const string Us = "acquaint";

    /// <param name="session">The sign-in that the token comes from; null for a token that an operator has printed.</param>
    public string AccessFor(User user, SessionId? session = null)
    {
        var claims = ClaimsOf(user, Access, ("role", "user"));
        if (session is { } id)
            claims["sid"] = id.Value.ToString("D");
        return jwt.Sign(key.Bytes, claims, s_accessLife);
    }

    public string RefreshFor(User user, Session session) =>
        jwt.Sign(key.Bytes, ClaimsOf(user, Refresh, ("jti", session.Id.Value.ToString("D"))), RefreshLife);

    public static CommunityId? ProjectOf(JsonWebToken token) => token.Uuid("projectId") is { } project ? new(project) : null;

    /// <summary>The sign-in that an access token comes from.</summary>
    public static SessionId? SessionOf(JsonWebToken token) => token.Uuid("sid") is { } id ? new(id) : null;

    /// <summary>Whom an access token of the project speaks for; null when it is none, or is no longer good.</summary>
    public ValueTask<Viewer?> ViewerOf(Community project, JsonWebToken token, CancellationToken stop) =>
        viewers.Find(project, Access, token.EncodedToken, async () =>
        {
            if (await jwt.Read(token, key.Bytes) is null || token.Text(Use) != Access || ProjectOf(token) != project.Id)
                return null;
            return token.Uuid("sub") is { } user ? await viewers.Of(project, new UserKey(user), new(token.ValidTo), stop) : null;
        });

    /// <summary>What a refresh token says; null when it is not genuine or has expired.</summary>
    public async Task<RefreshClaims?> ReadRefresh(string token)
    {
        if (await jwt.Read(token, key.Bytes) is not { } read)
            return null;
        if (read.Text(Use) != Refresh)
            return new(null, null, null);
        return new(
            ProjectOf(read),
            read.Uuid("sub") is { } user ? new(user) : null,
            read.Uuid("jti") is { } session ? new(session) : null);
    }

    private static Dictionary<string, object> ClaimsOf(User user, string use, (string Name, string Value) own) => new()
    {
        ["sub"] = user.Key.Value.ToString("D"),
        ["projectId"] = user.Community.Value.ToString("D"),
        [own.Name] = own.Value,
        [Use] = use,
        ["aud"] = Us,
        ["iss"] = Us,
    };
}

/// <summary>What a genuine refresh token says; null where it says nothing or is a token of another kind.</summary>
internal sealed record RefreshClaims(CommunityId? Project, UserKey? User, SessionId? Session);

/// <summary>Whom a refresh token signs in and in which session, or why it doesn't.</summary>
internal readonly record struct Renewal(User? User, SessionId Session, Fault? Fault);

/// <summary>Sign-ins that can be renewed: by a refresh token in a body, or in the cookie.</summary>
internal sealed class Sessions(Tokens tokens, AccountService accounts, People people, TimeProvider clock)
{
    private const string Cookie = "replyke-refresh-jwt";
    private const string CookieScope = "Path=/; HttpOnly; Secure; SameSite=None";

    public async Task<SessionBody> Begin(HttpContext http, User user, CancellationToken stop)
    {
        var session = await accounts.Begin(user, Tokens.RefreshLife, stop);
        var refresh = tokens.RefreshFor(user, session);
        SetCookie(http, refresh, Tokens.RefreshLife);
        return new(true, tokens.AccessFor(user, session.Id), refresh, SignedInUser.Of(user, clock.Now()));
    }

    /// <summary>The session that a refresh token of this project stands for.</summary>
    public async Task<Renewal> Find(Community project, string token, CancellationToken stop)
    {
        if (await tokens.ReadRefresh(token) is not { } claims)
            return new(null, default, Refusals.RefreshTokenInvalid);
        if (claims is not { User: { } key, Session: { } session } || claims.Project != project.Id)
            return new(null, default, Refusals.RefreshTokenOfOthers);
        if (await people.Find(project, key, stop) is not { } user)
            return new(null, default, Refusals.NoUserFound);
        return await accounts.Find(user.Id, session, stop) is null
            ? new(null, default, Refusals.RefreshTokenEnded)
            : new(user, session, null);
    }

    /// <summary>The refresh token of a request; the cookie wins. Null when there is none.</summary>
    public static string? TokenOf(HttpContext http, RequestBody body) =>
        CookieOf(http, http.Community()) ?? body.Text("refreshToken", Limits.TokenLength);

    /// <summary>The refresh token of the cookie, if it may be believed.</summary>
    public static string? CookieOf(HttpContext http, Community project) =>
        http.MaySignInByCookie(project) && http.Request.Cookies[Cookie] is { Length: > 0 } token ? token : null;

    /// <summary>
    /// Only for pages whose cookies would be believed: any other could sign its visitors in as somebody else, for the good pages to find.
    /// </summary>
    public static void DropCookie(HttpContext http) => SetCookie(http, "", TimeSpan.Zero);

    private static void SetCookie(HttpContext http, string value, TimeSpan life)
    {
        if (http.MaySignInByCookie(http.Community()))
            http.Response.Headers.Append("Set-Cookie", $"{Cookie}={value}; Max-Age={(long)life.TotalSeconds}; {CookieScope}");
    }
}
