namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>Higher Logic's API v1.0 and v2.0 (docs/dialects/higherlogic.md): who calls, which routes, how answers are written.</summary>
internal sealed class Dialect(
    CommunityList communities,
    People people,
    Connections connections,
    AccountService accounts,
    ViewerCache cache,
    Jwt jwt,
    SigningKey key,
    TimeProvider clock) : IDialect
{
    private readonly SignIn _signIn = new(communities, people, accounts, cache, new(jwt, key), clock);

    public Declaration Declared => Settings.Declared;

    public IReadOnlyList<string> Roots => Routes.Roots;

    public JsonSerializerOptions Json => HigherLogic.Json.Options;

    public Documentation About => Docs.About;

    public void Map(IEndpointRouteBuilder routes)
    {
        var table = new Routes(
            new(accounts, communities, _signIn.Tokens), new(connections, people), new(connections, people), new(connections, people));
        foreach (var root in Roots)
            table.Map(routes.MapGroup(root).WithMetadata(this));
        Help.Map(routes);
    }

    public Task<Fault?> Authenticate(HttpContext http, bool mustSignIn) => _signIn.Authenticate(http, mustSignIn);

    public Fault FaultOf(HttpContext http, int status) => Refusals.Of(http, status);

    public string IssueToken(Community community, User user) => _signIn.Tokens.Issue(community, user);

    public DemoLines Examples(DemoScene scene, string url)
    {
        var (api, key) = ($"{url}/api", scene.Community.Get(Settings.IamKey));
        var curl = $"curl -s -H 'HLIAMKey: {key}' -H 'HLAuthToken: {IssueToken(scene.Community, scene["ann"])}'";
        return new(
            $"""
            # Higher Logic: the requests that Ann has sent, in JSON and in XML
            {curl} '{api}/v1.0/Friends/GetPendingSentFriendRequests'
            {curl} -H 'Accept: application/xml' '{api}/v1.0/Friends/GetPendingSentFriendRequests'
            """,
            $"{curl} '{api}/v2.0/Friends/GetPendingReceivedFriendRequests'");
    }

    /// <summary>Every answer leaves through here: format, caching, and whom the server takes the caller for.</summary>
    public async Task Write(HttpContext http, int status, object body)
    {
        var format = Format.OfAnswer(http.Request);
        var encoding = Format.EncodingOfAnswer(http.Request);
        var bytes = format.IsXml
            ? Xml.Write(body, ZoneOf(http))
            : HigherLogic.Json.Write(body, Routes.IsFirstVersion(http.Spoken().Root));
        if (encoding is UnicodeEncoding)
            bytes = Encoding.Convert(Encoding.UTF8, encoding, bytes);
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = $"{format.MediaType}; charset={encoding.WebName}";
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Pragma = "no-cache";
        response.Headers.Expires = "-1";
        response.Headers["CurrentContactKey"] = (http.ViewerOrNull()?.Key.Value ?? Guid.Empty).ToString("D");
        await response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>The zone was checked when it was set, but perhaps on a machine that knows more zones than this one.</summary>
    private static TimeZoneInfo ZoneOf(HttpContext http) =>
        http.CallerOrNull() is { } caller && TimeZoneInfo.TryFindSystemTimeZoneById(caller.Community.Get(Settings.TimeZone), out var zone)
            ? zone
            : TimeZoneInfo.Utc;
}
