using System.Buffers.Binary;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>
/// A request in one of the two lists: a list of received ones tells who asked, a list of sent ones who was asked. The schema
/// "ConnectionRequest" has <c>id</c>, the endpoints' samples don't; it comes last.
/// </summary>
internal sealed class RequestWire(Listed listed, EdgeList list, UserWire other)
{
    private readonly Request _request = listed.Edge.Relation.Request!;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(UserWireConverter))]
    public UserWire? ToUser => list is EdgeList.Received ? null : other;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(UserWireConverter))]
    public UserWire? FromUser => list is EdgeList.Received ? other : null;
    public DateTimeOffset Created => _request.At;
    public DateTimeOffset? Rejected => listed.Edge.Relation.Tie is Tie.DeclinedByThem ? _request.AnsweredAt : null;
    public DateTimeOffset? Viewed => listed.Edge.SeenAt;
    public long Id => NumberOf(_request.Id);

    /// <summary>
    /// The schema wants an integer and a request has a UUID: as many of its random bits as JavaScript can hold. No endpoint takes the
    /// number back, so that it only has to tell the rows of one person's lists apart.
    /// </summary>
    private static long NumberOf(RequestId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt64BigEndian(bytes[8..]) & ((1L << 53) - 1);
    }
}

/// <summary>What every mutation of a connection answers: how the caller stands to the other now.</summary>
internal sealed record StatusWire(string? ConnectionStatus)
{
    /// <summary>
    /// A decline is not told as a status: to the one who asked, the request stays sent. Where either side blocks the other there is no
    /// tie, so that neither learns of the block from here.
    /// </summary>
    public static string? Of(Relation? relation) => (relation?.Tie ?? Tie.None) switch
    {
        Tie.None or Tie.DeclinedByMe => null,
        Tie.Sent or Tie.DeclinedByThem => "sent_connection_request",
        Tie.Received => "received_connection_request",
        Tie.Connected => "connected",
    };
}

/// <summary>The answer of "Check statuses": user ids as member names.</summary>
internal sealed record StatusesWire(IReadOnlyDictionary<long, string?> ConnectionStatuses);

/// <summary>The answer of "Check a user connection".</summary>
internal sealed record IsConnectionWire(bool IsConnection);

/// <summary>The answer of "Check if a user is hidden".</summary>
internal sealed record IsHiddenWire(bool IsHidden);

/// <summary>The answer of "Check if a user is hidden by".</summary>
internal sealed record IsHiddenByWire(bool IsHiddenBy);
