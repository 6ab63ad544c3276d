using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Acquaint.Server.Tests.Dialects;

namespace Acquaint.Server.Tests.Fire;

/// <summary>Credentials that prove nothing, made with care; and genuine ones that say strange things.</summary>
internal sealed class BadTokens(HostileWorld world)
{
    private static readonly string[] s_headers =
    [
        "{\"alg\":\"none\"}", "{\"alg\":\"None\"}", "{\"alg\":\"HS256\"}", "{\"alg\":\"HS512\"}", "{\"alg\":\"RS256\"}",
        "{\"alg\":\"ES256\"}",
        "{\"alg\":\"PS256\"}", "{\"alg\":\"x\"}", "{\"alg\":1}", "{\"alg\":null}", "{\"alg\":[\"HS256\"]}",
        "{\"alg\":\"HS256\",\"alg\":\"none\"}",
        "{}", "[]", "null", "", "{", "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}",
        "{\"alg\":\"HS256\",\"kid\":\"../../../dev/null\"}",
        "{\"alg\":\"HS256\",\"kid\":{\"a\":1}}", "{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:1/\",\"x5u\":\"http://127.0.0.1:1/\"}",
        "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}}", "{\"alg\":\"RS256\",\"x5c\":[\"AAAA\"]}",
        "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}", "{\"alg\":\"dir\",\"enc\":\"A128CBC-HS256\",\"zip\":\"DEF\"}",
        "{\"alg\":\"HS256\",\"b64\":false}",
        "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647,\"p2s\":\"AAAA\"}",
        "{\"alg\":\"HS256\",\"typ\":7,\"cty\":[]}",
    ];

    /// <summary>One that must be worth nothing in the watched community, whoever it says that it speaks for.</summary>
    public string Worthless(ITestedDialect dialect, User named, Random random) => random.Next(8) switch
    {
        0 => Nasty.Header(random),
        1 => Expired(dialect, named),
        2 => world.Token(OtherThan(dialect, random), named),
        3 => Broken(world.Token(dialect.Name, named), random),
        4 => new string('x', random.Next(2) == 0 ? 8193 : 20_000),
        5 => Sign(s_headers[random.Next(s_headers.Length)], Claims(dialect, named, random), RandomNumberGenerator.GetBytes(32)),
        6 => $"{Part(s_headers[random.Next(s_headers.Length)])}.{Part(Claims(dialect, named, random))}.",
        _ => $"{Part(s_headers[random.Next(s_headers.Length)])}.{Bomb()}.{Bomb()}.{Part("x")}.{Part("y")}",
    };

    /// <summary>As an integrator of the callers' community could mint it by mistake: the right key, and claims of every kind.</summary>
    public string Minted(ITestedDialect dialect, Random random) => Sign(
        "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
        Claims(dialect, world.Caller(random), random),
        dialect.KeyOf(world.There.Community, ServerProcess.SigningKey));

    /// <summary>The same for the token with which a project vouches for somebody.</summary>
    public string Vouched(Random random)
    {
        var members = new[] { "email", "name", "username", "metadata", "birthdate" }.Select(name => $"\"{name}\":{Nasty.Json(random)}");
        var told = random.Next(2) == 0 ? $"{{{string.Join(',', members)}}}" : Nasty.Json(random);
        var (sub, issuer) = (Either("\"ext-1\"", random), Either($"\"{world.There.Community.Id.Value}\"", random));
        var claims = $"{{\"sub\":{sub},\"iss\":{issuer},\"exp\":{Either("4000000000", random)},\"userData\":{told}}}";
        using var rsa = RSA.Create(world.Rsa);
        var signed = $"{Part("{\"alg\":\"RS256\"}")}.{Part(claims)}";
        return $"{signed}.{Part(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>A refresh token, a widget's token and the like: what a body holds.</summary>
    public string InBody(ITestedDialect dialect, User named, Random random) => random.Next(3) switch
    {
        0 => world.Token(dialect.Name, world.Caller(random)),
        1 => Vouched(random),
        _ => Worthless(dialect, named, random),
    };

    private string Expired(ITestedDialect dialect, User named)
    {
        var claims = new Dictionary<string, object> { ["sub"] = named.Key.Value.ToString("D"), ["user_id"] = named.Id.Value };
        return world.Jwt.Sign(dialect.KeyOf(world.Here.Community, ServerProcess.SigningKey), claims, TimeSpan.FromHours(-1));
    }

    private static string Broken(string token, Random random)
    {
        var at = random.Next(token.Length);
        return random.Next(5) switch
        {
            0 => token[..at],
            1 => token[..token.LastIndexOf('.')] + ".",
            2 => token[..at] + (char)(token[at] ^ 1) + token[(at + 1)..],
            3 => token.Replace('.', ' '),
            _ => token[..at] + (char)random.Next(1, 256) + token[at..],
        };
    }

    private static string OtherThan(ITestedDialect dialect, Random random)
    {
        var others = TestedDialects.OfProduct.Where(one => one != dialect).ToList();
        return others[random.Next(others.Count)].Name;
    }

    /// <summary>What a good token says, and what such tokens may say, with some of it spoilt; what it is for is left as it is.</summary>
    private string Claims(ITestedDialect dialect, User named, Random random)
    {
        var good = System.Buffers.Text.Base64Url.DecodeFromChars(world.Token(dialect.Name, named).Split('.')[1]);
        var claims = JsonNode.Parse(good)!.AsObject();
        foreach (var name in new[] { "jti", "iat" })
            claims.Remove(name);
        foreach (var name in dialect.OtherClaims)
            claims[name] = named.Key.Value.ToString("D");
        (claims["nbf"], claims["exp"]) = (0, DateTimeOffset.MaxValue.ToUnixTimeSeconds());
        var said = claims.Select(one => (Name: one.Key, Value: one.Value!.ToJsonString()))
            .Select(one => $"\"{one.Name}\":{(one.Name == dialect.OtherUse.Claim ? one.Value : Either(one.Value, random))}");
        return $"{{{string.Join(',', said)}}}";
    }

    private static string Either(string right, Random random) => random.Next(3) == 0 ? Nasty.Json(random) : right;

    private static string Sign(string header, string claims, byte[] key)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Part(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(string text) => Part(Encoding.UTF8.GetBytes(text));

    private static string Part(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    /// <summary>A few kilobytes that inflate to many megabytes.</summary>
    private static string Bomb() => s_bomb.Value;

    private static readonly Lazy<string> s_bomb = new(() =>
    {
        using var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.SmallestSize))
            deflate.Write(new byte[3_000_000]);
        return Part(bytes.ToArray());
    });
}
