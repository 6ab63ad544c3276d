using System.Text.Json.Serialization.Metadata;
using static Acquaint.Server.Dialects.HigherLogic.HelpHtml;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The help pages, each as the whole of its HTML.</summary>
internal static class HelpPages
{
    public static string Missing => Page("Not found", "<h1>There is no such page</h1><p><a href=\"/Help\">All operations</a></p>");

    /// <summary>The list of operations of one version.</summary>
    public static string Index(IReadOnlyList<HelpOperation> operations, string root, string server)
    {
        var version = root.Split('/')[^1];
        var login = operations.Single(one => one.Action == "Login").Address;
        var html = new StringBuilder(
            $"""
            <h1>Higher Logic API {Encode(version)}</h1>
            <p>The operations that this server answers under <code>{Encode(server + root)}</code>, in JSON and in XML. The same ones are
            under <code>/higherlogic/external{Encode(root)}</code> for callers with <code>Authorization: Bearer</code>.</p>
            <p>Send the community's key as <code>HLIAMKey</code>. Who calls is told by <code>HLAuthToken</code>, a token from
            <a href="{Encode(login)}">Login</a>. A rule that says no is <code>200</code> with <code>[false]</code>.</p>

            """);
        foreach (var controller in operations.GroupBy(one => one.Controller).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            html.Append($"<h2>{Encode(controller.Key)}</h2>\n");
            html.Append(Table(["API", "Description"], controller.OrderBy(one => one.Action, StringComparer.Ordinal).Select(Row), "wrap"));
        }

        return Page($"Higher Logic API {version}", html.ToString());
    }

    /// <summary>The page of one operation, in the order of the original's.</summary>
    public static string Operation(HelpOperation one, HelpModels models, string server)
    {
        var told = one.Told;
        var html = new StringBuilder();
        html.Append($"<p><a href=\"{(one.IsFirstVersion ? "/Help" : "/v2.0/Help")}\">All operations</a></p>\n");
        html.Append($"<h1>{Heading(one)}</h1>\n");
        html.Append($"<p>{Encode(told.Operation.Summary)}</p>\n<pre>{Encode(one.Curl(server))}</pre>\n");
        html.Append("<h2>Request Information</h2>\n<h3>URI Parameters</h3>\n").Append(Arguments(told.Arguments, models));
        html.Append("<h3>Body Parameters</h3>\n");
        if (told.Body is { } body)
            html.Append(Described(body.Value, models)).Append("<h2>Request Formats</h2>\n").Append(Formats(body, one.IsFirstVersion));
        else
            html.Append("<p>None. Whatever body comes is not looked at.</p>\n");
        html.Append("<h2>Response Information</h2>\n<h3>Resource Description</h3>\n").Append(Described(one.Response.Value, models));
        html.Append("<h2>Response Formats</h2>\n").Append(Formats(one.Response, one.IsFirstVersion));
        html.Append("<h2>Errors</h2>\n").Append(Errors(told.Responses));
        return Page($"{one.Method} {one.Uri}", html.ToString());
    }

    public static string Model(JsonTypeInfo model, HelpModels models) => Page(
        model.Type.Name,
        $"""
        <p><a href="/v2.0/Help">All operations</a></p>
        <h1>{Encode(model.Type.Name)}</h1>
        <p class="soft">Members in the order of the JSON; XML has them by name. The XML namespace is
        <code>{Encode(Xml.SpaceOf(model.Type))}</code>.</p>
        {Members(model, models)}
        """);

    private static string Heading(HelpOperation one) => $"<span class=\"verb {one.Method}\">{one.Method}</span>{Encode($" {one.Uri}")}";

    private static string[] Row(HelpOperation one) =>
    [
        $"<a href=\"{Encode(one.Address)}\">{Heading(one).Replace("&amp;", "&amp;<wbr>", StringComparison.Ordinal)}</a>",
        Encode(one.Told.Operation.Summary),
    ];

    private static string Arguments(IReadOnlyList<Argument> arguments, HelpModels models) => arguments.Count == 0
        ? "<p>None.</p>\n"
        : Table(["Name", "Description", "Type", "Additional information"], arguments.Select(argument => new[]
        {
            $"<code>{Encode(argument.Name)}</code>{(argument.IsExtension ? " <span class=\"tag\">extension</span>" : "")}",
            Encode(argument.Description),
            TypeOf(argument.Type, models),
            argument.IsRequired ? "Required" : argument.Default is { } value ? $"Default value is {Encode(value)}" : "None.",
        }));

    private static string Described(object value, HelpModels models) =>
        $"<p>{TypeOf(value.GetType(), models)}</p>\n"
        + $"{(models.Find(HelpModels.ItemOf(value.GetType()).Type.Name) is { } model ? Members(model, models) : "")}\n";

    private static string Errors(IEnumerable<Response> answers) => Table(["Status", "When", "Body"], answers
        .Where(answer => answer.Status >= 400)
        .Select(answer => new[]
        {
            answer.Status.ToString(CultureInfo.InvariantCulture),
            Encode(answer.Description),
            $"<code>{Encode(Encoding.UTF8.GetString(Json.Write(answer.Body!.Value)))}</code>",
        }));
}
