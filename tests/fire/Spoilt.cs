using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using static Acquaint.Server.Tests.Fire.Mutation;

namespace Acquaint.Server.Tests.Fire;

/// <summary>Bodies that nobody should send.</summary>
internal static class Spoilt
{
    private const int Megabyte = 1024 * 1024;

    private static readonly byte[] s_tenMegabytes = Bytes($"{{\"message\":\"{new string('x', 10 * Megabyte)}\"}}");

    private static readonly string[] s_xmlJunk =
    [
        "<", "<a", "<a/>", "</a>", "<a>&e;</a>", "<a>&#0;</a>", "<a>&#xd800;</a>", "<a>&#99999999999;</a>", "<?xml version=\"1.1\"?><a/>",
        "<a><![CDATA[",
        "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>", "<?xml version=\"1.0\" encoding=\"x\"?><a/>",
        "<?xml version=\"1.0\" standalone=\"yes\"?>",
        "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><a/>", "<!-- -- --><a/>", "<a b='1' b='2'/>", "<a xmlns:b=''/>", "<b:a/>",
        "<a><b></a></b>",
        Repeat("<a>", 20_000), Repeat("<a>", 8000) + Repeat("</a>", 8000), $"<a {Repeat("b=\"\" ", 9000)}/>", $"<{new string('a',
            60_000)}/>",
        $"<a {string.Concat(Enumerable.Range(0, 5000).Select(i => $"b{i}='' "))}/>", "<WidgetToken><token/></WidgetToken>",
        "<LoginCredentials xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><Username i:nil=\"true\"/></LoginCredentials>",
    ];

    public static readonly IReadOnlyList<Mutation> Bodies =
    [
        new("json member", Member, IsJson),
        new("every json member", (call, random) => Rewrite(call, (name, _) => $"\"{name}\":{Nasty.Json(random)}"), IsJson),
        new("json member twice", (call, random) => Rewrite(call, (name, value) => $"\"{name}\":{value},\"{name}\":{Nasty.Json(random)}"),
            IsJson),
        new("json member gone", (call, random) => Rewrite(call, (name, value) => random.Next(2) == 0 ? null : $"\"{name}\":{value}"),
            IsJson),
        new("json letters", (call, _) => Rewrite(call, (name, value) => $"\"{name.ToUpperInvariant()}\":{value}"), IsJson),
        new("json root", (call, random) => call.Body = Bytes(Nasty.Json(random)), Takes),
        new("json depth", (call, random) => call.Body = Deep(random), Takes),
        new("json members", (call, _) =>
            call.Body = Bytes($"{{{string.Concat(Enumerable.Range(0, 5000).Select(i => $"\"a{i}\":1,"))}\"a\":1}}"), Takes),
        new("xml bomb", (call, random) => Xml(call, Bomb(random)), Takes),
        new("xml junk", (call, random) => Xml(call, Pick(random, s_xmlJunk)), Takes),
        new("xml text", (call, random) => Xml(call, Element(Escaped(random), Escaped(random))), Takes),
        new("form", (call, random) => Form(call, random), Takes),
        new("cut body", (call, random) => call.Body = call.Body[..random.Next(call.Body.Length)], HasBody),
        new("body and more", (call, random) => call.Body = [.. call.Body, .. Junk(random, 50)], HasBody),
        new("flipped bytes", Flip, HasBody),
        new("bytes", (call, random) => call.Body = Junk(random, 2000), Takes),
        new("broken utf-8", BreakText, HasBody),
        new("byte order mark", (call, _) => call.Body = [0xef, 0xbb, 0xbf, .. call.Body], HasBody),
        new("utf-16", (call, random) => call.Body = Recode(call, Pick(random, Encoding.Unicode, Encoding.BigEndianUnicode,
            Encoding.UTF32)), HasBody),
        new("latin-1", (call, _) => call.Body = Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(call.Body).Replace('e', 'é')), HasBody),
        new("gzip", (call, _) => Zip(call), HasBody),
        new("empty body", (call, _) => call.Body = [], HasBody),
        new("almost too large", (call, random) => call.Body = Text(Acquaint.Core.Limits.BodyBytes + random.Next(-30, 30)), Takes),
        new("too large", (call, random) => call.Body = Text(random.Next(100_000, Megabyte - 100)), IsFramed),
        new("ten megabytes", (call, _) => Cut(call).Body = s_tenMegabytes, IsFramed),
        new("ten megabytes in chunks", (call, _) =>
        {
            call.SaysLength = false;
            call.Set("Transfer-Encoding", "chunked");
            Cut(call).Body = [.. Bytes($"{s_tenMegabytes.Length:x}\r\n"), .. s_tenMegabytes, .. Bytes("\r\n0\r\n\r\n")];
        }, IsFramed),
    ];

    private static bool Takes(RawCall call) => call.Method != "GET" && IsFramed(call);

    /// <summary>Not yet spoilt in where it ends.</summary>
    private static bool IsFramed(RawCall call) => call.SaysLength;

    private static bool IsJson(RawCall call) => call.Json is { Count: > 0 } && IsFramed(call);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static byte[] Text(int length) => Bytes($"{{\"message\":\"{new string('x', length - 14)}\"}}");

    /// <summary>One value, at any depth, by something else.</summary>
    private static void Member(RawCall call, Random random)
    {
        const string Mark = "\"@@\"";
        var whole = call.Json!;
        var (at, name) = (whole, whole.ElementAt(random.Next(whole.Count)).Key);
        while (at[name] is JsonObject { Count: > 0 } inner && random.Next(4) > 0)
            (at, name) = (inner, inner.ElementAt(random.Next(inner.Count)).Key);
        if (at[name] is JsonArray { Count: > 0 } items && random.Next(2) == 0)
            items[0] = "@@";
        else
            at[name] = "@@";
        call.Body = Bytes(whole.ToJsonString().Replace(Mark, Nasty.Json(random), StringComparison.Ordinal));
    }

    /// <summary>Each member as the function writes it; null leaves it out.</summary>
    private static void Rewrite(RawCall call, Func<string, string, string?> write)
    {
        var members = call.Json!.Select(one => write(one.Key, one.Value?.ToJsonString() ?? "null"));
        call.Body = Bytes($"{{{string.Join(',', members.OfType<string>())}}}");
    }

    private static byte[] Deep(Random random)
    {
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var depth = Pick(random, 31, 32, 33, 64, 65, 1000, 10_000);
        return Bytes(Repeat(open, depth) + (open == "[" ? "" : "1") + Repeat(close, random.Next(2) == 0 ? depth : 0));
    }

    private static void Xml(RawCall call, string text)
    {
        call.Set("Content-Type", "application/xml");
        call.Body = Bytes(text);
    }

    private static string Element(string username, string password) =>
        $"<LoginCredentials><Username>{username}</Username><Password>{password}</Password><token>{username}</token></LoginCredentials>";

    private static string Escaped(Random random) => System.Security.SecurityElement.Escape(Nasty.Text(random));

    /// <summary>Entities that grow without bound, or that reach for files and addresses.</summary>
    private static string Bomb(Random random)
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY e{i} \"{Repeat($"&e{i - 1};", 10)}\">"));
        return random.Next(4) switch
        {
            0 => $"<!DOCTYPE bomb [<!ENTITY e0 \"lol\">{entities}]>{Element("&e9;", "x")}",
            1 => $"<!DOCTYPE bomb [<!ENTITY e0 \"{new string('x', 30_000)}\">]>{Element(Repeat("&e0;", 3000), "x")}",
            2 => $"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{Element("&e;", "x")}",
            _ => $"<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]>{Element("x", "x")}",
        };
    }

    private static void Form(RawCall call, Random random)
    {
        call.Set("Content-Type", "application/x-www-form-urlencoded");
        var fields = new[] { "grant_type", "username", "password", "token", "refresh_token", "status", "real_name", "hard", "users" }
            .Select(name => $"{name}={(random.Next(3) == 0 ? Pick(random, "password", "refresh_token", "b") : Nasty.Encoded(random))}");
        call.Body = random.Next(3) switch
        {
            0 => Bytes(string.Join('&', fields)),
            1 => Bytes(string.Join('&', fields.Concat(fields))),
            _ => Bytes(Repeat("a=b&", random.Next(2) == 0 ? 1000 : 15_000)),
        };
    }

    private static void Flip(RawCall call, Random random)
    {
        call.Body = [.. call.Body];
        for (var i = random.Next(1, 8); i > 0; i--)
            call.Body[random.Next(call.Body.Length)] ^= (byte)(1 << random.Next(8));
    }

    private static void BreakText(RawCall call, Random random)
    {
        var at = random.Next(call.Body.Length);
        byte[] broken = Pick<byte[]>(random, [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf8, 0x88], [0xe2, 0x82], [0x00]);
        call.Body = [.. call.Body[..at], .. broken, .. call.Body[at..]];
    }

    private static byte[] Recode(RawCall call, Encoding encoding) =>
        [.. encoding.GetPreamble(), .. encoding.GetBytes(Encoding.UTF8.GetString(call.Body))];

    private static void Zip(RawCall call)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(call.Body);
        call.Set("Content-Encoding", "gzip");
        call.Body = bytes.ToArray();
    }
}
