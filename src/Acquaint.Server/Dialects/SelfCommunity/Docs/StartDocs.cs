using static Acquaint.Server.Dialects.SelfCommunity.Docs;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What the OpenAPI document says of signing in and of what a client asks for when it starts.</summary>
internal static class StartDocs
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x";

    private static readonly TokenWire s_tokens = new(Token, 36000, "Bearer", "read write", Token);

    public static readonly Operation Grant = new("grantToken", "Sign in by password, or renew by refresh token.")
    {
        Body = new(new PasswordGrantWire("password", "ann", "secret", "app"))
        {
            Texts = new Dictionary<string, string> { [Form] = "grant_type=password&username=ann&password=secret&client_id=app" },
        },
        Answers =
        [
            Ok("Tokens.", s_tokens),
            new(400, "Not a grant, or not this person's password.", new(new OAuthErrorWire("invalid_grant", "No account has this."))),
        ],
    };

    public static readonly Operation Revoke = new("revokeToken", "Sign out: end the sign-in that a token came from.")
    {
        Body = new(new TokenQuestionWire(Token)) { Texts = new Dictionary<string, string> { [Form] = $"client_id=app&token={Token}" } },
        Answers =
        [
            new(200, "Signed out, or the token was not valid."),
            new(400, "No token, or one that came from no sign-in.", new(new OAuthErrorWire("invalid_request", "Send token exactly once."))),
        ],
    };

    public static readonly Operation JwtToken = new("obtainJwt", "Sign in by password.")
    {
        Body = new(new PasswordWire("ann", "secret"))
        {
            Texts = new Dictionary<string, string> { [Form] = "username=ann&password=secret" },
        },
        Answers =
        [
            Ok("Tokens.", new JwtWire(Token, Token)),
            No(Refusals.Invalid("username", "required", "Send username exactly once, as text."), "The body makes no sense."),
            No(Refusals.WrongPassword(), "Not this person's password."),
        ],
    };

    public static readonly Operation JwtVerify = new("verifyJwt", "Ask whether a token is genuine and has not expired.")
    {
        Body = new(new TokenQuestionWire(Token)) { Texts = new Dictionary<string, string> { [Form] = $"token={Token}" } },
        Answers =
        [
            new(200, "It is."),
            No(Refusals.Invalid("token", "required", "Send token exactly once, as text."), "The body makes no sense."),
            No(Refusals.DeadToken(), "It is not."),
        ],
    };

    public static readonly Operation Preferences = new("listPreferences", "List what the community has set.")
    {
        Arguments =
        [
            .. PagingArguments,
            new("search", "Part of section.name.", typeof(string)) { Example = "follow_enabled" },
            new("section", "A section.", typeof(string)) { Example = "configurations" },
            new("keys", "Some section.name, with commas between.", typeof(string)) { Example = "configurations.follow_enabled" },
        ],
        Answers = [Ok("All of them, unless a limit is asked for.", Examples.Preferences)],
    };

    public static readonly Operation Features = new("listFeatures", "List the features of the community.")
    {
        Answers = [Ok("None of those that the client knows.", new PageWire<FeatureWire>(0, null, null, []))],
    };
}
