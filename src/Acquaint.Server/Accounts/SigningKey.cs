using System.Security.Cryptography;

namespace Acquaint.Server.Accounts;

/// <summary>The secret with which this server signs tokens.</summary>
internal sealed record SigningKey(byte[] Bytes)
{
    private const int Length = 32;

    /// <summary>From text an operator configured; too short a secret could be guessed.</summary>
    public static SigningKey Of(string configured) => configured.Length >= Length
        ? new(SHA256.HashData(Encoding.UTF8.GetBytes(configured)))
        : throw new FormatException($"The signing key must have at least {Length} characters.");

    /// <summary>Reads the file, or makes it with a random key that only its owner may read.</summary>
    public static SigningKey FromFile(string path)
    {
        if (!File.Exists(path))
            Make(path);
        var bytes = File.ReadAllBytes(path);
        return bytes.Length == Length ? new(bytes) : throw new FormatException($"{path} holds no signing key of {Length} bytes.");
    }

    /// <summary>Written aside and moved, so that a process that starts at the same moment finds a whole key or none.</summary>
    private static void Make(string path)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = File.Open(draft, create))
        {
            file.Write(RandomNumberGenerator.GetBytes(Length));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
