using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Acquaint.Bench;

/// <summary>Callers that write over HTTP/1.1, each on a connection of its own, one request after the other.</summary>
internal static class Writes
{
    private static readonly byte[] s_endOfHead = "\r\n\r\n"u8.ToArray();

    /// <summary>Runs each caller's requests until the time is over; returns how many were answered 2xx, and how long each took (µs).</summary>
    public static async Task<(int Done, int Failed, List<double> Latencies)> Drive(
        Uri url, int callers, TimeSpan life, Func<int, IEnumerable<(string Path, string Token)>> requestsOf)
    {
        var until = Stopwatch.GetTimestamp() + (long)(life.TotalSeconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => Call(url, requestsOf(caller), until))));
        return (all.Sum(one => one.Done), all.Sum(one => one.Failed), [.. all.SelectMany(one => one.Latencies)]);
    }

    private static async Task<(int Done, int Failed, List<double> Latencies)> Call(
        Uri url, IEnumerable<(string Path, string Token)> requests, long until)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port);
        var (done, failed, latencies, buffer) = (0, 0, new List<double>(), new byte[16 * 1024]);
        foreach (var (path, token) in requests)
        {
            if (Stopwatch.GetTimestamp() > until)
                break;
            var start = Stopwatch.GetTimestamp();
            var head = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Length: 0\r\n\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes(head));
            if (await Status(socket, buffer) is >= 200 and < 300)
                done++;
            else
                failed++;
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return (done, failed, latencies);
    }

    /// <summary>Reads one answer: its head, and as much body as Content-Length or the chunks say (our answers are small).</summary>
    private static async Task<int> Status(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (got == 0)
                return 0;
            length += got;
            var end = buffer.AsSpan(0, length).IndexOf(s_endOfHead);
            if (end < 0)
                continue;
            var head = Encoding.ASCII.GetString(buffer, 0, end);
            var body = buffer.AsSpan(end + 4, length - end - 4);
            if (IsWhole(head, body))
                return int.Parse(head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static bool IsWhole(string head, ReadOnlySpan<byte> body)
    {
        const string Length = "Content-Length: ";
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return body.EndsWith("0\r\n\r\n"u8);
        var line = head.AsSpan(at + Length.Length);
        var end = line.IndexOf('\r');
        return body.Length >= int.Parse(end < 0 ? line : line[..end], System.Globalization.CultureInfo.InvariantCulture);
    }
}
