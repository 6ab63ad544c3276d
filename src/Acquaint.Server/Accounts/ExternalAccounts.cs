namespace Acquaint.Server.Accounts;

/// <summary>People whom an integrator vouches for by its own id for them: found, linked or added.</summary>
internal sealed class ExternalAccounts(AccountService accounts, People people)
{
    /// <summary>
    /// The person with the external id; or else the one with the e-mail address, who is linked to it; or else a new one. What the
    /// integrator tells of a known person replaces what was known.
    /// </summary>
    /// <param name="community">Whose integrator it is.</param>
    /// <param name="account">A new person's account. Has an external id.</param>
    /// <param name="told">Puts what the integrator tells into a known person.</param>
    public async Task<Opened> FindOrOpen(Community community, NewAccount account, Func<User, User> told, CancellationToken stop)
    {
        if (await FindByExternalId(community, account, stop) is { } known)
            return await accounts.Change(community, known, told, stop);
        if (account.Email is { } email && await people.Find(new Handle(community.Id, HandleKind.Email, email), stop) is { } same)
            return await Link(community, same, account.ExternalId!, told, stop);
        var opened = await accounts.Open(community, account, stop);
        // Somebody's first visit, twice at the same moment: the other call has opened the account.
        return opened.Fault is not null && await FindByExternalId(community, account, stop) is { } theirs
            ? await accounts.Change(community, theirs, told, stop)
            : opened;
    }

    /// <summary>
    /// An account that belongs to another external id stays theirs. One whose address nobody has verified may have been opened by
    /// somebody else, to lie in wait for its owner: linking it shuts them out.
    /// </summary>
    private async Task<Opened> Link(
        Community community, User user, string externalId, Func<User, User> told, CancellationToken stop)
    {
        if (user.ExternalId == externalId)
            return await accounts.Change(community, user, told, stop);
        if (user.ExternalId is not null)
            return new(null, AccountFault.EmailTaken);
        if (!user.EmailVerified)
            await accounts.ShutOut(user, stop);
        return await accounts.Change(community, user, one => told(one) with { ExternalId = externalId }, stop);
    }

    private Task<User?> FindByExternalId(Community community, NewAccount account, CancellationToken stop) =>
        people.Find(new Handle(community.Id, HandleKind.ExternalId, account.ExternalId!), stop);
}
