using System.Security.Cryptography;

namespace Acquaint.Server.Accounts;

/// <summary>RSA keys as integrators have them: PEM, or the base64 of a PEM.</summary>
internal static class RsaKeys
{
    private const int LeastBits = 2048;
    private const int MostBits = 8192;

    /// <summary>The public or the private half of a key. Throws <see cref="FormatException"/>.</summary>
    public static RSAParameters Parse(string text, bool isPrivate)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(PemOf(text));
            if (rsa.KeySize is < LeastBits or > MostBits)
                throw new FormatException($"The key must have {LeastBits} to {MostBits} bits.");
            return rsa.ExportParameters(isPrivate);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new FormatException("That is no RSA key in PEM, or in base64 of PEM.", e);
        }
    }

    private static string PemOf(string text)
    {
        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
            return text;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
