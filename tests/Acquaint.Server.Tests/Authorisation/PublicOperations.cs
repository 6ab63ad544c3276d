namespace Acquaint.Server.Tests.Authorisation;

/// <summary>What anybody may call, and why. An operation that is not here answers nobody.</summary>
internal static class PublicOperations
{
    private const string SignIn = "signing in: the proof is in the body";
    private const string Ends = "whoever holds the token may end it, and nobody else can";
    private const string Shown = "people and whom they are connected with are public in the original";
    private const string Content = "public while the community's `content-availability` is on; off, nobody gets in";

    private static readonly Dictionary<string, string> s_reasons = new()
    {
        ["POST /oauth/token/"] = SignIn,
        ["POST /oauth/revoke_token/"] = Ends,
        ["POST {root}/jwt/token/"] = SignIn,
        ["POST {root}/jwt/verify_token/"] = "tells only of the token that is asked about",
        ["GET {root}/dynamic_preference/"] = "clients read it before anybody signs in",
        ["GET {root}/feature/"] = "clients read it before anybody signs in",
        ["GET {root}/user/{id}/"] = Shown,
        ["GET {root}/user/{id}/connections/"] = Content,
        ["GET {root}/user/{id}/counters/"] = Content,
        ["GET {root}/user/{id}/followers/"] = Content,
        ["GET {root}/user/{id}/followings/"] = Content,
        ["GET {root}/user/search/"] = Content,
        ["GET {root}/user/autocomplete/"] = Content,

        ["GET {root}/users/{userId}/connections"] = Shown,
        ["GET {root}/users/{userId}/connections-count"] = Shown,
        ["GET {root}/{projectId}/users/{userId}/connections"] = Shown,
        ["GET {root}/{projectId}/users/{userId}/connections-count"] = Shown,
        ["GET {root}/{projectId}/users/{userId}"] = Shown,
        ["GET {root}/{projectId}/users/by-foreign-id"] = Shown,
        ["GET {root}/{projectId}/users/suggestions"] = Shown,
        ["GET {root}/{projectId}/users/check-username"] = "asked while an account is being opened",
        ["GET {root}/{projectId}/projects/lean"] = "clients read it before anybody signs in",
        ["GET /internal/projects/{projectId}/lean"] = "clients read it before anybody signs in",
        ["POST {root}/{projectId}/auth/sign-up"] = "opening an account",
        ["POST {root}/{projectId}/auth/sign-in"] = SignIn,
        ["POST {root}/{projectId}/auth/sign-out"] = Ends,
        ["POST {root}/{projectId}/auth/request-new-access-token"] = SignIn,
        ["POST {root}/{projectId}/auth/verify-external-user"] = SignIn,
        ["POST {root}/{projectId}/crypto/sign-testing-jwt"] = "signs with the key that the caller brings",
        ["POST /internal/crypto/sign-testing-jwt"] = "signs with the key that the caller brings",

        ["POST {root}/Authentication/Login"] = SignIn,
        ["GET {root}/Authentication/GetTenantDetail"] = "asked before anybody signs in, by those who know the address",
        ["POST {root}/Authentication/Widget"] = SignIn,
        ["GET {root}/Contacts/GetWhoAmI"] = "tells nobody that they are nobody",
        ["POST {root}/Contacts/WhoAmI"] = "tells nobody that they are nobody",
    };

    /// <summary>Paths outside the dialects.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfNoDialect = new Dictionary<string, string>
    {
        ["/Help"] = "documentation",
        ["/v2.0/Help"] = "documentation",
        ["/Help/Api/{id}"] = "documentation",
        ["/Help/ResourceModel"] = "documentation",
        ["/openapi/{name}.json"] = "documentation",
        ["/health/live"] = "load balancers ask it; says one word",
        ["/health/ready"] = "load balancers ask it; says one word",
    };

    public static IEnumerable<string> Names => s_reasons.Keys;

    /// <summary>Why anybody may call it; null when not anybody may.</summary>
    public static string? ReasonOf(string operation) => s_reasons.GetValueOrDefault(operation);
}
