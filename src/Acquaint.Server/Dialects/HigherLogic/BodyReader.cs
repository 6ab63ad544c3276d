using System.Diagnostics.CodeAnalysis;
using System.Xml;
using System.Xml.Linq;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>Reading a body of text members, in JSON or XML, in any order and letter case; other members are left alone.</summary>
internal static class BodyReader
{
    // A document type is refused: its entities could grow without bound or reach out for other files.
    private static readonly XmlReaderSettings s_noEntities = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The members' texts in the order of their names, or what is wrong with the body.</summary>
    public static async Task<(string[] Texts, IResult? Fault)> Read(HttpContext http, string type, params string[] members)
    {
        if (Format.OfBody(http.Request) is not { } format)
            return ([], Refusals.UnsupportedType(http.Request.ContentType!));
        var texts = await (format.IsXml ? ReadXml(http, type, members) : ReadJson(http, members));
        return texts is null
            ? ([], Refusals.Invalid($"The body must be a {type} object with {string.Join(" and ", members)}."))
            : (texts, null);
    }

    private static async Task<string[]?> ReadJson(HttpContext http, string[] members)
    {
        if (await Body.ReadJson(http) is not { } body)
            return null;
        var texts = new string[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            if (!Body.TryText(Body.Member(body, members[i], ignoreCase: true), out var text))
                return null;
            texts[i] = text;
        }

        return texts;
    }

    private static async Task<string[]?> ReadXml(HttpContext http, string type, string[] members)
    {
        using var bytes = await Body.Read(http);
        if (Parse(bytes) is not { } root || !root.Name.LocalName.Equals(type, StringComparison.OrdinalIgnoreCase))
            return null;
        var texts = new string[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            if (!TryMember(root, members[i], out var text))
                return null;
            texts[i] = text;
        }

        return texts;
    }

    /// <summary>The root element; null when the bytes are no XML.</summary>
    private static XElement? Parse(Stream bytes)
    {
        try
        {
            using var reader = XmlReader.Create(bytes, s_noEntities);
            // White space is kept: a password may consist of it.
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool TryMember(XElement root, string name, [NotNullWhen(true)] out string? text)
    {
        var member = root.Elements().FirstOrDefault(one => one.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));
        text = member is { HasElements: false } ? member.Value : null;
        return text is not null;
    }
}
