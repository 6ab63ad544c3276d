using Microsoft.AspNetCore.Http.HttpResults;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Signing up, in and out, renewing access tokens, changing the password.</summary>
internal sealed class SignInHandlers(
    Tokens tokens, Sessions sessions, AccountService accounts, People people, TimeProvider clock, Ids ids)
{
    public void Map(IEndpointRouteBuilder project)
    {
        project.MapPost("/auth/sign-up", SignUp).AllowAnonymous().Limited(5, "Too many sign up attempts, please wait 5 minutes")
            .Documented(PeopleDocs.SignUp);
        project.MapPost("/auth/sign-in", SignIn).AllowAnonymous().Limited(5, "Too many sign in attempts, please wait 5 minutes")
            .Documented(PeopleDocs.SignIn);
        project.MapPost("/auth/sign-out", SignOut).AllowAnonymous().Limited(5, "Too many sign out attempts, please wait 5 minutes")
            .Documented(PeopleDocs.SignOut);
        project.MapPost("/auth/change-password", ChangePassword).WithMetadata(new CookieWillDo())
            .Limited(5, "Too many attempts to change password, please wait 5 minutes").Documented(PeopleDocs.ChangePassword);
        project.MapPost("/auth/request-new-access-token", Renew).AllowAnonymous()
            .Limited(50, "Too many attempts to request a new access token, please wait 5 minutes")
            .Documented(PeopleDocs.Renew, PeopleDocs.Renew7);
    }

    /// <summary>Of its random half only: the other half is the time. Says nothing about the person, unlike their e-mail address.</summary>
    public static string NewUsername(Ids ids) => $"user-{ids.Next().ToString("N")[16..]}";

    private async Task<Results<JsonHttpResult<SessionBody>, Fault>> SignUp(HttpContext http, CancellationToken stop)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        var password = body.Text("password", Limits.PasswordLength);
        var account = UserForm.NewAccount(body, NewUsername(ids)) with { Password = password };
        if (body.WrongField is { } wrong)
            return Faults.Invalid("auth", wrong);
        if (account.Email is null || string.IsNullOrEmpty(password))
            return Faults.MissingFields;
        var opened = await accounts.Open(http.Community(), account, stop);
        if (opened.User is not { } user)
            return Refused.Account("auth", opened.Fault!.Value);
        return Answer.Json(await sessions.Begin(http, user, stop), StatusCodes.Status201Created);
    }

    private async Task<Results<JsonHttpResult<SessionBody>, Fault>> SignIn(HttpContext http, CancellationToken stop)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        var (email, password) = (body.Text("email", Limits.BodyBytes), body.Text("password", Limits.BodyBytes));
        if (body.WrongField is { } wrong)
            return Faults.Invalid("auth", wrong);
        if (string.IsNullOrEmpty(email) || string.IsNullOrEmpty(password))
            return Faults.MissingFields;
        // The password is looked at before it is said that there is nobody, or no password: each costs the same.
        var user = await Find(http.Community(), email, stop);
        var isTheirs = await accounts.IsPasswordOf(user, password, stop);
        if (user is null)
            return Faults.NoUserFound;
        if (isTheirs)
            return Answer.Json(await sessions.Begin(http, user, stop));
        return await accounts.HasPassword(user, stop) ? Faults.WrongPassword : Faults.NoPassword;
    }

    /// <summary>Ends the session of the token, if it is one. Whoever holds no session is signed out already.</summary>
    private async Task<Results<NoContent, Fault>> SignOut(HttpContext http, CancellationToken stop)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        var token = Sessions.TokenOf(http, body);
        Sessions.DropCookie(http);
        if (token is not null && await sessions.Find(http.Community(), token, stop) is { User: { } user, Session: var session })
            await accounts.End(user.Id, session, stop);
        return TypedResults.NoContent();
    }

    private async Task<Results<JsonHttpResult<RenewedBody>, JsonHttpResult<NobodyBody>, Fault>> Renew(
        HttpContext http, CancellationToken stop)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        if (Sessions.TokenOf(http, body) is not { } token)
            return body.WrongField is null ? Answer.Json(new NobodyBody()) : Faults.RefreshTokenInvalid;
        var renewal = await sessions.Find(http.Community(), token, stop);
        if (renewal.User is not { } user)
            return renewal.Fault!;
        // Version 7 rotates refresh tokens; its clients keep the one that comes with the answer, here the same one.
        return Answer.Json(new RenewedBody(
            true, tokens.AccessFor(user, renewal.Session), http.SpeaksV7() ? token : null, SignedInUser.Of(user, clock.Now())));
    }

    private async Task<Results<JsonHttpResult<DoneBody>, Fault>> ChangePassword(HttpContext http, CancellationToken stop)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        var (password, next) = (body.Text("password", Limits.BodyBytes), body.Text("newPassword", Limits.PasswordLength));
        if (body.WrongField is { } wrong)
            return Faults.Invalid("auth", wrong);
        if (string.IsNullOrEmpty(password) || string.IsNullOrEmpty(next))
            return Faults.MissingFields;
        if (await people.Find(http.Community(), http.Viewer().Id, stop) is not { } user)
            return Faults.NoUserFound;
        if (!await accounts.HasPassword(user, stop))
            return Faults.NotByPassword;
        if (!await accounts.IsPasswordOf(user, password, stop))
            return Faults.WrongPassword;
        return await accounts.ChangePassword(user, next, http.Features.Get<CurrentSession>()?.Id, stop) is { } fault
            ? Refused.Account("auth", fault)
            : Answer.Json(new DoneBody(true, "Password updated successfully."));
    }

    /// <summary>By e-mail address. People whom an operator added without one sign in by username.</summary>
    private async Task<User?> Find(Community project, string email, CancellationToken stop)
    {
        if (email.Length > Limits.HandleLength)
            return null;
        return await people.Find(new Handle(project.Id, HandleKind.Email, email), stop)
            ?? await people.Find(new Handle(project.Id, HandleKind.Username, email), stop);
    }
}
