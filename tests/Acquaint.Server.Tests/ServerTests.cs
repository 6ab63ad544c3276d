using System.Net;
using System.Text;
using Acquaint.Server.Tests.Fire;
using Xunit;

namespace Acquaint.Server.Tests;

public sealed class ServerTests(TestServer server)
{
    [Fact]
    public async Task A_path_of_no_dialect_is_not_found()
    {
        var answer = await server.Http.GetAsync(new Uri("/nothing", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", "Origin", "http://\u96ea.example")]
    [InlineData("OPTIONS", "Access-Control-Request-Headers", "x-\u96ea")]
    [InlineData("OPTIONS", "Access-Control-Request-Headers", "x\u0001")]
    [InlineData("OPTIONS", "Access-Control-Request-Method", "\u007f")]
    [InlineData("GET", "X-Forwarded-Host", "xn--zz")]
    [InlineData("GET", "X-Forwarded-Host", "example.org, xn--zz")]
    public async Task A_header_that_nothing_can_be_made_of_breaks_nothing(string method, string name, string value)
    {
        // The client would refuse to send it as UTF-8, which is what the server reads.
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var http = new HttpClient(handler) { BaseAddress = server.Url };
        foreach (var path in new[] { "/api/v2/user/me/", "/api/v6/connections", "/api/v2.0/Friends/UnFriend", "/health/live" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            request.Headers.Add("Origin", "http://example.org");
            request.Headers.Add("Access-Control-Request-Method", "GET");
            request.Headers.Remove(name);
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
            var answer = await http.SendAsync(request);
            Assert.InRange((int)answer.StatusCode, 200, 499);
            var allowed = answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? Assert.Single(origins) : "";
            Assert.Equal(name == "Origin" ? "null" : "http://example.org", allowed);
        }
    }

    [Theory]
    [InlineData("ffffffffffffffff")]
    [InlineData("80000000")]
    [InlineData("-1")]
    public async Task A_chunk_of_no_possible_size_is_a_malformed_body(string size)
    {
        var project = server.Community.Id.Value;
        foreach (var path in new[] { "/oauth/token/", $"/api/v6/{project}/auth/sign-in", "/api/v2.0/Authentication/Widget" })
        {
            using var connection = new RawConnection(server.Url);
            var call = new RawCall { Method = "POST", Path = path, SaysLength = false, Body = Encoding.ASCII.GetBytes($"{size}\r\nx") };
            call.Set("Host", "localhost");
            call.Set("Transfer-Encoding", "chunked");
            var answer = await connection.Send(call, default);
            Assert.Equal(400, answer!.Status);
            Assert.Contains("rror", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
        }
    }
}
