using System.Diagnostics.CodeAnalysis;
using System.Xml;
using System.Xml.Linq;
using Acquaint.Server.Accounts;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>What Authentication/Login is sent, in JSON or XML, members in any order and letter case.</summary>
internal sealed record LoginCredentials(string Username, string Password);

/// <summary>The Authentication controller: a username and a password for a token.</summary>
internal sealed class HigherLogicLogin(AccountService accounts, HigherLogicTokens tokens)
{
    // A document type is refused: its entities could grow without bound or reach out for other files.
    private static readonly XmlReaderSettings s_noEntities = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public async Task<IResult> Login(HttpContext http, CancellationToken stop)
    {
        if (http.CallerOrNull() is not { } caller)
            return HigherLogicFaults.Denied;
        if (HigherLogicFormat.OfBody(http.Request) is not { } format)
            return HigherLogicFaults.UnsupportedType(http.Request.ContentType!);
        if (await (format.IsXml ? ReadXml(http) : ReadJson(http)) is not { } credentials)
            return HigherLogicFaults.Invalid("The body must be a LoginCredentials object with a Username and a Password.");
        if (await accounts.SignIn(caller.Community, credentials.Username, credentials.Password, stop) is not { } user)
            return HigherLogicFaults.WrongPassword;

        http.SetCaller(caller with { Viewer = new(user.Id, user.Key, caller.Community, user.Role) });
        var token = tokens.Issue(caller.Community, user);
        // Some clients read the token from the body, others only from this header.
        http.Response.Headers[HigherLogicAuth.Token] = token;
        return new HigherLogicAnswer(new AuthToken(token));
    }

    private static async Task<LoginCredentials?> ReadJson(HttpContext http) =>
        await Body.ReadJson(http) is { } body
        && Body.TryText(Body.Member(body, nameof(LoginCredentials.Username), ignoreCase: true), out var username)
        && Body.TryText(Body.Member(body, nameof(LoginCredentials.Password), ignoreCase: true), out var password)
            ? new(username, password)
            : null;

    private static async Task<LoginCredentials?> ReadXml(HttpContext http)
    {
        using var bytes = await Body.Read(http);
        return Parse(bytes) is { } root
            && root.Name.LocalName.Equals(nameof(LoginCredentials), StringComparison.OrdinalIgnoreCase)
            && TryMember(root, nameof(LoginCredentials.Username), out var username)
            && TryMember(root, nameof(LoginCredentials.Password), out var password)
                ? new(username, password)
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

    private static bool TryMember(XElement root, string name, [NotNullWhen(true)] out string? text)
    {
        var member = root.Elements().FirstOrDefault(one => one.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));
        text = member is { HasElements: false } ? member.Value : null;
        return text is not null;
    }
}
