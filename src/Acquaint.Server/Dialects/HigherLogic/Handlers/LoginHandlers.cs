namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The Authentication controller: a username and a password for a token, and what there is to sign in to.</summary>
internal sealed class LoginHandlers(AccountService accounts, CommunityList communities, Tokens tokens)
{
    public async Task<Answer<AuthToken>> Login(HttpContext http, CancellationToken stop)
    {
        if (http.CallerOrNull() is not { } caller)
            return Refusals.Denied;
        var (texts, fault) = await BodyReader.Read(
            http, nameof(LoginCredentials), nameof(LoginCredentials.Username), nameof(LoginCredentials.Password));
        if (fault is not null)
            return fault;
        if (await accounts.SignIn(caller.Community, texts[0], texts[1], stop) is not { } user)
            return Refusals.WrongPassword;

        http.SetCaller(caller with { Viewer = new(user.Id, user.Key, caller.Community, user.Role) });
        var token = tokens.Issue(caller.Community, user);
        // Some clients read the token from the body, others only from this header.
        http.Response.Headers[SignIn.Token] = token;
        return new AuthToken(token);
    }

    /// <summary>Anybody may ask: those who do don't know a key yet, and must know the address.</summary>
    public async Task<Answer<TenantDetail[]>> GetTenantDetail(HttpContext http, CancellationToken stop)
    {
        var args = new Arguments(http);
        var url = args.RequiredText("communityUrl");
        if (args.Fault is not null)
            return args.Fault;
        // Of "host:80" the host is taken for a scheme, and then there is none.
        var host = Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : url.Split('/', ':')[0];
        var found = (await communities.All(stop)).Where(one => one.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase));
        return found.Select(one => TenantDetail.Of(one, http.Request)).ToArray();
    }

    /// <summary>The token alone says for which community the widget is; whose it is, is not told.</summary>
    public async Task<Answer<TenantInfo>> Widget(HttpContext http, CancellationToken stop)
    {
        var (texts, fault) = await BodyReader.Read(http, nameof(WidgetToken), nameof(WidgetToken.token));
        if (fault is not null)
            return fault;
        return await tokens.Read(texts[0]) is { } content && await communities.Find(content.Community, stop) is { } community
            ? TenantInfo.Of(community, http.Request)
            : Refusals.Denied;
    }
}
