namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>Bearer tokens, signed with the server's own key.</summary>
internal sealed class Tokens(Jwt jwt, SigningKey key)
{
    // The same key signs tokens of other dialects.
    private const string Use = "fourth";

    public string Issue(Community community, User user) => jwt.Sign(
        key.Bytes,
        new Dictionary<string, object> { ["use"] = Use, ["in"] = $"{community.Id.Value}", ["sub"] = $"{user.Key.Value}" },
        TimeSpan.FromHours(1));

    /// <summary>Whom it names and until when, if it is one of ours for this community.</summary>
    public async Task<(UserKey User, DateTimeOffset Until)?> Read(Community community, string token) =>
        await jwt.Read(token, key.Bytes) is { } read && read.Text("use") == Use
        && read.Uuid("in") == community.Id.Value && read.Uuid("sub") is { } user
            ? (new(user), new(read.ValidTo, TimeSpan.Zero))
            : null;
}
