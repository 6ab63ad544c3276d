using System.Buffers;
using System.Runtime.CompilerServices;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>
/// Writes people of the lists of requests, which are most of those. All but four of a person's members are the same for every viewer:
/// what comes before and after those is turned into JSON once for each state of the person.
/// </summary>
internal sealed class UserWireConverter : AnswerConverter<UserWire>, IWritesAsUsual
{
    private static readonly ConditionalWeakTable<User, Around> s_known = [];

    /// <summary>What stands before and after the members that are the viewer's or change with every request.</summary>
    private sealed record Around(byte[] Before, byte[] After);

    public override void Write(Utf8JsonWriter writer, UserWire value, JsonSerializerOptions options)
    {
        if (value.CanSendPmTo is not null)
        {
            JsonSerializer.Serialize(writer, value, options);
            return;
        }

        var around = s_known.GetValue(value.User, AroundOf);
        var between = Between(value);
        var most = around.Before.Length + Encoding.UTF8.GetMaxByteCount(between.Length) + around.After.Length;
        var whole = ArrayPool<byte>.Shared.Rent(most);
        around.Before.CopyTo(whole, 0);
        var length = around.Before.Length + Encoding.UTF8.GetBytes(between, whole.AsSpan(around.Before.Length));
        around.After.CopyTo(whole, length);
        writer.WriteRawValue(whole.AsSpan(0, length + around.After.Length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(whole);
    }

    /// <summary>Nobody's text can look like the part in between: in a text, quotes are escaped.</summary>
    private static Around AroundOf(User user)
    {
        var stranger = new UserWire(user, relation: null, default);
        var whole = JsonSerializer.SerializeToUtf8Bytes(stranger, Json.Options);
        var between = Encoding.UTF8.GetBytes(Between(stranger));
        var start = whole.AsSpan().IndexOf(between);
        return new(whole[..start], whole[(start + between.Length)..]);
    }

    private static string Between(UserWire person)
    {
        var status = person.ConnectionStatus is { } told ? $"\"{told}\"" : "null";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\"connection_status\":{status},\"connection_requests_sent_counter\":{person.ConnectionRequestsSentCounter}"
            + $",\"connection_requests_received_counter\":{person.ConnectionRequestsReceivedCounter}"
            + $",\"connections_counter\":{person.ConnectionsCounter}");
    }
}
