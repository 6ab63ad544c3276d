namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Signing up, in and out, renewing access tokens, changing the password.</summary>
internal sealed class SignInHandlers(
    Tokens tokens, Sessions sessions, AccountService accounts, People people, TimeProvider clock, Ids ids)
{
    /// <summary>Of its random half only: the other half is the time. Says nothing about the person, unlike their e-mail address.</summary>
    public static string NewUsername(Ids ids) => $"user-{ids.Next().ToString("N")[16..]}";

    public async Task<Answer<SessionBody>> SignUp(HttpContext http, CancellationToken stop)
    {
        var body = await RequestBody.Read(http, Amiss);
        var password = body.Text("password", Limits.PasswordLength);
        var account = UserForm.NewAccount(body, NewUsername(ids)) with { Password = password };
        if (body.Fault is { } amiss)
            return amiss;
        if (account.Email is null || password is null)
            return Refusals.MissingFields;
        var opened = await accounts.Open(http.Community(), account, stop);
        if (opened.User is not { } user)
            return Refusals.Account("auth", opened.Fault!.Value);
        return Answer.Created(await sessions.Begin(http, user, stop));
    }

    public async Task<Answer<SessionBody>> SignIn(HttpContext http, CancellationToken stop)
    {
        var body = await RequestBody.Read(http, Amiss);
        var (email, password) = (body.Text("email"), body.Text("password"));
        if (body.Fault is { } amiss)
            return amiss;
        if (email is null || password is null)
            return Refusals.MissingFields;
        // The password is looked at before it is said that there is nobody, or no password: each costs the same.
        var user = await Find(http.Community(), email, stop);
        var isTheirs = await accounts.IsPasswordOf(user, password, stop);
        if (user is null)
            return Refusals.NoUserFound;
        if (isTheirs)
            return await sessions.Begin(http, user, stop);
        return await accounts.HasPassword(user, stop) ? Refusals.WrongPassword : Refusals.NoPassword;
    }

    /// <summary>Ends the session of the token, if it is one. Whoever holds no session is signed out already.</summary>
    public async Task<Answer> SignOut(HttpContext http, CancellationToken stop)
    {
        var body = await RequestBody.Read(http, Amiss);
        if (body.Fault is { } malformed)
            return malformed;
        var token = Sessions.TokenOf(http, body);
        Sessions.DropCookie(http);
        if (token is not null && await sessions.Find(http.Community(), token, stop) is { User: { } user, Session: var session })
            await accounts.End(user.Id, session, stop);
        return Answer.Done;
    }

    public async Task<Answer<RenewedBody>> Renew(HttpContext http, CancellationToken stop)
    {
        var body = await RequestBody.Read(http, _ => Refusals.RefreshTokenInvalid);
        var token = Sessions.TokenOf(http, body);
        if (body.Fault is { } amiss)
            return amiss;
        if (token is null)
            return new Answer<RenewedBody>(new NobodyBody());
        var renewal = await sessions.Find(http.Community(), token, stop);
        if (renewal.User is not { } user)
            return renewal.Fault!;
        // Version 7 rotates refresh tokens; its clients keep the one that comes with the answer, here the same one.
        var refresh = http.Version() is ApiVersion.V7 ? token : null;
        return new RenewedBody(true, tokens.AccessFor(user, renewal.Session), refresh, SignedInUser.Of(user, clock.Now()));
    }

    public async Task<Answer<DoneBody>> ChangePassword(HttpContext http, CancellationToken stop)
    {
        var body = await RequestBody.Read(http, Amiss);
        var (password, next) = (body.Text("password"), body.Text("newPassword", Limits.PasswordLength));
        if (body.Fault is { } amiss)
            return amiss;
        if (password is null || next is null)
            return Refusals.MissingFields;
        if (await people.Find(http.Community(), http.Viewer().Id, stop) is not { } user)
            return Refusals.NoUserFound;
        if (!await accounts.HasPassword(user, stop))
            return Refusals.NotByPassword;
        if (!await accounts.IsPasswordOf(user, password, stop))
            return Refusals.WrongPassword;
        return await accounts.ChangePassword(user, next, http.Features.Get<CurrentSession>()?.Id, stop) is { } fault
            ? Refusals.Account("auth", fault)
            : new DoneBody(true, "Password updated successfully.");
    }

    /// <summary>By e-mail address. People whom an operator added without one sign in by username.</summary>
    private async Task<User?> Find(Community project, string email, CancellationToken stop)
    {
        if (email.Length > Limits.HandleLength)
            return null;
        return await people.Find(new Handle(project.Id, HandleKind.Email, email), stop)
            ?? await people.Find(new Handle(project.Id, HandleKind.Username, email), stop);
    }

    private static Fault Amiss(Amiss amiss) => Refusals.Invalid("auth", amiss.Name);
}
