using System.Globalization;
using System.Text;
using static Acquaint.Server.Dialects.HigherLogic.HelpHtml;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The list of operations of one version.</summary>
internal static class HelpIndex
{
    public static string Of(IReadOnlyList<HelpOperation> operations, string version, string server)
    {
        var html = new StringBuilder(
            $"""
            <h1>Higher Logic API {Encode(version.Split('/')[^1])}</h1>
            <p>The operations that this server answers under <code>{Encode(server + version)}</code>, in JSON and in XML. The same ones are
            under <code>/higherlogic/external{Encode(version)}</code> for callers with <code>Authorization: Bearer</code>.</p>
            <p>Send the community's key as <code>HLIAMKey</code>. Who calls is told by <code>HLAuthToken</code>, a token from
            <a href="{Address(operations, "Login")}">Login</a>. A rule that says no is <code>200</code> with <code>[false]</code>.</p>

            """);
        foreach (var controller in operations.GroupBy(one => one.Controller).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            html.Append($"<h2>{Encode(controller.Key)}</h2>\n");
            html.Append(Table(["API", "Description"], controller.OrderBy(one => one.Action, StringComparer.Ordinal).Select(Row), "wrap"));
        }

        return Page($"Higher Logic API {version.Split('/')[^1]}", html.ToString());
    }

    private static string[] Row(HelpOperation one) =>
    [
        $"<a href=\"{Encode(one.Address)}\"><span class=\"verb {one.Method}\">{one.Method}</span>"
            + $"{Encode(one.Heading[one.Method.Length..]).Replace("&amp;", "&amp;<wbr>", StringComparison.Ordinal)}</a>",
        Encode(one.Told.Summary),
    ];

    private static string Address(IEnumerable<HelpOperation> operations, string action) =>
        Encode(operations.Single(one => one.Action == action).Address);
}

/// <summary>The page of one operation, in the order of the original's.</summary>
internal static class HelpOperationPage
{
    public static string Of(HelpOperation one, HelpModels models, string server)
    {
        var html = new StringBuilder();
        var index = one.IsFirstVersion ? "/Help" : "/v2.0/Help";
        html.Append($"<p><a href=\"{index}\">All operations</a></p>\n");
        html.Append($"<h1><span class=\"verb {one.Method}\">{one.Method}</span>{Encode(one.Heading[one.Method.Length..])}</h1>\n");
        html.Append($"<p>{Encode(one.Told.Summary)}</p>\n<pre>{Encode(one.Curl(server))}</pre>\n");
        html.Append("<h2>Request Information</h2>\n<h3>URI Parameters</h3>\n").Append(Arguments(one.Told.Arguments, models));
        html.Append("<h3>Body Parameters</h3>\n");
        if (one.Told.Body is { } body)
            html.Append(Described(body.Value, models)).Append("<h2>Request Formats</h2>\n").Append(Formats(body, one.IsFirstVersion));
        else
            html.Append("<p>None. Whatever body comes is not looked at.</p>\n");
        html.Append("<h2>Response Information</h2>\n<h3>Resource Description</h3>\n").Append(Described(one.Response.Value, models));
        html.Append("<h2>Response Formats</h2>\n").Append(Formats(one.Response, one.IsFirstVersion));
        html.Append("<h2>Errors</h2>\n").Append(Errors(one.Told.Answers));
        return Page(one.Heading, html.ToString());
    }

    private static string Arguments(IReadOnlyList<Argument> arguments, HelpModels models) => arguments.Count == 0
        ? "<p>None.</p>\n"
        : Table(["Name", "Description", "Type", "Additional information"], arguments.Select(argument => new[]
        {
            $"<code>{Encode(argument.Name)}</code>{(argument.IsExtension ? " <span class=\"tag\">extension</span>" : "")}",
            Encode(argument.Description),
            TypeOf(argument.Type, isCollection: false, models),
            argument.IsRequired ? "Required" : argument.Default is { } value ? $"Default value is {Encode(value)}" : "None.",
        }));

    private static string Described(object value, HelpModels models)
    {
        var (type, isCollection) = HelpModels.ItemOf(value.GetType());
        var members = models.Find(type) is { } model ? Members(model, models) : "";
        return $"<p>{TypeOf(type, isCollection, models)}</p>\n{members}\n";
    }

    private static string Errors(IEnumerable<Response> answers) => Table(["Status", "When", "Body"], answers
        .Where(answer => answer.Status >= 400)
        .Select(answer => new[]
        {
            answer.Status.ToString(CultureInfo.InvariantCulture),
            Encode(answer.Description),
            $"<code>{Encode(Encoding.UTF8.GetString(HigherLogicJson.Write(answer.Body!.Value)))}</code>",
        }));
}

/// <summary>The page of one model.</summary>
internal static class HelpModelPage
{
    public static string Of(HelpModel model, HelpModels models) => Page(
        model.Type.Name,
        $"""
        <p><a href="/v2.0/Help">All operations</a></p>
        <h1>{Encode(model.Type.Name)}</h1>
        <p class="soft">Members in the order of the JSON; XML has them by name. The XML namespace is
        <code>{Encode(Xml.SpaceOf(model.Type))}</code>.</p>
        {Members(model, models)}
        """);
}
