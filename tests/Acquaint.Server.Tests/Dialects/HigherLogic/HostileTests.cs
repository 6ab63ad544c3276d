using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>Whatever a client sends, it gets the dialect's words in the format it takes, and never a fault of the server.</summary>
public sealed class HostileTests(TestServer server)
{
    private static readonly string[] s_nonsense =
    [
        "x", "%00", "%FF%FE", "%ED%A0%80", "-1", "0", "99999999999999999999", "2147483648", "1e9", "true", "null", "{}", "[]", "%27%3B--",
        "00000000-0000-0000-0000-000000000000", "%7B00000000-0000-0000-0000-000000000000%7D", "..%2F..", "%F0%9F%98%80", "a&$=b", "%",
        "2024-02-30T25:61:61Z", "+", "%E2%80%AE",
    ];

    private readonly HigherLogicClient _client = new(server);

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/xml")]
    public async Task No_argument_is_too_strange(string accept)
    {
        var admin = await server.Person("admin", UserRole.Admin, await server.NewCommunity("strange"));
        foreach (var endpoint in Endpoints())
        {
            var path = endpoint.RoutePattern.RawText!["/api/v2.0/".Length..];
            var method = new HttpMethod(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            var names = Told(endpoint).Arguments.Select(argument => argument.Name).ToList();
            foreach (var nonsense in s_nonsense)
            {
                await IsWorded(method, $"{path}?{string.Join('&', names.Select(name => $"{name}={nonsense}"))}", accept, admin);
                foreach (var name in names)
                    await IsWorded(method, $"{path}?{name}={nonsense}", accept, admin);
            }
        }
    }

    [Theory]
    [InlineData("Authentication/Login")]
    [InlineData("Authentication/Widget")]
    public async Task No_body_is_too_strange(string operation)
    {
        string[] entities = [.. Enumerable.Range(1, 9).Select(i => $"<!ENTITY e{i} \"{Repeat($"&e{i - 1};", 10)}\">")];
        const string Nil = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"";
        string[] bodies =
        [
            "", "null", "1", "\"x\"", "[", "{\"Username\":{}}", "\uFEFF{}", "{\"a\":1,\"a\":2}",
            Repeat("[", 30_000), Repeat("{\"a\":", 10_000),
            "<", "<a", "<a/>", "<a>&e;</a>", "<?xml version=\"1.1\"?><a/>", "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>",
            Repeat("<a>", 20_000), $"<a {Repeat("b=\"\" ", 9000)}/>",
            $"<!DOCTYPE bomb [<!ENTITY e0 \"lol\">{string.Concat(entities)}]><WidgetToken><token>&e9;</token></WidgetToken>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><WidgetToken><token>&e;</token></WidgetToken>",
            "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><WidgetToken><token>x</token></WidgetToken>",
            $"<LoginCredentials><Username {Nil}/><Password {Nil}/></LoginCredentials>",
        ];
        foreach (var type in new[] { "application/json", "text/json", "application/xml", "text/xml", "text/plain", "a/b; charset=nope" })
        {
            foreach (var body in bodies)
            {
                var request = _client.As(null, HttpMethod.Post, operation);
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                var answer = await _client.Send(request);
                Assert.InRange((int)answer.Status, 400, 415);
                IsWorded(answer);
                Assert.Equal(type.EndsWith("xml", StringComparison.Ordinal), answer.Body.StartsWith("<Error>", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json", false)]
    [InlineData("application/xml", true)]
    [InlineData("application/xml", false)]
    public async Task A_body_over_the_limit_is_refused_in_its_own_format(string type, bool chunked)
    {
        var request = _client.As(null, HttpMethod.Post, "Authentication/Login");
        var body = Encoding.UTF8.GetBytes($"<LoginCredentials><Username>{Repeat("x", Limits.BodyBytes)}</Username></LoginCredentials>");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.Add("Content-Type", type);
        request.Headers.TransferEncodingChunked = chunked;
        var answer = await _client.Send(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal(
            type == "application/xml"
                ? "<Error><Message>Payload Too Large.</Message><ErrorCode>413</ErrorCode></Error>"
                : """{"Message":"Payload Too Large.","ErrorCode":413}""",
            answer.Body);
    }

    [Theory]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf-8;q=0.5, UTF-16", "utf-16")]
    [InlineData("*", "utf-8")]
    [InlineData("utf-16;q=0", "utf-8")]
    [InlineData("latin-1", "utf-8")]
    [InlineData(";;;", "utf-8")]
    public async Task The_answer_is_encoded_as_the_caller_prefers(string acceptCharset, string charset)
    {
        var ann = await server.Person("ann", profile: new Profile { FirstName = "Änn 雪", LastName = "x" });
        foreach (var accept in new[] { "application/json", "application/xml" })
        {
            var request = _client.As(ann, HttpMethod.Get, "Contacts/GetWhoAmI");
            request.Headers.Add("Accept", accept);
            request.Headers.TryAddWithoutValidation("Accept-Charset", acceptCharset);
            var answer = await _client.Send(request);
            Assert.Equal($"{accept}; charset={charset}", answer.Header("Content-Type"));
            var bytes = await answer.Whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Contains("Änn 雪", Encoding.GetEncoding(charset).GetString(bytes), StringComparison.Ordinal);
        }
    }

    /// <summary>With the arguments that the documentation shows; those with a body have tests of their own.</summary>
    [Theory]
    [InlineData(HigherLogicClient.V1)]
    [InlineData(HigherLogicClient.V2)]
    [InlineData("/higherlogic/external/api/v1.0")]
    [InlineData(HigherLogicClient.External)]
    public async Task Every_operation_answers_under_every_prefix_in_both_formats_and_to_nobody_only_what_is_open(string prefix)
    {
        var admin = await server.Person("admin", UserRole.Admin);
        foreach (var endpoint in Endpoints())
        {
            var told = Told(endpoint);
            if (told.Body is not null)
                continue;
            var shown = told.Arguments.Where(argument => argument.Example is not null && !argument.IsExtension);
            var query = string.Join('&', shown.Select(argument => $"{argument.Name}={Uri.EscapeDataString(argument.Example!)}"));
            var operation = $"{endpoint.RoutePattern.RawText!["/api/v2.0/".Length..]}?{query}";
            var method = new HttpMethod(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            foreach (var accept in new[] { "text/json", "text/xml" })
            {
                var signedIn = _client.As(admin, method, operation, prefix);
                signedIn.Headers.Add("Authorization", $"Bearer {server.Token(admin, "higherlogic")}");
                await Is(HttpStatusCode.OK, signedIn, accept);
                var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
                await Is(isOpen ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, _client.As(null, method, operation, prefix), accept);
                await Is(HttpStatusCode.MethodNotAllowed, _client.As(admin, HttpMethod.Patch, operation, prefix), accept);
            }
        }
    }

    private static Acquaint.Server.Dialects.Kit.ToldOperation Told(RouteEndpoint endpoint) =>
        new(endpoint, endpoint.Metadata.GetMetadata<IDialect>()!.About);

    private async Task Is(HttpStatusCode status, HttpRequestMessage request, string accept)
    {
        request.Headers.Add("Accept", accept);
        var answer = await _client.Send(request);
        Assert.True(status == answer.Status, $"{request.Method} {request.RequestUri}: {answer.Status}");
        Assert.Equal(accept, answer.MediaType);
        if ((int)status >= 400)
            IsWorded(answer);
    }

    private IEnumerable<RouteEndpoint> Endpoints() => server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(one => one.Metadata.GetMetadata<IDialect>()?.Name == "higherlogic")
        .Where(one => one.RoutePattern.RawText!.StartsWith("/api/v2.0/", StringComparison.Ordinal));

    private async Task IsWorded(HttpMethod method, string operation, string accept, Person viewer)
    {
        var request = _client.As(viewer, method, operation);
        request.Headers.Add("Accept", accept);
        var answer = await _client.Send(request);
        Assert.True((int)answer.Status < 500, $"{operation}: {answer.Status}");
        Assert.Equal(accept, answer.MediaType);
        if ((int)answer.Status >= 400)
            IsWorded(answer);
    }

    private static void IsWorded(Answer answer)
    {
        var (message, code) = answer.MediaType.EndsWith("xml", StringComparison.Ordinal)
            ? (XDocument.Parse(answer.Body).Root!.Element("Message")!.Value, XDocument.Parse(answer.Body).Root!.Element("ErrorCode")!.Value)
            : (answer.Json.GetProperty("Message").GetString()!, answer.Json.GetProperty("ErrorCode").GetRawText());
        Assert.NotEmpty(message);
        Assert.Equal($"{(int)answer.Status}", code);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
