using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// A request in parts that are written as they are, so that each can be broken. Texts are bytes in Latin-1: any byte can be said.
/// </summary>
internal sealed class RawCall
{
    private byte[] _body = [];

    public string Method { get; set; } = "GET";

    public string Path { get; set; } = "/";

    /// <summary>Encoded <c>name=value</c> pairs.</summary>
    public List<string> Query { get; private set; } = [];

    public string Version { get; set; } = "HTTP/1.1";

    public List<(string Name, string Value)> Headers { get; private set; } = [];

    public byte[] Body
    {
        get => _body;
        set => (_body, Json) = (value, null);
    }

    /// <summary>The JSON object that the body is; null for any other body.</summary>
    public JsonObject? Json { get; private set; }

    /// <summary>False once a mutation has said for itself how long the body is.</summary>
    public bool SaysLength { get; set; } = true;

    /// <summary>What follows the body.</summary>
    public byte[] After { get; set; } = [];

    /// <summary>Nothing more is sent after this: a server that waits for more learns that none comes.</summary>
    public bool EndsThere { get; set; }

    /// <summary>The server may cut the connection without an answer: what was sent is no HTTP, or more than it reads away.</summary>
    public bool MayBeCut { get; set; }

    /// <summary>The server may refuse it before any dialect sees it, so that no dialect words the answer.</summary>
    public bool MayMissDialects { get; set; }

    public void SetJson(string json)
    {
        Body = Encoding.UTF8.GetBytes(json);
        Json = JsonNode.Parse(json) as JsonObject;
    }

    public void Set(string name, string value)
    {
        Remove(name);
        Headers.Add((name, value));
    }

    public void Remove(string name) => Headers.RemoveAll(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public byte[] Bytes()
    {
        var head = new StringBuilder(Method).Append(' ').Append(Path);
        for (var i = 0; i < Query.Count; i++)
            head.Append(i == 0 ? '?' : '&').Append(Query[i]);
        head.Append(' ').Append(Version).Append("\r\n");
        foreach (var (name, value) in Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (SaysLength && (Body.Length > 0 || Method is not "GET"))
            head.Append("Content-Length: ").Append(Body.Length.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. Body, .. After];
    }

    /// <summary>The beginning of what is sent, for people to read.</summary>
    public string Show()
    {
        const int Some = 1500;
        var bytes = Bytes();
        var text = Encoding.Latin1.GetString(bytes, 0, Math.Min(Some, bytes.Length));
        var shown = text.Select(one => one is '\n' or (>= ' ' and <= '~') ? $"{one}" : $"<{(int)one:x2}>");
        return $"{bytes.Length} bytes:\n{string.Concat(shown)}";
    }
}

/// <summary>What came back.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string Show() => $"{Status} {Encoding.UTF8.GetString(Body, 0, Math.Min(500, Body.Length))}";
}
