using System.ComponentModel;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The pieces that help pages are made of.</summary>
internal static class HelpHtml
{
    private static readonly JsonSerializerOptions s_indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Style =
        """
        :root { --ink: #1d2733; --soft: #5b6875; --line: #dfe5ea; --paper: #fff; --back: #f4f6f8; --link: #0b5cad; --code: #f0f3f6;
          --get: #0a7040; --post: #8a4b00; --delete: #a8202c; color-scheme: light dark; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e9ee; --soft: #9dabb8; --line: #33404c; --paper: #1a222a; --back: #12181e;
          --link: #79b8ff; --code: #232d37; --get: #5fd39a; --post: #f0b45c; --delete: #ff8f98; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
        header { background: var(--paper); border-bottom: 1px solid var(--line); }
        header > div, main { max-width: 64rem; margin: 0 auto; padding: 0 1.25rem; }
        header > div { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding-block: .8rem; }
        header b { font-size: 1.05rem; margin-right: auto; }
        main { padding-block: 1.5rem 4rem; }
        a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
        h1 { font-size: 1.5rem; line-height: 1.3; overflow-wrap: anywhere; } h2 { margin-top: 2.2rem; font-size: 1.2rem; }
        h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
        .table { overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
        table { border-collapse: collapse; width: 100%; font-size: .94rem; }
        th, td { text-align: left; vertical-align: top; padding: .5rem .8rem; border-bottom: 1px solid var(--line); }
        tr:last-child td { border-bottom: 0; } th { color: var(--soft); font-weight: 600; font-size: .85rem; }
        td:first-child { white-space: nowrap; } .wrap td:first-child { white-space: normal; overflow-wrap: anywhere; width: 58%; }
        code, pre { font: .87rem/1.5 ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; }
        pre { margin: 0; padding: .9rem 1rem; background: var(--code); border: 1px solid var(--line); border-radius: 8px; overflow: auto;
          max-height: 34rem; white-space: pre-wrap; overflow-wrap: anywhere; } p code { overflow-wrap: anywhere; }
        .verb { font-weight: 700; } .GET { color: var(--get); } .POST { color: var(--post); } .DELETE { color: var(--delete); }
        .soft { color: var(--soft); } .tag { border: 1px solid var(--line); border-radius: 99px; padding: 0 .5rem; font-size: .8rem; }
        """;

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
        {Style}
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
            Encode(member.AttributeProvider!.GetCustomAttributes(false).OfType<DescriptionAttribute>().SingleOrDefault()?.Description ?? ""),
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
}
