using Acquaint.Core;
using Acquaint.Server.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Signing up, in and out, and renewing access tokens.</summary>
internal sealed class ReplykeSignIn(ReplykeTokens tokens, AccountService accounts, People people, TimeProvider clock, Ids ids)
{
    private const string Cookie = "replyke-refresh-jwt";
    private const string CookieScope = "Path=/; HttpOnly; Secure; SameSite=None";

    public void Map(IEndpointRouteBuilder project)
    {
        project.MapPost("/auth/sign-up", SignUp).AllowAnonymous();
        project.MapPost("/auth/sign-in", SignIn).AllowAnonymous();
        project.MapPost("/auth/sign-out", SignOut).AllowAnonymous();
        project.MapPost("/auth/request-new-access-token", Renew).AllowAnonymous();
    }

    private async Task<Results<JsonHttpResult<SessionBody>, Fault>> SignUp(HttpContext http, CancellationToken stop)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        if (SignUpForm.Read(body, NewUsername, out var account) is { } fault)
            return fault;
        var opened = await accounts.Open(http.Community(), account, stop);
        if (opened.User is not { } user)
            return SignUpForm.FaultOf(opened.Fault!.Value);
        return Answer.Json(await Begin(http, user, stop), StatusCodes.Status201Created);
    }

    private async Task<Results<JsonHttpResult<SessionBody>, Fault>> SignIn(HttpContext http, CancellationToken stop)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        var (email, password) = (body.Text("email", Limits.BodyBytes), body.Text("password", Limits.BodyBytes));
        if (body.WrongField is { } wrong)
            return Faults.Invalid(wrong);
        if (string.IsNullOrEmpty(email) || string.IsNullOrEmpty(password))
            return Faults.MissingFields;
        if (await Find(http.Community(), email, stop) is not { } user)
            return Faults.NoUserFound;
        if (!await accounts.HasPassword(user, stop))
            return Faults.NoPassword;
        return await accounts.IsPasswordOf(user, password, stop) ? Answer.Json(await Begin(http, user, stop)) : Faults.WrongPassword;
    }

    /// <summary>Ends the session of the token, if it is one. Whoever holds no session is signed out already.</summary>
    private async Task<Results<NoContent, Fault>> SignOut(HttpContext http, CancellationToken stop)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        var token = RefreshTokenOf(http, body);
        SetCookie(http, "", TimeSpan.Zero);
        var claims = token is null ? null : await tokens.ReadRefresh(token);
        if (claims is { User: { } key, Session: { } session } && claims.Project == http.Community().Id
            && await people.Find(http.Community(), key, stop) is { } user)
        {
            await accounts.End(user.Id, session, stop);
        }

        return TypedResults.NoContent();
    }

    private async Task<Results<JsonHttpResult<RenewedBody>, JsonHttpResult<NobodyBody>, Fault>> Renew(
        HttpContext http, CancellationToken stop)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        if (RefreshTokenOf(http, body) is not { } token)
            return body.WrongField is null ? Answer.Json(new NobodyBody()) : Faults.RefreshTokenInvalid;
        if (await tokens.ReadRefresh(token) is not { } claims)
            return Faults.RefreshTokenInvalid;
        if (claims is not { User: { } key, Session: { } session } || claims.Project != http.Community().Id)
            return Faults.RefreshTokenOfOthers;
        if (await people.Find(http.Community(), key, stop) is not { } user)
            return Faults.NoUserFound;
        if (await accounts.Find(user.Id, session, stop) is null)
            return Faults.RefreshTokenEnded;
        return Answer.Json(new RenewedBody(true, tokens.AccessFor(user), SignedInUser.Of(user, clock.Now())));
    }

    private async Task<SessionBody> Begin(HttpContext http, User user, CancellationToken stop)
    {
        var session = await accounts.Begin(user, ReplykeTokens.RefreshLife, stop);
        var refresh = tokens.RefreshFor(user, session);
        SetCookie(http, refresh, ReplykeTokens.RefreshLife);
        return new(true, tokens.AccessFor(user), refresh, SignedInUser.Of(user, clock.Now()));
    }

    /// <summary>By e-mail address. People whom an operator added without one sign in by username.</summary>
    private async Task<User?> Find(Community project, string email, CancellationToken stop)
    {
        if (email.Length > Limits.HandleLength)
            return null;
        return await people.Find(new Handle(project.Id, HandleKind.Email, email), stop)
            ?? await people.Find(new Handle(project.Id, HandleKind.Username, email), stop);
    }

    /// <summary>Of its random half only: the other half is the time. Says nothing about the person, unlike their e-mail address.</summary>
    private string NewUsername() => $"user-{ids.Next().ToString("N")[16..]}";

    private static string? RefreshTokenOf(HttpContext http, RequestBody body)
    {
        var cookie = http.MaySignInByCookie(http.Community()) ? http.Request.Cookies[Cookie] : null;
        var token = string.IsNullOrEmpty(cookie) ? body.Text("refreshToken", Limits.TokenLength) : cookie;
        return string.IsNullOrEmpty(token) ? null : token;
    }

    /// <summary>
    /// Only for pages whose cookies would be believed: any other could sign its visitors in as somebody else, for the good pages to find.
    /// </summary>
    private static void SetCookie(HttpContext http, string value, TimeSpan life)
    {
        if (http.MaySignInByCookie(http.Community()))
            http.Response.Headers.Append("Set-Cookie", $"{Cookie}={value}; Max-Age={(long)life.TotalSeconds}; {CookieScope}");
    }
}
