using System.Globalization;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What a token says: whose it is, the sign-in it came from (an integrator's own tokens have none), and when it ends.</summary>
internal sealed record Token(UserId User, SessionId? Session, DateTimeOffset Until);

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

    public string Access(Community community, UserId user, SessionId? session)
    {
        var claims = ClaimsOf(AccessType, user, ids.Next());
        if (session is { } from)
            claims[SessionClaim] = from.Value.ToString("D");
        return jwt.Sign(KeyOf(community), claims, AccessLife);
    }

    /// <summary>Worth nothing without the stored session, so that holding the community's secret is not enough to make one.</summary>
    public string Refresh(Community community, Session session)
    {
        var claims = ClaimsOf(RefreshType, session.Owner, ids.Next());
        claims[SessionClaim] = session.Id.Value.ToString("D");
        return jwt.Sign(KeyOf(community), claims, SessionLife);
    }

    public Task<Token?> ReadAccess(Community community, string token) => Read(community, token, AccessType);

    public Task<Token?> ReadRefresh(Community community, string token) => Read(community, token, RefreshType);

    /// <summary>Whether the community's secret signed it and it has not expired; whatever it is for, and whoever it names.</summary>
    public async Task<bool> IsGenuine(Community community, string token) => await jwt.Read(token, KeyOf(community)) is not null;

    private async Task<Token?> Read(Community community, string token, string type)
    {
        if (await jwt.Read(token, KeyOf(community)) is not { } read || read.Text("token_type") != type || UserOf(read) is not { } user)
            return null;
        return new(user, read.Uuid(SessionClaim) is { } session ? new SessionId(session) : null, new(read.ValidTo));
    }

    /// <summary>A number by the documentation; some libraries write it as a string of digits.</summary>
    private static UserId? UserOf(JsonWebToken token) =>
        long.TryParse(token.Text("user_id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(id) : null;

    private static Dictionary<string, object> ClaimsOf(string type, UserId user, Guid id) =>
        new() { ["token_type"] = type, ["user_id"] = user.Value, ["jti"] = id.ToString("D") };

    private static byte[] KeyOf(Community community) => Encoding.UTF8.GetBytes(community.Get(Settings.TokenSecret)!);
}
