using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Acquaint.Core;

/// <summary>A person's number: positive, unique over all communities.</summary>
public readonly record struct UserId(long Value) : IComparable<UserId>
{
    public int CompareTo(UserId other) => Value.CompareTo(other.Value);
    public static bool operator <(UserId left, UserId right) => left.Value < right.Value;
    public static bool operator >(UserId left, UserId right) => left.Value > right.Value;
    public static bool operator <=(UserId left, UserId right) => left.Value <= right.Value;
    public static bool operator >=(UserId left, UserId right) => left.Value >= right.Value;
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A person's UUID, for dialects that name people by one.</summary>
public readonly record struct UserKey(Guid Value);

/// <summary>A community's UUID.</summary>
public readonly record struct CommunityId(Guid Value);

/// <summary>A request's UUID; a connection keeps the id of the request it grew from.</summary>
public readonly record struct RequestId(Guid Value);

/// <summary>A change's UUID, version 7.</summary>
public readonly record struct ChangeId(Guid Value);

/// <summary>A sign-in session's UUID.</summary>
public readonly record struct SessionId(Guid Value);

/// <summary>A service key's UUID: names the key without giving it away.</summary>
public readonly record struct ServiceKeyId(Guid Value);

/// <summary>The one maker of ids: UUID version 7. Tests override it.</summary>
/// <remarks>
/// The framework's own maker is random within a millisecond, and changes are listed by id; here each id of a process sorts after the
/// one before it, by a counter in the 12 bits that RFC 9562 leaves for that (§6.2, method 1).
/// </remarks>
public class Ids(TimeProvider clock)
{
    private const int LastOfMillisecond = 0xFFF;
    private readonly Lock _lock = new();
    private long _millisecond;
    private int _counter;

    public virtual Guid Next()
    {
        var (millisecond, counter) = Tick();
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (millisecond << 16) | 0x7000L | (uint)counter);
        RandomNumberGenerator.Fill(bytes[8..]);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    private (long Millisecond, int Counter) Tick()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (now > _millisecond)
                (_millisecond, _counter) = (now, 0);
            else if (_counter < LastOfMillisecond)
                _counter++;
            else
                (_millisecond, _counter) = (_millisecond + 1, 0);
            return (_millisecond, _counter);
        }
    }
}

public static class Clock
{
    /// <summary>The time in UTC, cut to the microseconds that a store holds, so that a value read back equals the one written.</summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var ticks = clock.GetUtcNow().UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
