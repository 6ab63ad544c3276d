namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>The Authorization header to the person who calls.</summary>
internal sealed class SignIn(Tokens tokens, ViewerCache viewers, AccountService accounts)
{
    private const string Scheme = "Bearer ";

    /// <summary>
    /// A header that does not prove who calls is refused even where nobody need sign in: a client whose token has run out must learn
    /// so, rather than be shown what a stranger sees.
    /// </summary>
    public async Task<int?> Authenticate(HttpContext http, Community community, bool mustSignIn)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var viewer = await Find(community, header, http.RequestAborted);
        http.SetCaller(new(community, viewer));
        return viewer is null && (mustSignIn || header.Length > 0) ? StatusCodes.Status401Unauthorized : null;
    }

    private async ValueTask<Viewer?> Find(Community community, string header, CancellationToken stop)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var token = header[Scheme.Length..].Trim();
        return await viewers.Find(community, "selfcommunity access", token, () => Validate(community, token, stop));
    }

    /// <summary>A token from a sign-in ends with it; one that an integrator minted lives until it expires.</summary>
    private async Task<ViewerCache.Credential?> Validate(Community community, string token, CancellationToken stop)
    {
        if (await tokens.ReadAccess(community, token) is not { } access)
            return null;
        if (access.Session is { } session && await accounts.Find(access.User, session, stop) is null)
            return null;
        return await viewers.Of(community, access.User, access.Until, stop);
    }
}
