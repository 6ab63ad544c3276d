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
            "password" => await ByPassword(http, body, stop),
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
        var (session, fault) = await Begin(http, await SentBody.ReadAnyhow(http), Refusals.Missing, Refusals.WrongPassword, stop);
        return session is null
            ? fault!
            : new JwtWire(tokens.Refresh(http.Community(), session), tokens.Access(http.Community(), session.Owner, session.Id));
    }

    /// <summary>Whoever asks holds the token already, so that the answer tells them nothing that they could not try.</summary>
    public async Task<Answer> JwtVerify(HttpContext http)
    {
        if ((await SentBody.ReadAnyhow(http)).Once("token") is not { } token)
            return Refusals.Missing("token");
        return await tokens.IsGenuine(http.Community(), token) ? Answer.Ok : Refusals.DeadToken;
    }

    private async Task<Answer<TokenWire>> ByPassword(HttpContext http, SentBody body, CancellationToken stop)
    {
        var (session, fault) = await Begin(http, body, Refusals.OAuthMissing, Refusals.WrongGrant, stop);
        return session is null ? fault! : Granted(http.Community(), session, tokens.Refresh(http.Community(), session));
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

    /// <summary>Begins a sign-in; without one, says why.</summary>
    private async Task<(Session? Session, Fault? Fault)> Begin(
        HttpContext http, SentBody body, Func<string, Fault> missing, Fault wrong, CancellationToken stop)
    {
        if (body.Once("username") is not { } username)
            return (null, missing("username"));
        if (body.Once("password") is not { } password)
            return (null, missing("password"));
        if (await accounts.SignIn(http.Community(), username, password, stop) is not { } user)
            return (null, wrong);
        return (await accounts.Begin(user, Tokens.SessionLife, stop), null);
    }

    private TokenWire Granted(Community community, Session session, string refreshToken) => new(
        tokens.Access(community, session.Owner, session.Id), (int)Tokens.AccessLife.TotalSeconds, "Bearer", "read write",
        refreshToken);
}
