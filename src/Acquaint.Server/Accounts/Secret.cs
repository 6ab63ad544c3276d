namespace Acquaint.Server.Accounts;

/// <summary>Keys that callers present as they are. What is signed, hashed or found by its digest needs no comparison of its own.</summary>
internal static class Secret
{
    /// <summary>Of random bits only: unlike an id, it has nothing of the time, nor of what was made just before it.</summary>
    public static Guid NewKey()
    {
        const int version = 0x40, variant = 0x80;
        var bytes = RandomNumberGenerator.GetBytes(16);
        (bytes[6], bytes[8]) = ((byte)(version | (bytes[6] & 0x0F)), (byte)(variant | (bytes[8] & 0x3F)));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>In constant time: how long a wrong key takes must not tell how much of it is right.</summary>
    public static bool IsSame(Guid presented, Guid kept) =>
        CryptographicOperations.FixedTimeEquals(presented.ToByteArray(), kept.ToByteArray());
}
