namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// Who calls. A key (<c>HLIAMKey</c>) says for which community; a token, its cookie or a password says who. Under the external path
/// a bearer token says both. A request may lack the person, never half of a contradiction: what one community's key presents, another's
/// token can't sign in.
/// </summary>
internal sealed class SignIn(
    CommunityList communities, People people, AccountService accounts, ViewerCache cache, Tokens tokens, TimeProvider clock)
{
    public const string Token = "HLAuthToken";
    private const string Password = "HLPassword";
    private const string IamKey = "HLIAMKey";
    private const string TenantKey = "HLTenantKey";
    private readonly ConcurrentDictionary<CommunityId, (Task<User?> Admin, DateTimeOffset Until)> _admins = new();

    public Tokens Tokens => tokens;

    public async Task<Fault?> Authenticate(HttpContext http, bool mustSignIn)
    {
        var (isExternal, stop) = (Routes.IsExternal(http.Spoken().Root), http.RequestAborted);
        var (home, user) = isExternal && http.Request.Bearer() is { } bearer ? await Read(bearer, stop) : (null, null);
        if (await ByKey(http.Request.Headers, keyless: home, stop) is { } community)
            http.SetCaller(new(community, isExternal ? ViewerIn(community, user) : await ViewerOf(http, community)));
        return mustSignIn && http.ViewerOrNull() is null ? Refusals.Denied : null;
    }

    /// <summary>The community whose key was sent; where none was, the one given.</summary>
    private async ValueTask<Community?> ByKey(IHeaderDictionary headers, Community? keyless, CancellationToken stop)
    {
        if (headers[IamKey].ToString() is { Length: > 0 } iam)
            return Guid.TryParse(iam, out var key) ? await FindByIamKey(key, stop) : null;
        if (headers[TenantKey].ToString() is not { Length: > 0 } tenant)
            return keyless;
        return Guid.TryParse(tenant, out var id)
            ? await communities.Find(new CommunityId(id), stop) ?? await FindByIamKey(id, stop)
            : null;
    }

    private async ValueTask<Community?> FindByIamKey(Guid key, CancellationToken stop) =>
        (await communities.All(stop)).FirstOrDefault(community => Settings.IsKeyOf(community, key));

    /// <summary>The first credential found decides; a wrong one is not made good by another.</summary>
    private async ValueTask<Viewer?> ViewerOf(HttpContext http, Community community)
    {
        var (headers, stop) = (http.Request.Headers, http.RequestAborted);
        if (headers[Token].ToString() is { Length: > 0 } token)
            return ViewerIn(community, (await Read(token, stop)).User);
        if (headers[Password].ToString() is { Length: > 0 } password)
            return await ByPassword(community, password, stop);
        return http.Request.Cookies[Token] is { Length: > 0 } cookie && http.MaySignInByCookie(community)
            ? ViewerIn(community, (await Read(cookie, stop)).User)
            : null;
    }

    /// <summary>Nobody, where the token is of another community.</summary>
    private static Viewer? ViewerIn(Community community, User? user) =>
        user?.Community == community.Id ? new(user.Id, user.Key, community, user.Role) : null;

    /// <summary>Which community a token names, and whom there; it is validated once and then remembered for a moment.</summary>
    private async ValueTask<(Community? Home, User? User)> Read(string token, CancellationToken stop)
    {
        Community? home = null;
        var user = await cache.Find("higherlogic token", token, async () =>
        {
            if (await tokens.Read(token) is not { } content)
                return null;
            home = await communities.Find(content.Community, stop);
            return home is null ? null : await cache.Of(home, content.User, content.Until, stop);
        });
        return (user is null ? home : await communities.Find(user.Community, stop), user);
    }

    private ValueTask<Viewer?> ByPassword(Community community, string password, CancellationToken stop) =>
        cache.Find(community, "higherlogic password", password, async () =>
        {
            var contact = await IamContact(community, stop);
            return await accounts.IsPasswordOf(contact, password, stop) ? new(contact!, DateTimeOffset.MaxValue) : null;
        });

    private Task<User?> IamContact(Community community, CancellationToken stop) => community.Get(Settings.IamContact) is { } id
        ? people.Find(community, new UserId(id), stop)
        : FirstAdmin(community).WaitAsync(stop);

    /// <summary>
    /// Remembered as long as a rule is, and looked for once at a time: finding nobody reads the whole community, and callers with
    /// wrong passwords must not make that happen at each try.
    /// </summary>
    private Task<User?> FirstAdmin(Community community)
    {
        var now = clock.GetUtcNow();
        return _admins.AddOrUpdate(
            community.Id,
            _ => Look(),
            (_, known) => known.Until > now || !known.Admin.IsCompleted ? known : Look()).Admin;

        (Task<User?>, DateTimeOffset) Look() => (people.FindFirstAdmin(community, CancellationToken.None), now + Limits.CommunityStaleness);
    }
}
