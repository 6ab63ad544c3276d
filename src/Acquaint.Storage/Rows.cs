namespace Acquaint.Storage;

/// <summary>
/// Rows to core types and back, people apart (<see cref="UserColumns"/>). The order of each column list is the order in which its reader
/// takes them.
/// </summary>
internal static class Rows
{
    public const string EdgeColumns =
        "owner, other, tie, request_id, by_me, message, requested_at, answered_at, seen_at, "
        + "i_blocked_at, they_blocked_at, ask_again_at, they_ask_again_at";

    /// <summary>Counters in the form of an edge without a tie, to come in one statement with edges.</summary>
    public const string CountersAsEdge =
        "owner, sent, NULL, NULL, NULL, NULL, received, connected, declined, blocking, blocked_by, NULL, NULL";
    public const string CounterColumns = "owner, sent, received, connected, declined, blocking, blocked_by";

    public static Edge ToEdge(SqlRow row) => new(
        new(row.GetInt64(0)),
        new(row.GetInt64(1)),
        new Relation(
            (Tie)row.GetInt32(2),
            row.IsDBNull(3)
                ? null
                : new Request(new(row.GetGuid(3)), row.GetInt32(4) == 1, Text(row, 5), Time(row, 6)!.Value, Time(row, 7)),
            Time(row, 9),
            Time(row, 10),
            Time(row, 11),
            Time(row, 12)),
        Time(row, 8));

    /// <summary>The one or the other.</summary>
    public static (Counters Counters, Edge? Edge) ToCountersOrEdge(SqlRow row) => row.IsDBNull(2)
        ? (new(row.GetInt32(1), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10)), null)
        : (default, ToEdge(row));

    public static (string, object?)[] OfRelation(UserId owner, UserId other, Relation relation) =>
    [
        ("owner", owner.Value), ("other", other.Value), ("tie", (int)relation.Tie), ("request_id", relation.Request?.Id.Value),
        ("by_me", relation.Request is null ? null : Bit(relation.Request.ByMe)), ("message", relation.Request?.Message),
        ("requested_at", Micros(relation.Request?.At)), ("answered_at", Micros(relation.Request?.AnsweredAt)),
        ("i_blocked_at", Micros(relation.IBlockedAt)), ("they_blocked_at", Micros(relation.TheyBlockedAt)),
        ("ask_again_at", Micros(relation.AskAgainAt)), ("they_ask_again_at", Micros(relation.TheyAskAgainAt)),
    ];

    public static KeyValuePair<UserId, Counters> ToCounters(SqlRow row) =>
        new(
            new(row.GetInt64(0)),
            new(row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6)));

    public static Change ToChange(SqlRow row) => new(
        new(row.GetGuid(1)), (ChangeKind)row.GetInt32(2), new(row.GetInt64(0)), new(row.GetInt64(3)),
        row.IsDBNull(4) ? null : new RequestId(row.GetGuid(4)), Time(row, 5)!.Value);

    public static long? Micros(DateTimeOffset? time) =>
        time is { } t ? (t.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond : null;

    public static DateTimeOffset? Time(SqlRow row, int column) => row.IsDBNull(column) ? null : Time(row.GetInt64(column));

    public static DateTimeOffset? Time(long? micros) =>
        micros is { } since ? DateTimeOffset.UnixEpoch.AddTicks(since * TimeSpan.TicksPerMicrosecond) : null;

    public static string? Text(SqlRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
    public static int Bit(bool value) => value ? 1 : 0;
}
