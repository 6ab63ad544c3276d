using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>Nonsense, sent to every endpoint there is.</summary>
public sealed class SweepTests(TestServer server)
{
    // A NUL in a path (%00) never gets here: the web server itself refuses the line.
    private static readonly string[] s_ids = ["0", "-1", "9223372036854775807", "99999999999999999999", "abc", "1.5", "%2F", "%ED%A0%80"];

    private static readonly string[] s_queries =
    [
        "limit=-1&offset=-1", "limit=x&offset=y", "limit=99999999999999999999&offset=99999999999999999999", "limit=0&offset=2147483647",
        "limit=2147483647&offset=2147483647", "limit=1&limit=2&offset=", "search=%00", "search=%ED%A0%80", "user=%F0%9F%91%A9&age=x",
        "ordering=%00,-,--id", "ordering=-", "mutual=2", "next_id=x", "previous_id=%00", "exclude=,,-1,", "hard=x",
        "keys=,&section=.", "&&==",
    ];

    private static readonly (string? Type, string Text)[] s_bodies =
    [
        (null, ""), (null, "{"), ("application/json", "null"), ("application/json", "[[[[[]]]]]"), ("application/json", "\"x\""),
        ("application/json", """{"users":[null],"sids":[{}],"status":[],"username":{},"qa_frequency":[]}"""),
        ("application/json", """{"users":[1e400],"sids":["\ud800"],"status":"\u0000","bio":"\udc00","gender":1}"""),
        ("application/json", """{"\ud800":1}"""), ("application/json", """{"status":"b","status":"x","username":"a","username":"b b"}"""),
        ("application/json", Deep), ("application/json; charset=utf-16", "{}"), ("application/json;;;", "{}"), ("text/xml", "<a/>"),
        ("application/x-www-form-urlencoded", "a=%ZZ&=&&status=%00&username=%ED%A0%80"), ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=x", "--x\r\n"), ("nonsense", "\u0001"),
    ];

    private static string Deep => string.Concat(Enumerable.Repeat("""{"users":[""", 200));

    [Fact]
    public async Task No_endpoint_fails_whatever_is_sent()
    {
        var endpoints = Endpoints().ToList();
        Assert.True(endpoints.Count >= 50);
        foreach (var (method, path) in endpoints)
        {
            var ann = await server.Person("ann");
            var client = server.As(ann);
            foreach (var id in path.Contains("{id:long}", StringComparison.Ordinal) ? s_ids : [])
                await Check(client, method, path.Replace("{id:long}", id, StringComparison.Ordinal), null, "");
            // Somebody else, or the first nonsense that works would leave nobody to send the rest.
            var filled = path.Replace("{id:long}", $"{(await server.Person("bob")).Id}", StringComparison.Ordinal);
            foreach (var query in s_queries)
                await Check(client, method, $"{filled}?{query}", null, "");
            foreach (var (type, text) in method == HttpMethod.Get ? [] : s_bodies)
                await Check(client, method, filled, type, text);
            await Check(server.With("\t"), method, filled, null, "");
            await Check(server.With(new string('x', 9000)), method, filled, null, "");
            await Check(server.With("a.b.c"), method, filled, null, "");
        }
    }

    private IEnumerable<(HttpMethod Method, string Path)> Endpoints() =>
        from endpoint in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IDialect>()?.Name == "selfcommunity"
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (new HttpMethod(method), $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}");

    private static async Task Check(SelfCommunityClient client, HttpMethod method, string path, string? type, string text)
    {
        using var body = method == HttpMethod.Get ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (type is not null)
            body!.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await client.Send(method, path, body);

        var what = $"{method} {path} {type} {text}: {answer.Status} {answer.Body}";
        Assert.True(answer.Status < HttpStatusCode.InternalServerError, what);
        if (answer.Status < HttpStatusCode.BadRequest)
            return;
        var member = path.StartsWith("/oauth", StringComparison.Ordinal) ? "error" : "errors";
        Assert.True(answer.Body.ValueKind is JsonValueKind.Object && answer.Body.TryGetProperty(member, out _), what);
    }
}
