using System.Xml;
using System.Xml.Linq;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>Reading a body of text members, in JSON or XML, in any order and letter case; other members are left alone.</summary>
internal static class BodyReader
{
    // A document type is refused: its entities could grow without bound or reach out for other files.
    private static readonly XmlReaderSettings s_noEntities = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The members' texts in the order of their names, or what is wrong with the body.</summary>
    public static async Task<(string[] Texts, Fault? Fault)> Read(HttpContext http, string type, params string[] members)
    {
        if (Format.OfBody(http.Request) is not { } format)
            return ([], Refusals.UnsupportedType(http.Request.ContentType!));
        var textOf = format.IsXml ? await ReadXml(http, type) : await ReadJson(http);
        var texts = members.Select(textOf).OfType<string>().ToArray();
        return texts.Length == members.Length
            ? (texts, null)
            : ([], Refusals.Invalid($"The body must be a {type} object with {string.Join(" and ", members)}."));
    }

    /// <summary>Gives a member's text; null when there is none.</summary>
    private static async Task<Func<string, string?>> ReadJson(HttpContext http)
    {
        var body = await Body.ReadJson(http) ?? default;
        return name => Body.TryText(Body.Member(body, name, ignoreCase: true), out var text) ? text : null;
    }

    private static async Task<Func<string, string?>> ReadXml(HttpContext http, string type)
    {
        using var bytes = await Body.Read(http);
        var root = Parse(bytes);
        return name => IsNamed(root, type) && root!.Elements().FirstOrDefault(one => IsNamed(one, name)) is { HasElements: false } member
            ? member.Value
            : null;
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

    private static bool IsNamed(XElement? element, string name) =>
        element is not null && element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);
}
