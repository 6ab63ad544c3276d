using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Acquaint.Server.Accounts;

/// <summary>
/// Signed tokens: our own with HS256, integrators' with RS256, whatever the header of a token asks for. Each dialect says which claims
/// its tokens have.
/// </summary>
internal sealed class Jwt(TimeProvider clock)
{
    private static readonly JsonWebTokenHandler s_handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Sign(byte[] key, IDictionary<string, object> claims, TimeSpan life) =>
        Sign(new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256), claims, life);

    public string Sign(RSAParameters key, IDictionary<string, object> claims, TimeSpan life) =>
        Sign(new SigningCredentials(new RsaSecurityKey(key), SecurityAlgorithms.RsaSha256), claims, life);

    /// <summary>What a token says of itself, genuine or not: tells where to look, never who may look. Null when it is none.</summary>
    public static JsonWebToken? Parse(string token)
    {
        try
        {
            return token.Length > Limits.TokenLength ? null : new JsonWebToken(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The token, if this key signed it and it has not expired; else null.</summary>
    public Task<JsonWebToken?> Read(string token, byte[] key) =>
        Read(token, [new SymmetricSecurityKey(key)], SecurityAlgorithms.HmacSha256);

    /// <summary>The same of a token that was parsed before.</summary>
    public Task<JsonWebToken?> Read(JsonWebToken token, byte[] key) =>
        Read(token, [new SymmetricSecurityKey(key)], SecurityAlgorithms.HmacSha256);

    /// <summary>The token, if one of these keys signed it and it has not expired; else null.</summary>
    public Task<JsonWebToken?> Read(string token, IEnumerable<RSAParameters> keys) =>
        Read(token, keys.Select(key => new RsaSecurityKey(key)), SecurityAlgorithms.RsaSha256);

    private string Sign(SigningCredentials credentials, IDictionary<string, object> claims, TimeSpan life)
    {
        var now = clock.GetUtcNow();
        var descriptor = new SecurityTokenDescriptor
        {
            Claims = claims,
            IssuedAt = now.UtcDateTime,
            Expires = (now + life).UtcDateTime,
            SigningCredentials = credentials,
        };
        return s_handler.CreateToken(descriptor);
    }

    private async Task<JsonWebToken?> Read(string token, IEnumerable<SecurityKey> keys, string algorithm) =>
        Parse(token) is { } parsed ? await Read(parsed, keys, algorithm) : null;

    private async Task<JsonWebToken?> Read(JsonWebToken token, IEnumerable<SecurityKey> keys, string algorithm)
    {
        var result = await s_handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            ValidAlgorithms = [algorithm],
            ValidateIssuer = false,
            ValidateAudience = false,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires),
        });
        return result.IsValid ? (JsonWebToken)result.SecurityToken : null;
    }

    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires > now && !(notBefore > now);
    }
}

internal static class Claims
{
    /// <summary>A claim as text, whatever JSON type it has; null when the token has none of this name.</summary>
    public static string? Text(this JsonWebToken token, string name) =>
        token.TryGetPayloadValue<object>(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public static Guid? Uuid(this JsonWebToken token, string name) => Guid.TryParseExact(token.Text(name), "D", out var id) ? id : null;
}
