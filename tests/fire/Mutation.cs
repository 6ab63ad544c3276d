using System.Text;
using Acquaint.Server.Tests.Dialects;
using static Acquaint.Server.Tests.Fire.Nasty;

namespace Acquaint.Server.Tests.Fire;

/// <summary>One way to spoil a call.</summary>
/// <param name="Apply">Spoils it. The random numbers are the input's own, so that it can be made again.</param>
/// <param name="Fits">Whether a call has what is spoilt; null for any.</param>
internal sealed record Mutation(string Name, Action<RawCall, Random> Apply, Func<RawCall, bool>? Fits = null)
{
    private static readonly string[] s_methods =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND", "M-SEARCH", "\x7f", ""];

    private static readonly string[] s_names =
        ["limit", "offset", "page", "search", "cursor", "sort", "userId", "actingUserId", "mutual", "hard", "message"];

    private static readonly string[] s_keys = [.. TestedDialects.OfProduct.SelectMany(one => one.Headers)];

    private static readonly string[] s_cookies =
    [
        "=", ";;;", "a=\"",
        .. TestedDialects.OfProduct.SelectMany(one => one.Cookies).SelectMany(name => new[] { $"{name}=", $"{name}=a; {name}=b; " }),
    ];

    private static readonly string[] s_versions =
        ["HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.2", "HTTP/9.9", "http/1.1", "XTTP/1.1", "", "HTTP/1.1 x"];

    private static readonly string[] s_hosts =
        ["", "[::1", "xn--zz", "xn--\u00ff", "a b", "localhost:99999", "localhost:x", "..", ".", "@", "%00", "0x7f.1"];

    private static readonly string[] s_accepts =
    [
        "", "*/*", "text/xml", "application/xml;q=0.9, */*;q=0.1", "text/html", "application/json;q=2", "application/json;q=-1", ";;;,,,",
        "a/b/c",
        "application/json; charset=\"", "*/json", "text/*", "q=1", string.Join(',', Enumerable.Repeat("text/xml;q=0.001", 500)),
        "image/png",
    ];

    private static readonly string[] s_charsets =
        ["utf-16", "utf-7", "utf-32", "*", "utf-16;q=0", "latin1", "x;q=", "utf-16, utf-8;q=0.5", ","];

    private static readonly string[] s_origins = ["null", "http://evil.example", "http://127.0.0.1", "x", "http://[::1", "\u00e9", "*"];

    private static readonly string[] s_lengths = ["-1", "1e3", "99999999999999999999", "0x10", "", "1, 2", "9223372036854775807", "x"];

    private static readonly string[] s_chunks =
        ["-1\r\n", "zz\r\n", "ffffffffffffffff\r\nx", "80000000\r\nx", "\r\n\r\n", "5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n"];

    private static readonly string[] s_cutChunks = ["", "5", "5\r\nhello\r\n", "7fffffff\r\nx", "5\r\nhel", "0\r\n"];

    private static readonly string[] s_contentTypes =
    [
        "", "x", "application/json", "application/json; charset=utf-16", "application/json; charset=nope", "application/json;",
        "text/plain",
        "text/xml", "application/xml; charset=utf-32", "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-7",
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "application/octet-stream",
        "a/b; charset=\"",
        "application/xml;;;", "*/*", "application/json, text/xml", "application/vnd.api+json", "text/json; charset=x-user-defined",
    ];

    public static readonly IReadOnlyList<Mutation> All =
    [
        new("nothing", (_, _) => { }),
        new("path argument", PathArgument),
        new("path segment", PathSegment),
        new("path ending", (call, random) => Missing(call).Path += Pick(random, "/", "//", "x", "/..", "/.", "%2f", "%00", ";a=b", "/%ff",
            "?", "#x", ".json")),
        new("path length", (call, random) => Missing(call).Path += "/" + new string('a', random.Next(2) == 0 ? 4000 : 40_000)),
        new("path letters", (call, _) => call.Path = call.Path.ToUpperInvariant()),
        new("path slashes", (call, _) => call.Path = Missing(call).Path.Replace("/", "//", StringComparison.Ordinal)),
        new("path root", (call, random) => Missing(call).Path = Pick(random, "*", "", "//x", "http://localhost" + call.Path,
            "x" + call.Path, call.Path.Replace("/a", "/%61", StringComparison.Ordinal))),
        new("query value", QueryValue, call => call.Query.Count > 0),
        new("every query value", (call, random) => call.Query.ForEachPair((name, _) => $"{name}={Encoded(random)}"),
            call => call.Query.Count > 0),
        new("query twice", (call, random) => call.Query.Add(call.Query[random.Next(call.Query.Count)]), call => call.Query.Count > 0),
        new("query gone", (call, _) => call.Query.Clear(), call => call.Query.Count > 0),
        new("query letters", (call, _) => call.Query.ForEachPair((name, value) => $"{name.ToUpperInvariant()}={value}"),
            call => call.Query.Count > 0),
        new("query names", (call, random) => call.Query.Add($"{Pick(random, s_names)}={Encoded(random)}")),
        new("query junk", (call, random) => call.Query.Add(Pick(random, "&&&", "=", "=x", "a", "%", "%00=%00", "[]=1", "a[b]=c", "a;b",
            "?x=1", Encoded(random)))),
        new("query flood", (call, random) =>
            call.Query.AddRange(Enumerable.Range(0, random.Next(2) == 0 ? 500 : 1500).Select(i => $"a{i}=1"))),
        new("query of bytes", (call, _) => Missing(call).Query.Add("search=" + Raw("雪\u0080"))),
        new("method", (call, random) => Missing(call).Method = Pick(random, s_methods)),
        new("version", (call, random) => Cut(call).Version = Pick(random, s_versions)),
        new("host", (call, random) => Missing(call).Set("Host", Pick(random, s_hosts))),
        new("hosts", (call, random) => Add(Missing(call), "Host", Pick(random, s_hosts))),
        new("no host", (call, _) => Missing(call).Remove("Host")),
        new("authorization", (call, random) => call.Set("Authorization", Pick(random, "", "Bearer", "Bearer ", "Basic YTpi", "bearer  x",
            "Digest a=b", "Bearer " + Header(random), Header(random)))),
        new("authorization twice", (call, random) => Add(call, "Authorization", "Bearer " + Header(random))),
        new("keys", (call, random) => call.Set(Pick(random, s_keys), Header(random))),
        new("long key", (call, random) => call.Set(Pick(random, s_keys), new string('x', 10_000))),
        new("cookies", (call, random) => call.Set("Cookie", Pick(random, s_cookies) + Header(random))),
        new("many cookies", (call, _) => call.Set("Cookie", string.Join("; ", Enumerable.Range(0, 2000).Select(i => $"c{i}=1")))),
        new("accept", (call, random) => call.Set("Accept", Pick(random, s_accepts))),
        new("accept-charset", (call, random) => call.Set("Accept-Charset", Pick(random, s_charsets))),
        new("accept-language", (call, random) => call.Set("Accept-Language", Pick(random, "tlh", "*", "x-;q=9", Header(random)))),
        new("origin", (call, random) => call.Set("Origin", Pick(random, s_origins))),
        new("preflight", Preflight),
        new("forwarded", (call, random) => call.Set(Pick(random, "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"),
            Pick(random, "", ",", "::", "1.2.3.4:x", "[::1", "999.9.9.9", "javascript", "xn--zz", "a b", Header(random)))),
        new("override", (call, random) => call.Set("X-HTTP-Method-Override", Pick(random, s_methods[..5]))),
        new("conditions", (call, random) => call.Set(
            Pick(random, "If-Match", "If-Modified-Since", "Range", "If-None-Match"),
            Pick(random, "*", "bytes=0-", "bytes=-1,-2", "Thu, 99 Foo 0000", "\""))),
        new("upgrade", (call, random) => Upgrade(call, Pick(random, "h2c", "websocket", "TLS/1.0", "x"))),
        new("expect", (call, random) => Missing(call).Set("Expect", Pick(random, "100-continue", "200-ok", ""))),
        new("header flood", (call, random) => Flood(Missing(call), random.Next(2) == 0 ? 60 : 2000)),
        new("long header", (call, random) => Missing(call).Set("X-Long", new string('x', random.Next(2) == 0 ? 20_000 : 100_000))),
        new("header name", (call, random) => Missing(call).Set(Pick(random, "", " ", "a b", "a:b", "\0", "\u00e9", "X\tY", ":"), "x")),
        new("header bytes", (call, random) => Missing(call).Set("User-Agent", Pick(random, "\0", "\u0080", "\u00ff\u00fe", "a\r b",
            "\u001b[31m", Raw("雪")))),
        new("folded header", (call, _) => Missing(call).Set("X-Folded", "a\r\n b")),
        new("content type", (call, random) => call.Set("Content-Type", Pick(random, s_contentTypes))),
        new("no content type", (call, _) => call.Remove("Content-Type"), HasBody),
        new("content types", (call, random) => Add(call, "Content-Type", Pick(random, s_contentTypes)), HasBody),
        new("content encoding", (call, random) => call.Set("Content-Encoding", Pick(random, "gzip", "br", "deflate, gzip", "x", "")),
            HasBody),
        new("wrong length", (call, random) => Broken(call).Set("Content-Length", Pick(random, s_lengths))),
        new("two lengths", (call, _) => Add(Add(Broken(call), "Content-Length", "1"), "Content-Length", "2")),
        new("length and chunks", (call, _) => Add(Add(Broken(call), "Content-Length", "3"), "Transfer-Encoding", "chunked")),
        new("longer than it says", (call, _) => Broken(call).Set("Content-Length", $"{call.Body.Length / 2}")),
        new("shorter than it says", (call, random) => Ending(call).Set("Content-Length", $"{call.Body.Length + random.Next(1, 1000)}")),
        new("chunks", Chunks),
        new("broken chunks", (call, random) => Chunked(Broken(call), Encoding.Latin1.GetBytes(Pick(random, s_chunks)))),
        new("cut chunks", (call, random) => Chunked(Ending(call), Encoding.Latin1.GetBytes(Pick(random, s_cutChunks)))),
        new("transfer encoding", (call, random) => Ending(call).Set("Transfer-Encoding", Pick(random, "gzip", "x", "chunked, gzip",
            "identity", "", "chunked, chunked"))),
        new("cut head", (call, _) => (Ending(call).Version, call.Body) = ("", [])),
        new("pipelined garbage", (call, random) => Cut(call).After = Junk(random, 300)),
        new("pipelined calls", (call, _) =>
            call.After = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 50)))),
        new("garbage", (call, random) =>
            (Ending(call).Method, call.Path, call.Version) = (Encoding.Latin1.GetString(Junk(random, 40)), "", "")),
        .. Spoilt.Bodies,
    ];

    public static T Pick<T>(Random random, params T[] some) => some[random.Next(some.Length)];

    public static byte[] Junk(Random random, int most)
    {
        var bytes = new byte[random.Next(1, most)];
        random.NextBytes(bytes);
        return bytes;
    }

    public static bool HasBody(RawCall call) => call.Body.Length > 0 && call.SaysLength;

    public override string ToString() => Name;

    /// <summary>What comes of it is perhaps no request of any dialect.</summary>
    public static RawCall Missing(RawCall call)
    {
        call.MayMissDialects = true;
        return call;
    }

    public static RawCall Cut(RawCall call)
    {
        call.MayBeCut = true;
        return Missing(call);
    }

    /// <summary>Where the body ends is for the mutation to say.</summary>
    private static RawCall Broken(RawCall call)
    {
        call.SaysLength = false;
        return Cut(call);
    }

    /// <summary>The server would wait for more, and learns that none comes.</summary>
    private static RawCall Ending(RawCall call)
    {
        call.EndsThere = true;
        return Broken(call);
    }

    private static RawCall Add(RawCall call, string name, string value)
    {
        call.Headers.Add((name, value));
        return call;
    }

    private static void PathArgument(RawCall call, Random random)
    {
        var segments = call.Path.Split('/');
        var arguments = Enumerable.Range(0, segments.Length)
            .Where(i => segments[i].Any(char.IsAsciiDigit) && segments[i].Length != 4).ToList();
        if (arguments.Count == 0)
            return;
        segments[arguments[random.Next(arguments.Count)]] = Encoded(random);
        Missing(call).Path = string.Join('/', segments);
    }

    private static void PathSegment(RawCall call, Random random)
    {
        var segments = call.Path.Split('/');
        var dots = Pick(random, "..", ".", "", "%2e%2e", "%2f", "%5c");
        segments[random.Next(segments.Length)] = random.Next(3) == 0 ? dots : Encoded(random);
        Missing(call).Path = string.Join('/', segments);
    }

    private static void QueryValue(RawCall call, Random random)
    {
        var at = random.Next(call.Query.Count);
        call.Query[at] = $"{call.Query[at].Split('=')[0]}={Encoded(random)}";
    }

    private static void Preflight(RawCall call, Random random)
    {
        call.Set("Origin", Pick(random, s_origins));
        call.Set("Access-Control-Request-Method", Pick(random, s_methods));
        call.Set("Access-Control-Request-Headers", Header(random));
        Missing(call).Method = "OPTIONS";
    }

    private static void Upgrade(RawCall call, string to)
    {
        call.Set("Connection", "Upgrade, HTTP2-Settings");
        call.Set("HTTP2-Settings", "AAMAAABkAAQAAP__");
        Missing(call).Set("Upgrade", to);
    }

    private static void Flood(RawCall call, int headers)
    {
        for (var i = 0; i < headers; i++)
            call.Headers.Add(($"X-Flood-{i}", "x"));
    }

    private static void Chunks(RawCall call, Random random)
    {
        using var body = new MemoryStream();
        for (var at = 0; at < call.Body.Length;)
        {
            var size = Math.Min(random.Next(1, 2000), call.Body.Length - at);
            body.Write(Encoding.Latin1.GetBytes($"{size:x}\r\n"));
            body.Write(call.Body.AsSpan(at, size));
            body.Write("\r\n"u8);
            at += size;
        }

        body.Write("0\r\n\r\n"u8);
        Chunked(call, body.ToArray());
    }

    private static void Chunked(RawCall call, byte[] body)
    {
        call.SaysLength = false;
        call.Set("Transfer-Encoding", "chunked");
        call.Body = body;
    }
}

internal static class Pairs
{
    /// <summary>Writes every <c>name=value</c> anew.</summary>
    public static void ForEachPair(this List<string> query, Func<string, string, string> write)
    {
        for (var i = 0; i < query.Count; i++)
        {
            var parts = query[i].Split('=', 2);
            query[i] = write(parts[0], parts.ElementAtOrDefault(1) ?? "");
        }
    }
}
