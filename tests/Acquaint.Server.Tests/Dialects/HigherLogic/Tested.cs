using Acquaint.Server.Tests.Authorisation;
using Acquaint.Server.Tests.Fire;
using Standing = Acquaint.Server.Tests.Authorisation.Standing;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>Higher Logic as one of several dialects.</summary>
internal sealed partial class Tested : ITestedDialect
{
    private const string Token = "HLAuthToken";
    private const string Password = "HLPassword";
    private const string Key = "HLIAMKey";
    private const string OfNobody = "tells nobody that they are nobody";

    public string Name => "higherlogic";

    public IReadOnlyList<string> Roots =>
        ["/api/v1.0", "/api/v2.0", "/higherlogic/external/api/v1.0", "/higherlogic/external/api/v2.0"];

    public IDialectDriver Driver(TestServer server) => new HigherLogicDriver(server);

    public (string Name, string Value) Proof(string path, string token) =>
        IsExternal(path) ? ("Authorization", $"Bearer {token}") : (Token, token);

    public IEnumerable<(string Name, string Value)> HeadersAt(Community community) => [(Key, community.IamKey.ToString("D"))];

    public (string Claim, string Use) OtherUse => ("use", "widget");

    public string? ValueOf(Aim aim, string argument) => argument switch
    {
        "contactKey" => aim.Target.Key.Value.ToString("D"),
        "tenantKey" => aim.Community.Id.Value.ToString("D"),
        "friendRequestRecordKey" => aim.Request.Value.ToString("D"),
        "emailAddress" => aim.Target.Email,
        "legacyContactKey" => aim.Target.ExternalId,
        "communityUrl" => aim.Community.Hosts[0],
        "searchTerms" or "searchText" => aim.Target.Username[..3],
        _ => null,
    };

    public bool Needs(ToldArgument argument) => argument is { IsRequired: true } or { Name: "contactKey" };

    public IReadOnlyDictionary<string, string> PublicOperations { get; } = new Dictionary<string, string>
    {
        ["POST {root}/Authentication/Login"] = Reasons.SignIn,
        ["GET {root}/Authentication/GetTenantDetail"] = "asked before anybody signs in, by those who know the address",
        ["POST {root}/Authentication/Widget"] = Reasons.SignIn,
        ["GET {root}/Contacts/GetWhoAmI"] = OfNobody,
        ["POST {root}/Contacts/WhoAmI"] = OfNobody,
    };

    public IReadOnlyDictionary<string, string> Pages { get; } = new Dictionary<string, string>
    {
        ["/Help"] = Reasons.Documentation,
        ["/v2.0/Help"] = Reasons.Documentation,
        ["/Help/Api/{id}"] = Reasons.Documentation,
        ["/Help/ResourceModel"] = Reasons.Documentation,
    };

    public IEnumerable<Role> Roles(Roles roles) =>
    [
        new("token without key", Standing.Impostor, (scene, operation) => IsExternal(operation.Path)
            ? []
            : roles.AsEach(scene, person => [(Token, roles.Forger.Good(person, this)), (Key, "")])),
        new("wrong password", Standing.Impostor, (scene, operation) => IsExternal(operation.Path)
            ? []
            : [new(scene.Here, roles.Aim(scene, scene.Bob), (Password, "wrong"))]),
        roles.OnAnotherPage("cookie of another page", (_, person) => ("Cookie", $"{Token}={roles.Forger.Good(person, this)}")),
    ];

    public string? NoIn(string body) => body is "[false]" or "null" ? body.Trim('[', ']') : null;

    public IReadOnlyDictionary<string, string> Places { get; } = new Dictionary<string, string>();

    public IReadOnlyList<string> MediaTypes => ["application/json", "application/xml"];

    public HttpRequestMessage Asking(User other) =>
        new(HttpMethod.Post, $"/api/v2.0/Friends/PostFriendRequest?contactKey={other.Key.Value}");

    public string Unavailable => """{"Message":"Service Unavailable.","ErrorCode":503}""";

    public string FaultMemberAt(string path) => "Message";

    public IReadOnlyList<string> Headers => [Key, "HLTenantKey", Token, Password];

    public IReadOnlyList<string> Cookies => [Token];

    public string OfIntegrator(HostileWorld world, BadTokens bad, Random random) => HostileWorld.Password;

    public (string Name, string Value) ProofOfIntegrator(string path, string credential) =>
        IsExternal(path) ? Proof(path, credential) : (Password, credential);

    private static bool IsExternal(string path) => path.StartsWith("/higherlogic", StringComparison.Ordinal);
}
