namespace Acquaint.Core;

/// <summary>A person's number: positive, unique over all communities (SelfCommunity's <c>id</c>).</summary>
public readonly record struct UserId(long Value) : IComparable<UserId>
{
    public int CompareTo(UserId other) => Value.CompareTo(other.Value);

    public static bool operator <(UserId left, UserId right) => left.Value < right.Value;

    public static bool operator >(UserId left, UserId right) => left.Value > right.Value;

    public static bool operator <=(UserId left, UserId right) => left.Value <= right.Value;

    public static bool operator >=(UserId left, UserId right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A person's UUID (Replyke's user id, Higher Logic's ContactKey).</summary>
public readonly record struct UserKey(Guid Value);

/// <summary>A community's UUID (Replyke's project id).</summary>
public readonly record struct CommunityId(Guid Value);

/// <summary>A request's UUID; a connection keeps the id of the request it grew from (Replyke's connection id).</summary>
public readonly record struct RequestId(Guid Value);

/// <summary>A change's UUID, version 7.</summary>
public readonly record struct ChangeId(Guid Value);

/// <summary>A sign-in session's UUID.</summary>
public readonly record struct SessionId(Guid Value);

/// <summary>The one maker of ids: UUID version 7, so that ids made later sort later. Tests override it.</summary>
public class Ids(TimeProvider clock)
{
#pragma warning disable RS0030 // the place the ban points to
    public virtual Guid Next() => Guid.CreateVersion7(clock.GetUtcNow());
#pragma warning restore RS0030
}

public static class Clock
{
    /// <summary>The time in UTC, cut to whole microseconds: what a store can hold, so that a value read back equals the one written.</summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var ticks = clock.GetUtcNow().UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
