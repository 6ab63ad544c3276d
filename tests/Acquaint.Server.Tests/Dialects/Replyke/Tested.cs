using System.Text;
using System.Text.Json.Nodes;
using Acquaint.Server.Dialects.Replyke;
using Acquaint.Server.Tests.Authorisation;
using Acquaint.Server.Tests.Fire;

namespace Acquaint.Server.Tests.Dialects.Replyke;

/// <summary>Replyke as one of several dialects.</summary>
internal sealed partial class Tested : ITestedDialect
{
    private const string Cookie = "replyke-refresh-jwt";
    private const string Early = "clients read it before anybody signs in";
    private const string OwnKey = "signs with the key that the caller brings";

    public string Name => "replyke";

    public IReadOnlyList<string> Roots => ["/api/v6", "/api/v7", "/v7"];

    public IDialectDriver Driver(TestServer server) => new ReplykeDriver(server);

    public (string Claim, string Use) OtherUse => ("token_use", "replyke-refresh");

    public IReadOnlyList<string> OtherClaims => ["sid"];

    public string? ActingFor(UserKey person) => $"userId={person.Value}";

    public string? ValueOf(Aim aim, string argument) => argument switch
    {
        "userId" => aim.Target.Key.Value.ToString("D"),
        "projectId" => aim.Community.Id.Value.ToString("D"),
        "connectionId" => aim.Request.Value.ToString("D"),
        "notificationId" => aim.Notification.Value.ToString("D"),
        "foreignId" => aim.Target.ExternalId,
        "query" => aim.Target.Username[..3],
        _ => null,
    };

    public JsonNode? MemberOf(Aim aim, string member) => member switch
    {
        "refreshToken" or "userJwt" => aim.Token,
        "projectId" => aim.Community.Id.Value.ToString("D"),
        _ => null,
    };

    public IReadOnlyDictionary<string, string> PublicOperations { get; } = new Dictionary<string, string>
    {
        ["GET {root}/users/{userId}/connections"] = Reasons.Shown,
        ["GET {root}/users/{userId}/connections-count"] = Reasons.Shown,
        ["GET {root}/{projectId}/users/{userId}/connections"] = Reasons.Shown,
        ["GET {root}/{projectId}/users/{userId}/connections-count"] = Reasons.Shown,
        ["GET {root}/{projectId}/users/{userId}"] = Reasons.Shown,
        ["GET {root}/{projectId}/users/by-foreign-id"] = Reasons.Shown,
        ["GET {root}/{projectId}/users/suggestions"] = Reasons.Shown,
        ["GET {root}/{projectId}/users/check-username"] = "asked while an account is being opened",
        ["GET {root}/{projectId}/projects/lean"] = Early,
        ["GET /internal/projects/{projectId}/lean"] = Early,
        ["POST {root}/{projectId}/auth/sign-up"] = "opening an account",
        ["POST {root}/{projectId}/auth/sign-in"] = Reasons.SignIn,
        ["POST {root}/{projectId}/auth/sign-out"] = Reasons.Ends,
        ["POST {root}/{projectId}/auth/request-new-access-token"] = Reasons.SignIn,
        ["POST {root}/{projectId}/auth/verify-external-user"] = Reasons.SignIn,
        ["POST {root}/{projectId}/crypto/sign-testing-jwt"] = OwnKey,
        ["POST /internal/crypto/sign-testing-jwt"] = OwnKey,
    };

    public IEnumerable<Role> Roles(Roles roles) =>
    [
        roles.Integrator("service key", this, scene => scene.ServiceKey),
        roles.Impostor("service key of elsewhere", this, (scene, _) => scene.KeyOfThere, scene => ActingFor(scene.Bob.Key)),
        roles.Impostor("unknown service key", this, (scene, _) => scene.ServiceKey + "x", scene => ActingFor(scene.Bob.Key)),
        roles.OnAnotherPage("cookie of another page", (scene, person) => ("Cookie", $"{Cookie}={scene.Prepared[(Name, person.Id)]}")),
    ];

    /// <summary>Refresh tokens of Ann and Bob, each of a sign-in of its own.</summary>
    public async Task Prepare(TestServer server, Scene scene)
    {
        foreach (var person in new[] { scene.Ann, scene.Bob })
        {
            var session = await server.Get<AccountService>().Begin(person.User, Tokens.RefreshLife, default);
            scene.Prepared.Add((Name, person.Id), server.Get<Tokens>().RefreshFor(person.User, session));
        }
    }

    /// <summary>A sign-in ends.</summary>
    public bool Spends(ToldOperation operation) => operation.Path.Contains("sign-out", StringComparison.Ordinal);

    public bool NamesCommunity(ToldOperation operation) => operation.Path.Contains("{projectId}", StringComparison.Ordinal);

    public IReadOnlyList<string> RootsOfCalls =>
        [.. Roots.Select(root => $"{root}/$community"), .. Roots, "/internal"];

    public IReadOnlyDictionary<string, string> Places { get; } = new Dictionary<string, string>
    {
        ["userId"] = "$key",
        ["connectionId"] = "$request",
        ["notificationId"] = "$notification",
        ["projectId"] = "$community",
    };

    public HttpRequestMessage Asking(User other) => new(HttpMethod.Post, $"/api/v6/users/{other.Key.Value}/connection")
    {
        Content = new StringContent("{}", Encoding.UTF8, "application/json"),
    };

    public string Unavailable => """{"error":"The server is busy. Try again in a moment.","code":"request/unavailable"}""";

    public string FaultMemberAt(string path) => "error";

    public IReadOnlyList<string> Headers => ["X-Replyke-Project-ID"];

    public IReadOnlyList<string> Cookies => [Cookie];

    public string OfIntegrator(HostileWorld world, BadTokens bad, Random random) => world.ServiceKey;
}
