namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>The host to the community, and the Authorization header to the person who calls.</summary>
internal sealed class SignIn(CommunityList communities, Tokens tokens, ViewerCache viewers, AccountService accounts)
{
    /// <summary>
    /// A header that does not prove who calls is refused even where nobody need sign in: a client whose token has run out must learn
    /// so, rather than be shown what a stranger sees.
    /// </summary>
    public async Task<Fault?> Authenticate(HttpContext http, bool mustSignIn)
    {
        var community = await communities.FindByHost(http.Request.HostName(), http.RequestAborted);
        var access = Access.Of(http.GetEndpoint());
        var viewer = access == Access.ForEverybody ? null : await Find(community, http.Request.Bearer(), http.RequestAborted);
        http.SetCaller(new(community, viewer));
        if (viewer is not null || access == Access.ForEverybody)
            return null;
        if (http.Request.Headers.Authorization.ToString().Length > 0)
            return Refusals.BadToken;
        var isWithheld = access == Access.AsContent && !community.Get(Settings.ContentAvailability);
        return mustSignIn || isWithheld ? Refusals.NotSignedIn : null;
    }

    private async ValueTask<Viewer?> Find(Community community, string? token, CancellationToken stop) => token is null
        ? null
        : await viewers.Find(community, "selfcommunity access", token, () => Validate(community, token, stop));

    /// <summary>A token from a sign-in ends with it; one that an integrator minted lives until it expires.</summary>
    private async Task<ViewerCache.Credential?> Validate(Community community, string token, CancellationToken stop)
    {
        if (await tokens.Read(community, token) is not { IsRefresh: false } access)
            return null;
        if (access.Session is { } session && await accounts.Find(access.User, session, stop) is null)
            return null;
        return await viewers.Of(community, access.User, access.Until, stop);
    }
}

/// <summary>Who may call an endpoint, where it is not simply anybody who has signed in: put on the endpoint.</summary>
internal sealed class Access
{
    /// <summary>
    /// Anybody, and a token that was sent along is not looked at. Clients send theirs to every path: an expired one must not stand in the
    /// way where it is renewed.
    /// </summary>
    public static readonly Access ForEverybody = new();

    /// <summary>Anybody, unless the community shows its content to those only who have signed in.</summary>
    public static readonly Access AsContent = new();

    public static Access? Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<Access>();
}
