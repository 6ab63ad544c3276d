using Microsoft.IdentityModel.JsonWebTokens;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What a token says: whose it is, the sign-in it came from (an integrator's own tokens have none), and when it ends.</summary>
internal sealed record Token(bool IsRefresh, UserId User, SessionId? Session, DateTimeOffset Until);

/// <summary>
/// Bearer tokens as SelfCommunity's JWT scheme has them: HS256 under the community's secret, so that an integrator can mint them too.
/// </summary>
internal sealed class Tokens(Jwt jwt, Ids ids)
{
    /// <summary>What SelfCommunity's own pages print as <c>expires_in</c>.</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromHours(10);
    public static readonly TimeSpan SessionLife = TimeSpan.FromDays(30);

    private const string AccessType = "access";
    private const string RefreshType = "refresh";

    // A name of our own: an integrator may put any other claim into its tokens.
    private const string SessionClaim = "acquaint_session";

    public string Access(Community community, UserId user, SessionId? session) =>
        jwt.Sign(KeyOf(community), ClaimsOf(AccessType, user, session), AccessLife);

    /// <summary>Worth nothing without the stored session, so that holding the community's secret is not enough to make one.</summary>
    public string Refresh(Community community, Session session) =>
        jwt.Sign(KeyOf(community), ClaimsOf(RefreshType, session.Owner, session.Id), SessionLife);

    /// <summary>A token of either kind; null when it is not valid, or of no kind.</summary>
    public async Task<Token?> Read(Community community, string token)
    {
        if (await jwt.Read(token, KeyOf(community)) is not { } read || UserOf(read) is not { } user)
            return null;
        var session = read.Uuid(SessionClaim) is { } id ? new SessionId(id) : (SessionId?)null;
        var type = read.Text("token_type");
        return type is AccessType or RefreshType ? new(type is RefreshType, user, session, new(read.ValidTo)) : null;
    }

    /// <summary>Whether the community's secret signed it and it has not expired; whatever it is for, and whoever it names.</summary>
    public async Task<bool> IsGenuine(Community community, string token) => await jwt.Read(token, KeyOf(community)) is not null;

    /// <summary>A number by the documentation; some libraries write it as a string of digits.</summary>
    private static UserId? UserOf(JsonWebToken token) =>
        long.TryParse(token.Text("user_id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(id) : null;

    private Dictionary<string, object> ClaimsOf(string type, UserId user, SessionId? session)
    {
        var claims = new Dictionary<string, object> { ["token_type"] = type, ["user_id"] = user.Value, ["jti"] = ids.Next().ToString("D") };
        if (session is { } from)
            claims[SessionClaim] = from.Value.ToString("D");
        return claims;
    }

    private static byte[] KeyOf(Community community) => Encoding.UTF8.GetBytes(community.Get(Settings.TokenSecret)!);
}
