using System.Text;

namespace Acquaint.Server.Tests.Fire;

/// <summary>Values that somebody might not have thought of.</summary>
internal static class Nasty
{
    private static readonly string[] s_texts =
    [
        "", " ", "0", "-0", "-1", "1.5", "1e9", "1e400", "NaN", "true", "null", "undefined", "[]", "{}", "[object Object]", "x", "+", "%",
        "2147483647", "2147483648", "-2147483649", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "99999999999999999999999999", "0x7fffffff", "١٢٣", "1,000", "1_000", "00000000000000000000000000000000001",
        "00000000-0000-0000-0000-000000000000", "{00000000-0000-0000-0000-000000000000}", "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "01980f6e5f007a119c3b1d2e3f405162", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "2024-02-30T25:61:61Z",
        "' OR 1=1 --", "\"; DROP TABLE users; --", "%s%n%x", "{0}{1}", "${7*7}", "<script>alert(1)</script>", "<!--", "]]>",
        "../../etc/passwd",
        "..\\..\\x", "\0", "a\0b", "\u0001\u0008\u001b", "\r\nX-Injected: 1", "\u202e", "\ufeff", "\uffff", "😀", "e\u0301", "İıſK", "ﷺ",
        "雪",
        "a@b@c", "@", "http://", "http://[::1", "http://xn--zz/", "file:///etc/passwd", "eyJhIjoxfQ==", "AAAA", "/", "//", ";", "a&$=b",
        "*",
    ];

    // Bytes that are no UTF-8: half of a pair, a cut sequence, an overlong one, one that is too large, none at all.
    private static readonly string[] s_brokenBytes =
        ["%ED%A0%80", "%ED%B0%80%ED%A0%80", "%E2%82", "%C0%AF", "%F8%88%80%80%80", "%FF%FE", "%80", "%", "%4", "%zz", "%u0041", "%00"];

    private static readonly int[] s_lengths = [255, 256, 1024, 1025, 3000, 6000];

    public static string Text(Random random) =>
        random.Next(8) == 0 ? new string('x', s_lengths[random.Next(s_lengths.Length)]) : s_texts[random.Next(s_texts.Length)];

    /// <summary>For an address: percent-encoded, or not as it should be.</summary>
    public static string Encoded(Random random) => random.Next(4) switch
    {
        0 => s_brokenBytes[random.Next(s_brokenBytes.Length)],
        1 => Uri.EscapeDataString(Text(random)) + s_brokenBytes[random.Next(s_brokenBytes.Length)],
        _ => Uri.EscapeDataString(Text(random)),
    };

    /// <summary>The bytes of a text as UTF-8, one character each.</summary>
    public static string Raw(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>What can stand in a header without ending it.</summary>
    public static string Header(Random random) => Raw(Text(random)).Replace("\r\n", " ", StringComparison.Ordinal);

    /// <summary>A JSON value, or something like one.</summary>
    public static string Json(Random random) => random.Next(3) switch
    {
        0 => Quoted(Text(random)),
        _ => s_json[random.Next(s_json.Length)],
    };

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static readonly string[] s_json =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.5", "1e2", "1e400", "-1e400", "1e-400", "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809", "18446744073709551616", "0.1", "1E+2", "01", "+1", ".5", "1.", "NaN", "Infinity", "-", "0x10", "undefined",
        "\"\"", "\" \"", "[]", "{}", "[[]]", "[null]", "[{}]", "[\"x\"]", "[1,\"1\",null,{}]", "{\"a\":null}", "{\"a\":1,\"a\":2}",
        "{\"\":1}",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "{\"\\ud800\":1}", "{\"\\u0000\":\"\\u0000\"}",
        "[\"\\ud800\"]",
        "\"\\x\"", "\"\\u12\"", "\"\n\"", "\"", "'x'", "{a:1}", "[1,]", "{\"a\":1,}", "/**/1", "{\"$ref\":\"#\"}",
        "{\"__proto__\":{\"a\":1}}",
        "{\"longitude\":1e400,\"latitude\":null}", "{\"longitude\":\"13\",\"latitude\":52}", "{\"longitude\":181,\"latitude\":-91}",
        new('7', 400), $"0.{new string('3', 5000)}", $"\"{new string('x', 300)}\"", $"\"{new string('x', 5000)}\"",
        $"\"{new string('x', 60_000)}\"",
        $"\"{Repeat("\\ud83d\\ude00", 3000)}\"", $"[{Repeat("1,", 501)}1]", $"[{Repeat("\"a\",", 5000)}1]", $"[{Repeat("{},", 10_000)}1]",
        $"{Repeat("[", 20)}{Repeat("]", 20)}", $"{Repeat("[", 40)}{Repeat("]", 40)}", $"{Repeat("{\"a\":", 31)}1{Repeat("}", 31)}",
        $"{Repeat("[", 5000)}{Repeat("]", 5000)}", $"{{{Repeat("\"a\":1,", 5000)}\"a\":1}}",
    ];
}
