using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.OAuthErrorWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>
/// Signing in, renewing and signing out, as RFC 6749 (sections 4.3 and 6) and RFC 7009 have it. Clients are public: there is no
/// registry of client ids, so <c>client_id</c> and <c>client_secret</c> are not looked at.
/// </summary>
internal sealed class OAuthHandlers(Tokens tokens, AccountService accounts, People people)
{
    public void Map(RouteGroupBuilder oauth)
    {
        oauth.MapPost("/token/", Token).ForEverybody().WithMetadata(StartDocs.Grant);
        oauth.MapPost("/revoke_token/", Revoke).ForEverybody().WithMetadata(StartDocs.Revoke);
    }

    public static Fault FaultOf(int status) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => No(status, "temporarily_unavailable", "The server can't answer now; try again."),
        >= 500 => No(status, "server_error", "The server failed to answer."),
        _ => No(status, "invalid_request", "The server has no answer to this request."),
    };

    private async Task<Results<JsonHttpResult<TokenWire>, Fault>> Token(HttpContext http, CancellationToken stop)
    {
        // RFC 6749 section 5.1: an answer with tokens is never kept by a cache.
        http.Response.Headers.CacheControl = "no-store";
        var form = await Form.ReadTexts(http);
        return form.GetValueOrDefault("grant_type") switch
        {
            "password" => await ByPassword(http.Community(), form, stop),
            "refresh_token" => await ByRefreshToken(http.Community(), form, stop),
            null => Invalid("grant_type"),
            _ => No(400, "unsupported_grant_type", "The grants are password and refresh_token."),
        };
    }

    private async Task<Results<JsonHttpResult<TokenWire>, Fault>> ByPassword(
        Community community, Dictionary<string, string> form, CancellationToken stop)
    {
        if (!form.TryGetValue("username", out var username))
            return Invalid("username");
        if (!form.TryGetValue("password", out var password))
            return Invalid("password");
        if (await accounts.SignIn(community, username, password, stop) is not { } user)
            return No(400, "invalid_grant", "No account has this name and password.");
        var session = await accounts.Begin(user, Tokens.SessionLife, stop);
        return Yes(community, session, tokens.Refresh(community, session));
    }

    /// <summary>
    /// The refresh token stays the same for the life of the session: a page open in two tabs renews twice, and a client that lost the
    /// answer tries again, without either being signed out.
    /// </summary>
    private async Task<Results<JsonHttpResult<TokenWire>, Fault>> ByRefreshToken(
        Community community, Dictionary<string, string> form, CancellationToken stop)
    {
        if (!form.TryGetValue("refresh_token", out var text))
            return Invalid("refresh_token");
        if (await tokens.ReadRefresh(community, text) is not { Session: { } id } refresh
            || await people.Find(community, refresh.User, stop) is null
            || await accounts.Find(refresh.User, id, stop) is not { } session)
            return No(400, "invalid_grant", "The refresh token is not valid.");
        return Yes(community, session, text);
    }

    /// <summary>
    /// Ends the sign-in that the token came from, its other tokens included. A token that is not valid is revoked already (RFC 7009
    /// section 2.2); one that an integrator minted has no sign-in to end, and saying that it is revoked would be untrue.
    /// </summary>
    private async Task<Results<Ok, Fault>> Revoke(HttpContext http, CancellationToken stop)
    {
        if (!(await Form.ReadTexts(http)).TryGetValue("token", out var text))
            return Invalid("token");
        var token = await tokens.ReadRefresh(http.Community(), text) ?? await tokens.ReadAccess(http.Community(), text);
        if (token is { Session: null })
            return No(400, "unsupported_token_type", "The token came from no sign-in here; it ends when it expires.");
        if (token is { Session: { } session })
            await accounts.End(token.User, session, stop);
        return TypedResults.Ok();
    }

    private JsonHttpResult<TokenWire> Yes(Community community, Session session, string refreshToken) => TypedResults.Json(
        new TokenWire(
            tokens.Access(community, session.Owner, session.Id),
            (int)Tokens.AccessLife.TotalSeconds,
            "Bearer",
            "read write",
            refreshToken),
        SelfCommunityJson.Default.TokenWire);

    private static Fault Invalid(string parameter) => No(400, "invalid_request", $"Send {parameter} exactly once, as text.");

    private static Fault No(int status, string error, string description) =>
        TypedResults.Json(new OAuthErrorWire(error, description), SelfCommunityJson.Default.OAuthErrorWire, statusCode: status);
}
