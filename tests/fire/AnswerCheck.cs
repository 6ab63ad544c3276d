using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Acquaint.Server.Tests.Dialects;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// What an answer to anything at all must be: no fault of the server, well-formed, in a dialect's words, and nothing leaked.
/// </summary>
internal static partial class AnswerCheck
{
    private static readonly string[] s_errorMembers = [.. TestedDialects.OfProduct.Select(one => one.FaultMemberAt("/"))];

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? FaultIn(HostileInput input, RawAnswer answer)
    {
        var text = TextOf(answer);
        if (answer.Status >= 500 && !(answer.Status is 505 && input.Call.MayBeCut))
            return "a fault of the server";
        if (Leaks().Match(text) is { Success: true } leak)
            return $"it says {leak.Value}";
        var type = (answer.Header("content-type") ?? "").Split(';')[0];
        // To HEAD there is no body, whatever the type.
        if (type.Length == 0 || (input.Call.Method == "HEAD" && text.Length == 0))
            return WhyNoBody(input, answer);
        return type switch
        {
            "application/json" or "text/json" => FaultInJson(input, answer.Status, text),
            "application/xml" or "text/xml" => FaultInXml(answer.Status, text),
            "text/plain" or "text/html" => answer.Status < 400 ? null : "an error without the dialect's words",
            _ => $"it is {type}",
        };
    }

    /// <summary>Refused before any dialect saw it, as an address or headers that are too long are; or done, and nothing to say.</summary>
    private static string? WhyNoBody(HostileInput input, RawAnswer answer)
    {
        if (answer.Body.Length > 0)
            return "a body of no type";
        return answer.Status is < 400 or 414 or 431 || input.Call.MayMissDialects ? null : "an error without words";
    }

    private static string? FaultInJson(HostileInput input, int status, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (status < 400)
                return null;
            var root = document.RootElement;
            var member = TestedDialects.Of(input.Operation.Dialect).FaultMemberAt(input.Operation.Path);
            // A spoilt path may be another dialect's.
            var isWorded = root.ValueKind is JsonValueKind.Object
                && (root.TryGetProperty(member, out _)
                    || (input.Call.MayMissDialects && s_errorMembers.Any(one => root.TryGetProperty(one, out _))));
            return isWorded ? null : "an error in another shape than the dialect's";
        }
        catch (JsonException)
        {
            return "no JSON";
        }
    }

    private static string? FaultInXml(int status, string text)
    {
        try
        {
            var root = XDocument.Parse(text).Root!;
            return status < 400 || root is { Name.LocalName: "Error" } && root.Element("Message") is not null
                ? null
                : "an error in another shape than the dialect's";
        }
        catch (XmlException)
        {
            return "no XML";
        }
    }

    private static string TextOf(RawAnswer answer) =>
        (answer.Header("content-type")?.Contains("utf-16", StringComparison.Ordinal) is true ? Encoding.Unicode : Encoding.UTF8)
        .GetString(answer.Body);

    /// <summary>What exceptions, stack traces and the parts that the server is made of would leave behind.</summary>
    [GeneratedRegex(@"Exception|   at |at System\.|Microsoft\.|StackTrace|Npgsql|SQLite|Acquaint\.|\.cs:line",
        RegexOptions.NonBacktracking)]
    private static partial Regex Leaks();
}
