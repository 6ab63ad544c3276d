namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>
/// Signing in, renewing and signing out: as RFC 6749 (sections 4.3 and 6) and RFC 7009 have it, and as the JWT scheme has it. Clients are
/// public: there is no registry of client ids, so <c>client_id</c> and <c>client_secret</c> are not looked at.
/// </summary>
internal sealed class SignInHandlers(Tokens tokens, AccountService accounts, People people)
{
    public async Task<Answer<TokenWire>> Grant(HttpContext http, CancellationToken stop)
    {
        // RFC 6749 section 5.1: an answer with tokens is never kept by a cache.
        http.Response.Headers.CacheControl = "no-store";
        var body = await SentBody.ReadAnyhow(http);
        return body.Once("grant_type") switch
        {
            "password" => await ByPassword(http.Community(), body, stop),
            "refresh_token" => await ByRefreshToken(http.Community(), body, stop),
            null => Refusals.OAuthMissing("grant_type"),
            _ => Refusals.OAuth("unsupported_grant_type", "The grants are password and refresh_token."),
        };
    }

    /// <summary>
    /// Ends the sign-in that the token came from, its other tokens included. A token that is not valid is revoked already (RFC 7009
    /// section 2.2); one that an integrator minted has no sign-in to end, and saying that it is revoked would be untrue.
    /// </summary>
    public async Task<Answer> Revoke(HttpContext http, CancellationToken stop)
    {
        if ((await SentBody.ReadAnyhow(http)).Once("token") is not { } text)
            return Refusals.OAuthMissing("token");
        var token = await tokens.Read(http.Community(), text);
        if (token is { Session: null })
            return Refusals.OAuth("unsupported_token_type", "The token came from no sign-in here; it ends when it expires.");
        if (token is { Session: { } session })
            await accounts.End(token.User, session, stop);
        return Answer.Ok;
    }

    public async Task<Answer<JwtWire>> JwtToken(HttpContext http, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = "no-store";
        var body = await SentBody.ReadAnyhow(http);
        if (body.Once("username") is not { } username)
            return Refusals.Missing("username");
        if (body.Once("password") is not { } password)
            return Refusals.Missing("password");
        if (await accounts.SignIn(http.Community(), username, password, stop) is not { } user)
            return Refusals.WrongPassword;
        var session = await accounts.Begin(user, Tokens.SessionLife, stop);
        return new JwtWire(tokens.Refresh(http.Community(), session), tokens.Access(http.Community(), user.Id, session.Id));
    }

    /// <summary>Whoever asks holds the token already, so that the answer tells them nothing that they could not try.</summary>
    public async Task<Answer> JwtVerify(HttpContext http)
    {
        if ((await SentBody.ReadAnyhow(http)).Once("token") is not { } token)
            return Refusals.Missing("token");
        return await tokens.IsGenuine(http.Community(), token) ? Answer.Ok : Refusals.DeadToken;
    }

    private async Task<Answer<TokenWire>> ByPassword(Community community, SentBody body, CancellationToken stop)
    {
        if (body.Once("username") is not { } username)
            return Refusals.OAuthMissing("username");
        if (body.Once("password") is not { } password)
            return Refusals.OAuthMissing("password");
        if (await accounts.SignIn(community, username, password, stop) is not { } user)
            return Refusals.OAuth("invalid_grant", "No account has this name and password.");
        var session = await accounts.Begin(user, Tokens.SessionLife, stop);
        return Granted(community, session, tokens.Refresh(community, session));
    }

    /// <summary>
    /// The refresh token stays the same for the life of the session: a page open in two tabs renews twice, and a client that lost the
    /// answer tries again, without either being signed out.
    /// </summary>
    private async Task<Answer<TokenWire>> ByRefreshToken(Community community, SentBody body, CancellationToken stop)
    {
        if (body.Once("refresh_token") is not { } text)
            return Refusals.OAuthMissing("refresh_token");
        if (await tokens.Read(community, text) is not { IsRefresh: true, Session: { } id } refresh
            || await people.Find(community, refresh.User, stop) is null
            || await accounts.Find(refresh.User, id, stop) is not { } session)
            return Refusals.OAuth("invalid_grant", "The refresh token is not valid.");
        return Granted(community, session, text);
    }

    private TokenWire Granted(Community community, Session session, string refreshToken) => new(
        tokens.Access(community, session.Owner, session.Id),
        (int)Tokens.AccessLife.TotalSeconds,
        "Bearer",
        "read write",
        refreshToken);
}
