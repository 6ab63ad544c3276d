using System.Collections.Concurrent;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// Who calls. A key (<c>HLIAMKey</c>) says for which community; a token, its cookie or a password says who. Under the external path
/// a bearer token says both. A request may lack the person, never half of a contradiction: what one community's key presents, another's
/// token can't sign in.
/// </summary>
internal sealed class SignIn(
    CommunityList communities,
    People people,
    AccountService accounts,
    ViewerCache cache,
    Tokens tokens,
    TimeProvider clock)
{
    public const string Token = "HLAuthToken";
    private const string Password = "HLPassword";
    private const string IamKey = "HLIAMKey";
    private const string TenantKey = "HLTenantKey";

    private readonly ConcurrentDictionary<CommunityId, (Task<User?> Admin, DateTimeOffset Until)> _admins = new();

    public Tokens Tokens => tokens;

    public async Task<int?> Authenticate(HttpContext http, bool mustSignIn)
    {
        if (await CommunityOf(http) is { } community)
            http.SetCaller(new(community, await ViewerOf(http, community)));
        return mustSignIn && http.ViewerOrNull() is null ? StatusCodes.Status401Unauthorized : null;
    }

    /// <summary>By the key that was sent; under the external path also by the token alone.</summary>
    private async ValueTask<Community?> CommunityOf(HttpContext http)
    {
        var (headers, stop) = (http.Request.Headers, http.RequestAborted);
        if (headers[IamKey].ToString() is { Length: > 0 } iam)
            return Guid.TryParse(iam, out var key) ? await FindByIamKey(key, stop) : null;
        if (headers[TenantKey].ToString() is { Length: > 0 } tenant)
        {
            return Guid.TryParse(tenant, out var id)
                ? await communities.Find(new CommunityId(id), stop) ?? await FindByIamKey(id, stop)
                : null;
        }

        var bearer = Paths.TakesBearer(http.Request.Path) ? BearerOf(http) : null;
        return bearer is not null && await tokens.Read(bearer) is { } content ? await communities.Find(content.Community, stop) : null;
    }

    private async ValueTask<Community?> FindByIamKey(Guid key, CancellationToken stop) =>
        (await communities.All(stop)).FirstOrDefault(community => Settings.IsKeyOf(community, key));

    /// <summary>The first credential found decides; a wrong one is not made good by another.</summary>
    private async ValueTask<Viewer?> ViewerOf(HttpContext http, Community community)
    {
        var headers = http.Request.Headers;
        if (Paths.TakesBearer(http.Request.Path))
            return BearerOf(http) is { } bearer ? await ByToken(community, bearer, http.RequestAborted) : null;
        if (headers[Token].ToString() is { Length: > 0 } token)
            return await ByToken(community, token, http.RequestAborted);
        if (headers[Password].ToString() is { Length: > 0 } password)
            return await ByPassword(community, password, http.RequestAborted);
        return http.Request.Cookies[Token] is { Length: > 0 } cookie && http.MaySignInByCookie(community)
            ? await ByToken(community, cookie, http.RequestAborted)
            : null;
    }

    private static string? BearerOf(HttpContext http)
    {
        const string scheme = "Bearer ";
        var authorization = http.Request.Headers.Authorization.ToString();
        return authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? authorization[scheme.Length..].Trim() : null;
    }

    private ValueTask<Viewer?> ByToken(Community community, string token, CancellationToken stop) =>
        cache.Find(community, "higherlogic token", token, async () =>
            await tokens.Read(token) is { } content && content.Community == community.Id
                ? await cache.Of(community, content.User, content.Until, stop)
                : null);

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
