using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Acquaint.Server.Tests.Fire;

/// <summary>One caller's connection to the server: kept while the server keeps it, opened again when it is closed.</summary>
internal sealed class RawConnection(Uri url) : IDisposable
{
    private TcpClient? _client;
    private NetworkStream? _stream;
    private BufferedStream? _reader;

    /// <summary>Sends and reads one answer; null when the server cut the connection instead.</summary>
    public async Task<RawAnswer?> Send(RawCall call, CancellationToken stop)
    {
        // A connection that the server has closed since the last answer shows that only when it is used.
        var isKept = _client is not null;
        var answer = await SendOnce(call, stop);
        return answer is null && isKept && !call.MayBeCut ? await SendOnce(call, stop) : answer;
    }

    public void Dispose()
    {
        _client?.Dispose();
        (_client, _stream, _reader) = (null, null, null);
    }

    private async Task<RawAnswer?> SendOnce(RawCall call, CancellationToken stop)
    {
        if (_client is null)
        {
            _client = new TcpClient { NoDelay = true };
            await _client.ConnectAsync(url.Host, url.Port, stop);
            _stream = _client.GetStream();
            _reader = new BufferedStream(_stream, 16 * 1024);
        }

        // The server may answer before it has read all: then the rest is not worth sending.
        var sending = Write(_stream!, call, stop);
        var answer = await Read(_reader!, isHead: call.Method == "HEAD", stop);
        var isClean = sending.IsCompleted && call is { MayBeCut: false, After.Length: 0 };
        if (answer is null || !isClean || answer.Header("connection") == "close")
            Dispose();
        await sending;
        return answer;
    }

    private static async Task Write(NetworkStream stream, RawCall call, CancellationToken stop)
    {
        try
        {
            await stream.WriteAsync(call.Bytes(), stop);
            if (call.EndsThere)
                stream.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // Whether that was well is for the answer to say.
        }
    }

    private static async Task<RawAnswer?> Read(BufferedStream reader, bool isHead, CancellationToken stop)
    {
        try
        {
            var (status, headers) = await ReadHead(reader, stop);
            while (status is >= 100 and < 200)
                (status, headers) = await ReadHead(reader, stop);
            return new(status, headers, isHead || status is 204 or 304 ? [] : await ReadBody(reader, headers, stop));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static async Task<(int Status, Dictionary<string, string> Headers)> ReadHead(BufferedStream reader, CancellationToken stop)
    {
        var words = (await ReadLine(reader, stop)).Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLine(reader, stop) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return (int.Parse(words[1], CultureInfo.InvariantCulture), headers);
    }

    private static async Task<byte[]> ReadBody(BufferedStream reader, Dictionary<string, string> headers, CancellationToken stop)
    {
        if (headers.TryGetValue("content-length", out var length))
            return await ReadBytes(reader, int.Parse(length, CultureInfo.InvariantCulture), stop);
        using var body = new MemoryStream();
        if (!headers.ContainsKey("transfer-encoding"))
        {
            // As it was before HTTP/1.1: all that comes.
            if (headers.GetValueOrDefault("connection") == "close")
                await reader.CopyToAsync(body, stop);
            return body.ToArray();
        }

        while (int.Parse(await ReadLine(reader, stop), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            body.Write(await ReadBytes(reader, size, stop));
            await ReadLine(reader, stop);
        }

        await ReadLine(reader, stop);
        return body.ToArray();
    }

    private static async Task<byte[]> ReadBytes(BufferedStream reader, int length, CancellationToken stop)
    {
        var bytes = new byte[length];
        await reader.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    private static async Task<string> ReadLine(BufferedStream reader, CancellationToken stop)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await reader.ReadExactlyAsync(one, stop);
            if (one[0] == '\n')
                return line.ToString();
            if (one[0] != '\r')
                line.Append((char)one[0]);
        }
    }
}
