using System.Text.Json;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The version of the API that an endpoint speaks. They differ in the envelope of lists, and in what version 7 added.</summary>
internal enum ApiVersion
{
    V6,
    V7,
}

/// <summary>Marks the version of an endpoint.</summary>
internal sealed record SpokenVersion(ApiVersion Version);

/// <summary>The Replyke API, versions 6 and 7.</summary>
internal sealed class Dialect(Tokens tokens, SignIn auth, SignInHandlers signIn, ExternalHandlers external) : IDialect
{
    // Version 7 moved from the one root to the other; both are in the field.
    private static readonly (string Root, ApiVersion Version)[] s_roots =
        [("/api/v6", ApiVersion.V6), ("/v7", ApiVersion.V7), ("/api/v7", ApiVersion.V7)];

    // What the official client calls by an absolute address, whatever its version.
    private const string Internal = "/internal";

    public Declaration Declared => Settings.Declared;

    public IReadOnlyList<string> Roots => [.. s_roots.Select(one => one.Root), Internal];

    public JsonSerializerOptions Json => Answer.Options;

    public Documentation About => Docs.About;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (root, version) in s_roots)
            MapVersion(Group(routes, root, version));
        ProjectHandlers.MapInternal(Family(Group(routes, Internal, ApiVersion.V6), "project"));
    }

    public async Task<Kit.Fault?> Authenticate(HttpContext http, bool mustSignIn) =>
        await auth.Authenticate(http, mustSignIn) is { } fault ? Kitted(fault) : null;

    public Kit.Fault FaultOf(HttpContext http, int status) =>
        Kitted(Faults.Of(status, http.GetEndpoint()?.Metadata.GetMetadata<FaultFamily>()));

    public async ValueTask<RateScope?> RateScopeOf(HttpContext http)
    {
        var identity = await auth.IdentityOf(http);
        return identity.IsService
            ? null
            : new(identity.Project?.Id, identity.Project?.Get(Settings.RateLimits) ?? Settings.RateLimits.Default);
    }

    private static Kit.Fault Kitted(Fault fault) => new(fault.Status, new FaultBody(fault.Error, fault.Code, fault.Field));

    public string IssueToken(Community community, User user) => tokens.AccessFor(user);

    public DemoLines Examples(DemoScene scene, string url)
    {
        var ann = scene["ann"];
        var root = $"{url}/api/v6/{scene.Community.Id.Value}";
        var received = $"curl -s {Bearer(ann)} '{root}/connections/pending/received?page=1&limit=20'";
        var ask = $"curl -s -X POST {Bearer(scene["hal"])} -H 'Content-Type: application/json' -d '{{\"message\":\"Hello!\"}}' '{root}/users/{ann.Key.Value}/connection'";
        return new($"# Replyke: the requests that wait for Ann\n{received}", received, ask);

        string Bearer(User user) => $"-H 'Authorization: Bearer {IssueToken(scene.Community, user)}'";
    }

    /// <summary>The official client leaves the project out of the paths of the connections family, and only there.</summary>
    private void MapVersion(RouteGroupBuilder api)
    {
        var project = api.MapGroup("/{projectId}");
        ConnectionHandlers.Map(Family(api, "connection"));
        ConnectionHandlers.Map(Family(project, "connection"));
        BlockHandlers.Map(Family(api, "block"));
        BlockHandlers.Map(Family(project, "block"));
        NotificationHandlers.Map(Family(project, "app-notification"));
        UserHandlers.Map(Family(project, "user"));
        signIn.Map(Family(project, "auth"));
        external.Map(Family(project, "auth"));
        ProjectHandlers.Map(Family(project, "project"));
    }

    private RouteGroupBuilder Group(IEndpointRouteBuilder routes, string root, ApiVersion version) =>
        routes.MapGroup(root).WithMetadata(this, new SpokenVersion(version));

    private static RouteGroupBuilder Family(RouteGroupBuilder routes, string name) =>
        routes.MapGroup("").WithMetadata(new FaultFamily(name));
}

internal static class Services
{
    public static IServiceCollection AddReplyke(this IServiceCollection services) => services
        .AddSingleton<Tokens>()
        .AddSingleton<Sessions>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignInHandlers>()
        .AddSingleton<ExternalHandlers>()
        .AddDialect<Dialect>(Settings.Declared);
}
