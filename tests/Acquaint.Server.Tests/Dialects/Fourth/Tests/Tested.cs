using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Acquaint.Server.Tests.Authorisation;

namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>It takes part in all that is tested of every dialect.</summary>
internal sealed class Tested : ITestedDialect
{
    public string Name => "fourth";

    public bool IsOfProduct => false;

    public IReadOnlyList<string> Roots => [Routes.Root];

    public IDialectDriver Driver(TestServer server) => new Driver(server);

    public (string Claim, string Use) OtherUse => ("use", "other");

    public string? ValueOf(Aim aim, string argument) => argument == "ask" ? $"{aim.Request.Value}" : null;

    public JsonNode? MemberOf(Aim aim, string member) => member == "to" ? $"{aim.Target.Key.Value}" : null;

    public string AuthorisationPage => "tests/Acquaint.Server.Tests/Dialects/Fourth/Tests/authorisation.md";

    public IEnumerable<Role> Roles(Roles roles) => [];

    public IReadOnlyDictionary<string, string> Places { get; } = new Dictionary<string, string> { ["ask"] = "$request" };

    public IReadOnlyDictionary<string, string[]> Calls { get; } = new Dictionary<string, string[]>
    {
        ["GET /asks"] = ["", "?count=1", "?from=1&count=1"],
        ["POST /asks"] = [""" {"to":"$key"}""", """ {"to":"$key","message":"hello"}""", """ {"to":7}"""],
        ["POST /asks/$request/accept"] = [""],
    };

    public HttpRequestMessage Asking(User other) =>
        new(HttpMethod.Post, "/fourth/asks") { Content = JsonContent.Create(new { to = other.Key.Value }) };

    public string Unavailable => """{"problem":{"name":"unavailable","says":"Try again in a moment."}}""";

    public string FaultMemberAt(string path) => "problem";
}
