using System.ComponentModel;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The pieces that help pages are made of.</summary>
internal static class HelpHtml
{
    private static readonly JsonSerializerOptions s_indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string s_style = StyleSheet();

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    public static string Page(string title, string content) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        <style>
        {s_style}
        </style>
        </head>
        <body>
        <header><div><b>Higher Logic API</b>
        <a href="/v2.0/Help">v2.0</a> <a href="/Help">v1.0</a> <a href="/openapi/higherlogic.json">OpenAPI</a></div></header>
        <main>
        {content}
        </main>
        </body>
        </html>
        """;

    /// <summary>Cells are HTML already.</summary>
    public static string Table(string[] heads, IEnumerable<string[]> rows, string kind = "")
    {
        var html = new StringBuilder($"<div class=\"table {kind}\"><table><thead><tr>");
        foreach (var head in heads)
            html.Append($"<th>{Encode(head)}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
            html.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{cell}</td>")).Append("</tr>\n");
        return html.Append("</tbody></table></div>").ToString();
    }

    /// <summary>In both formats, indented for reading; on the wire there is no space between members.</summary>
    public static string Formats(Sample sample, bool firstVersion)
    {
        var json = JsonDocument.Parse(Json.Write(sample.Value, firstVersion));
        return Format(sample.JsonTypes, JsonSerializer.Serialize(json.RootElement, s_indented))
            + Format(sample.Texts.Keys, XDocument.Parse(sample.Texts["application/xml"]).ToString());
    }

    public static string Members(JsonTypeInfo model, HelpModels models) => Table(
        ["Name", "Description", "Type", "Additional information"],
        model.Properties.Select(member => new[]
        {
            $"<code>{Encode(member.Name)}</code>",
            Encode(member.AttributeProvider!.GetCustomAttributes(false).OfType<DescriptionAttribute>().SingleOrDefault()?.Description
                ?? ""),
            TypeOf(member.PropertyType, models),
            member.IsRequired ? "Required" : "None.",
        }));

    public static string TypeOf(Type type, HelpModels models)
    {
        var (item, isCollection) = HelpModels.ItemOf(type);
        var name = models.Find(item.Name) is null
            ? WordFor(item)
            : $"<a href=\"/Help/ResourceModel?modelName={item.Name}\">{item.Name}</a>";
        return isCollection ? $"Collection of {name}" : name;
    }

    private static string Format(IEnumerable<string> types, string text) =>
        $"<h3>{Encode(string.Join(", ", types))}</h3>\n<pre>{Encode(text)}</pre>\n";

    /// <summary>What the original's pages call it.</summary>
    private static string WordFor(Type type) => type switch
    {
        _ when type == typeof(string) => "string",
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(int) => "integer",
        _ when type == typeof(double) => "decimal number",
        _ when type == typeof(Guid) => "globally unique identifier",
        _ when type == typeof(DateTime) => "date",
        _ => "Dictionary of globally unique identifier and integer",
    };

    private static string StyleSheet()
    {
        using var file = typeof(HelpHtml).Assembly.GetManifestResourceStream(typeof(HelpHtml), "Docs.help.css")!;
        return new StreamReader(file).ReadToEnd().Trim();
    }
}
