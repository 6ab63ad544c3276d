using System.Text;
using System.Text.Json.Nodes;
using Acquaint.Server.Tests.Authorisation;
using Acquaint.Server.Tests.Fire;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>SelfCommunity as one of several dialects.</summary>
internal sealed partial class Tested : ITestedDialect
{
    private const string Content = "public while the community's `content-availability` is on; off, nobody gets in";
    private const string Early = "clients read it before anybody signs in";

    public string Name => "selfcommunity";

    public IReadOnlyList<string> Roots => ["/api/v2"];

    public IDialectDriver Driver(TestServer server) => new SelfCommunityDriver(server);

    public byte[] KeyOf(Community community, SigningKey server) => Encoding.UTF8.GetBytes(community.TokenSecret);

    public (string Claim, string Use) OtherUse => ("token_type", "refresh");

    public IReadOnlyList<string> OtherClaims => [Session];

    private const string Session = "acquaint_session";

    public string? ValueOf(Aim aim, string argument) => argument switch
    {
        "id" => aim.Target.Id.ToString(),
        "search" or "user" => aim.Target.Username[..3],
        _ => null,
    };

    public JsonNode? MemberOf(Aim aim, string member) => member switch
    {
        "users" => new JsonArray(aim.Target.Id.Value),
        "sids" => new JsonArray(aim.Notification.Value.ToString("N")),
        _ => null,
    };

    public IReadOnlyDictionary<string, string> PublicOperations { get; } = new Dictionary<string, string>
    {
        ["POST /oauth/token/"] = Reasons.SignIn,
        ["POST /oauth/revoke_token/"] = Reasons.Ends,
        ["POST {root}/jwt/token/"] = Reasons.SignIn,
        ["POST {root}/jwt/verify_token/"] = "tells only of the token that is asked about",
        ["GET {root}/dynamic_preference/"] = Early,
        ["GET {root}/feature/"] = Early,
        ["GET {root}/user/{id}/"] = Reasons.Shown,
        ["GET {root}/user/{id}/connections/"] = Content,
        ["GET {root}/user/{id}/counters/"] = Content,
        ["GET {root}/user/{id}/followers/"] = Content,
        ["GET {root}/user/{id}/followings/"] = Content,
        ["GET {root}/user/search/"] = Content,
        ["GET {root}/user/autocomplete/"] = Content,
    };

    public IReadOnlyList<string> TellingOfTokens => ["POST {root}/jwt/verify_token/"];

    public IEnumerable<Role> Roles(Roles roles) =>
    [
        roles.Impostor("secret of elsewhere", this, (scene, person) => roles.Forger.Sign(this, person, KeyOf(scene.There, roles.Key))),
        roles.Impostor("signed out", this, (_, person) => roles.Forger.Sign(
            this, person, KeyOf(person.Community, roles.Key), claims => claims[Session] = roles.NewId().ToString("D"))),
    ];

    public IReadOnlyDictionary<string, string> Places { get; } = new Dictionary<string, string> { ["id"] = "$id" };

    public (string Call, string Yes, string No)? Question =>
        ("GET /user/$id/is_hidden_by/", """{"is_hidden_by":true}""", """{"is_hidden_by":false}""");

    public string FormOfNotifications => "N";

    public HttpRequestMessage Asking(User other) => new(HttpMethod.Post, $"/api/v2/user/{other.Id}/connection/request/");

    public string Unavailable => """{"errors":[{"message":"The server can't answer now; try again.","code":"unavailable"}]}""";

    public string FaultMemberAt(string path) => path.StartsWith("/oauth", StringComparison.Ordinal) ? "error" : "errors";

    /// <summary>A token of its own making: the community's integrators have its secret.</summary>
    public string OfIntegrator(HostileWorld world, BadTokens bad, Random random) => bad.Minted(this, random);
}
