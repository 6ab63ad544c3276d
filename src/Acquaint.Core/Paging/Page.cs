using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Acquaint.Core;

/// <summary>The lists of one person's edges. Each is newest request first, then the higher id of the other.</summary>
public enum EdgeList
{
    /// <summary>Open requests to the owner.</summary>
    Received,

    /// <summary>Open requests by the owner.</summary>
    Sent,

    /// <summary>Requests by the owner that are open or were declined.</summary>
    SentOrDeclined,
    Connected,
}

/// <summary>Which part of a list: at most <c>Limit</c> rows, from an offset or after a cursor (never both).</summary>
public readonly record struct PageRequest(int Limit, int Offset = 0, Cursor? After = null);

/// <summary>A page of a list.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Total">Rows in the whole list.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, Cursor? Next)
{
    public Page<TOther> Select<TOther>(Func<T, TOther> map) => new([.. Items.Select(map)], Total, Next);
}

/// <summary>A place in a list: the row it stands on.</summary>
public readonly record struct Cursor(DateTimeOffset At, UserId Other)
{
    private const int Bytes = 24;

    /// <summary>
    /// The opaque text of this place in the list that <paramref name="filter"/> names. The text holds a digest of the filter, so that
    /// a cursor taken from one list is refused by another rather than read as some place in it.
    /// </summary>
    public string Encode(string filter)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Digest(filter).CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], At.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], Other.Value);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False for text that is no cursor, or one of another list.</summary>
    public static bool TryDecode(string text, string filter, out Cursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        var status = Base64Url.DecodeFromChars(text, bytes, out var read, out var written);
        if (status is not OperationStatus.Done || read != text.Length || written != Bytes)
            return false;
        if (!bytes[..8].SequenceEqual(Digest(filter)))
            return false;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
        if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
            return false;
        cursor = new(new DateTimeOffset(ticks, TimeSpan.Zero), new UserId(BinaryPrimitives.ReadInt64BigEndian(bytes[16..])));
        return true;
    }

    private static byte[] Digest(string filter) => SHA256.HashData(Encoding.UTF8.GetBytes(filter))[..8];
}

/// <summary>One stored row: how <paramref name="Owner"/> stands to <paramref name="Other"/>.</summary>
/// <param name="SeenAt">When the addressee saw the request; null when not. Never influences a transition.</param>
public sealed record Edge(UserId Owner, UserId Other, Relation Relation, DateTimeOffset? SeenAt = null);

/// <summary>An edge with the person it leads to.</summary>
public sealed record Listed(Edge Edge, User User);

/// <summary>Which of a person's connections to find: those with the text in a name, whatever the letter case.</summary>
public sealed record ConnectionQuery(string Text, bool InUsername = true, bool InDisplayName = true)
{
    public bool Matches(User user) =>
        (InUsername && Has(user.Username)) || (InDisplayName && user.Profile.DisplayName is { } name && Has(name));

    private bool Has(string name) => name.ToLowerInvariant().Contains(Text.ToLowerInvariant(), StringComparison.Ordinal);
}

/// <summary>Somebody whom a person may know. The count is of the mutual connections that were looked at.</summary>
public sealed record Suggestion(User User, int MutualConnections);

/// <summary>How many edges of each kind a person has: kept in step with the rows, so a count costs one look-up.</summary>
public readonly record struct Counters(int Sent, int Received, int Connected, int Declined, int Blocking, int BlockedBy)
{
    /// <summary>The length of one of the person's lists.</summary>
    public int Of(EdgeList list) => list switch
    {
        EdgeList.Received => Received,
        EdgeList.Sent => Sent,
        EdgeList.SentOrDeclined => Sent + Declined,
        EdgeList.Connected => Connected,
    };

    /// <summary>
    /// What one edge adds to its owner's counters. Declined counts those that others declined; BlockedBy says whether anybody must be kept
    /// from the owner's eyes, and is never shown.
    /// </summary>
    public static Counters Of(Relation relation) => Of(relation.Tie) with
    {
        Blocking = relation.IBlockedAt is null ? 0 : 1,
        BlockedBy = relation.ViewerIsBlocked ? 1 : 0,
    };

    public static Counters operator +(Counters left, Counters right) => new(
        left.Sent + right.Sent, left.Received + right.Received, left.Connected + right.Connected, left.Declined + right.Declined,
        left.Blocking + right.Blocking, left.BlockedBy + right.BlockedBy);

    public static Counters operator -(Counters left, Counters right) => new(
        left.Sent - right.Sent, left.Received - right.Received, left.Connected - right.Connected, left.Declined - right.Declined,
        left.Blocking - right.Blocking, left.BlockedBy - right.BlockedBy);

    private static Counters Of(Tie tie) => tie switch
    {
        Tie.Sent => new() { Sent = 1 },
        Tie.Received => new() { Received = 1 },
        Tie.Connected => new() { Connected = 1 },
        Tie.DeclinedByThem => new() { Declined = 1 },
        Tie.None or Tie.DeclinedByMe => default,
    };
}
