namespace Acquaint.Server.Dialects.Replyke;

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
            return new(null, default, Faults.RefreshTokenInvalid);
        if (claims is not { User: { } key, Session: { } session } || claims.Project != project.Id)
            return new(null, default, Faults.RefreshTokenOfOthers);
        if (await people.Find(project, key, stop) is not { } user)
            return new(null, default, Faults.NoUserFound);
        return await accounts.Find(user.Id, session, stop) is null
            ? new(null, default, Faults.RefreshTokenEnded)
            : new(user, session, null);
    }

    /// <summary>The refresh token of a request; the cookie wins. Null when there is none.</summary>
    public static string? TokenOf(HttpContext http, RequestBody body)
    {
        var token = CookieOf(http, http.Community()) ?? body.Text("refreshToken", Limits.TokenLength);
        return string.IsNullOrEmpty(token) ? null : token;
    }

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
