using Microsoft.IdentityModel.JsonWebTokens;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>Whom and which community a token names, and until when.</summary>
internal readonly record struct TokenContent(UserKey User, CommunityId Community, DateTimeOffset Until);

/// <summary>The tokens that sign-in gives out: opaque to clients, signed with the server's own key.</summary>
internal sealed class Tokens(Jwt jwt, SigningKey key)
{
    // The same key signs tokens of other dialects; this claim keeps them from being taken for one another.
    private const string Use = "higherlogic";

    public string Issue(Community community, User user)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = user.Key.Value.ToString("D"),
            ["community"] = community.Id.Value.ToString("D"),
            ["use"] = Use,
        };
        return jwt.Sign(key.Bytes, claims, community.Get(Settings.TokenLife));
    }

    /// <summary>What the token says, if it is one of ours and still holds; else null.</summary>
    public async Task<TokenContent?> Read(string token) =>
        await jwt.Read(token, key.Bytes) is { } read
        && read.Text("use") == Use
        && read.Uuid("community") is { } community
        && read.Uuid("sub") is { } user
            ? new(new(user), new(community), UntilOf(read))
            : null;

    private static DateTimeOffset UntilOf(JsonWebToken read) => new(read.ValidTo, TimeSpan.Zero);
}
