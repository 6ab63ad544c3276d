using Microsoft.AspNetCore.Identity;

namespace Acquaint.Server.Accounts;

/// <summary>What a new account needs to begin with. Lengths and forms are checked by <see cref="AccountService.Open"/>.</summary>
internal sealed record NewAccount(string Username, string? Email = null, string? Password = null)
{
    public string? ExternalId { get; init; }
    public UserRole Role { get; init; }
    public Profile Profile { get; init; } = new();
}

/// <summary>Why an account could not be opened.</summary>
internal enum AccountFault
{
    InvalidUsername,
    InvalidEmail,
    InvalidPassword,
    UsernameTaken,
    EmailTaken,
    ExternalIdTaken,
}

/// <summary>An account, or why there is none.</summary>
internal readonly record struct Opened(User? User, AccountFault? Fault);

/// <summary>Opens accounts, checks passwords, keeps sign-in sessions.</summary>
internal sealed class AccountService(
    IStore store, People people, IPasswordHasher<User> hasher, TimeProvider clock, Ids ids)
{
    // Verified when there is nobody to verify, so that the time an answer takes does not tell who exists. Made like anybody's.
    private readonly Lazy<string> _nobodysHash = new(() => hasher.HashPassword(null!, "nobody"));

    public async Task<Opened> Open(Community community, NewAccount account, CancellationToken stop)
    {
        if ((FaultOf(account.Username, account.Email) ?? FaultOfPassword(account.Password)) is { } fault)
            return new(null, fault);
        var now = clock.Now();
        var user = new User
        {
            Id = await store.NewUserId(stop),
            Key = new(ids.Next()),
            Community = community.Id,
            Username = account.Username,
            Email = account.Email,
            ExternalId = account.ExternalId,
            Role = account.Role,
            CreatedAt = now,
            UpdatedAt = now,
            Profile = account.Profile,
        };
        var hash = account.Password is null ? null : hasher.HashPassword(user, account.Password);
        return await store.Add(user, hash, stop) is { } taken ? new(null, FaultOf(taken)) : new(user, null);
    }

    /// <summary>Changes what is known of a person; names are checked as when an account is opened.</summary>
    public async Task<Opened> Change(Community community, User user, Func<User, User> change, CancellationToken stop)
    {
        var changed = change(user);
        if (changed == user)
            return new(user, null);
        if (FaultOf(changed.Username, changed.Email) is { } fault)
            return new(null, fault);
        var saved = await people.Save(community, user.Id, change, stop);
        return saved.Taken is { } taken ? new(null, FaultOf(taken)) : new(saved.User, null);
    }

    /// <summary>
    /// Gives the person a new password and ends every session but the one it is done in: whoever else is signed in may be why it is done.
    /// </summary>
    public async Task<AccountFault?> ChangePassword(User user, string password, SessionId? doneIn, CancellationToken stop)
    {
        if (FaultOfPassword(password) is { } fault)
            return fault;
        await store.SetPasswordHash(user.Id, hasher.HashPassword(user, password), stop);
        await store.EndAll(user.Id, doneIn, stop);
        return null;
    }

    /// <summary>Shuts out whoever knew the password or is signed in.</summary>
    public async Task ShutOut(User user, CancellationToken stop)
    {
        await store.SetPasswordHash(user.Id, null, stop);
        await store.EndAll(user.Id, except: null, stop);
    }

    /// <summary>The person with this username or e-mail address, if the password is theirs; else null.</summary>
    public async Task<User?> SignIn(Community community, string name, string password, CancellationToken stop)
    {
        var user = Text.IsStorable(name) && name.Length <= Limits.HandleLength ? await people.FindByName(community, name, stop) : null;
        return await IsPasswordOf(user, password, stop) ? user : null;
    }

    /// <summary>Whether the person can sign in by password at all.</summary>
    public async Task<bool> HasPassword(User user, CancellationToken stop) => await store.PasswordHash(user.Id, stop) is not null;

    /// <summary>Renews the stored hash when the hasher has grown stronger since.</summary>
    public async Task<bool> IsPasswordOf(User? user, string password, CancellationToken stop)
    {
        if (password.Length > Limits.PasswordLength)
            return false;
        var hash = user is null ? null : await store.PasswordHash(user.Id, stop);
        var result = hasher.VerifyHashedPassword(user!, hash ?? _nobodysHash.Value, password);
        if (user is null || hash is null || result is PasswordVerificationResult.Failed)
            return false;
        if (result is PasswordVerificationResult.SuccessRehashNeeded)
            await store.SetPasswordHash(user.Id, hasher.HashPassword(user, password), stop);
        return true;
    }

    public async Task<Session> Begin(User user, TimeSpan life, CancellationToken stop)
    {
        var now = clock.Now();
        var session = new Session(user.Id, new(ids.Next()), now, now + life);
        await store.Add(session, stop);
        return session;
    }

    /// <summary>The session, if it has neither ended nor expired.</summary>
    public async Task<Session?> Find(UserId owner, SessionId id, CancellationToken stop) =>
        await store.Find(owner, id, stop) is { } session && session.ExpiresAt > clock.Now() ? session : null;

    public Task End(UserId owner, SessionId id, CancellationToken stop) => store.End(owner, id, stop);

    private static AccountFault? FaultOf(string username, string? email)
    {
        if (!IsHandle(username) || username.Any(char.IsWhiteSpace))
            return AccountFault.InvalidUsername;
        return email is null || (IsHandle(email) && email.Split('@') is [{ Length: > 0 }, .., { Length: > 0 }])
            ? null
            : AccountFault.InvalidEmail;
    }

    private static AccountFault? FaultOfPassword(string? password) =>
        password?.Length is 0 or > Limits.PasswordLength ? AccountFault.InvalidPassword : null;

    private static bool IsHandle(string text) => text.Length is > 0 and <= Limits.HandleLength && Text.IsStorable(text);

    private static AccountFault FaultOf(HandleKind taken) => taken switch
    {
        HandleKind.Email => AccountFault.EmailTaken,
        HandleKind.ExternalId => AccountFault.ExternalIdTaken,
        HandleKind.Username or HandleKind.Key => AccountFault.UsernameTaken,
    };
}
