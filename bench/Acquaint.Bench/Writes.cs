using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Acquaint.Bench;

/// <summary>Callers that write over HTTP/1.1, each on a connection of its own, one call after the other.</summary>
internal static class Writes
{
    private static readonly byte[] s_endOfHead = "\r\n\r\n"u8.ToArray();

    /// <summary>Runs each caller's conversations until the time is over. Each call may depend on the answer before.</summary>
    public static Task<Outcome> Drive(Uri url, Load load, Func<int, IEnumerable<IReadOnlyList<Func<string, Call>>>> conversationsOf) =>
        Outcome.Of(load, async (caller, outcome) =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(url.Host, url.Port);
            var buffer = new byte[16 * 1024];
            foreach (var conversation in conversationsOf(caller))
            {
                var answer = "";
                foreach (var next in conversation)
                {
                    if (outcome.IsOver)
                        return;
                    var start = Stopwatch.GetTimestamp();
                    var call = next(answer);
                    answer = await Ask(socket, call, buffer);
                    outcome.Add(start);
                    if (!IsDone(call, answer))
                        throw new InvalidOperationException($"{call.Verb} {call.Path} was answered {answer}");
                }
            }

            throw new InvalidOperationException("No pairs are left: take a larger graph, or less time.");
        });

    private static bool IsDone(Call call, string answer) =>
        answer.StartsWith("HTTP/1.1 2", StringComparison.Ordinal) && answer.Contains(call.Expected, StringComparison.Ordinal);

    /// <summary>Sends one call and reads its answer: the head, and as much body as it says (ours are small).</summary>
    private static async Task<string> Ask(Socket socket, Call call, byte[] buffer)
    {
        var head = $"{call.Verb} {call.Path} HTTP/1.1\r\nHost: localhost\r\n{call.Headers}Content-Length: 0\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head));
        for (var length = 0; ;)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (got == 0)
                throw new IOException("The server closed the connection.");
            length += got;
            if (IsWhole(buffer.AsSpan(0, length)))
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        const string Length = "Content-Length: ";
        var end = answer.IndexOf(s_endOfHead);
        if (end < 0)
            return false;
        var head = Encoding.ASCII.GetString(answer[..(end + 2)]);
        var body = answer[(end + 4)..];
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return body.EndsWith("0\r\n\r\n"u8);
        var line = head.AsSpan(at + Length.Length);
        return body.Length >= int.Parse(line[..line.IndexOf('\r')], CultureInfo.InvariantCulture);
    }
}
