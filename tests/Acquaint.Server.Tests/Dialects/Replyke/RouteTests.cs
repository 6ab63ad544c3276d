using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class RouteTests(TestServer server)
{
    [Theory]
    [InlineData("/api/v6")]
    [InlineData("/api/v6/nothing")]
    [InlineData("/api/v6/users/01a1fffa-d8b6-7abd-9906-43d21b1684d9")]
    public async Task A_path_of_no_endpoint_is_not_found(string path) =>
        (await server.Send("GET", path)).IsFault(404, "request/not-found");

    [Theory]
    [InlineData("POST", "/api/v6/connections")]
    [InlineData("GET", "/api/v6/connections/pending")]
    [InlineData("GET", "/api/v6/01a1fffa-d8b6-7abd-9906-43d21b1684d9/auth/sign-in")]
    [InlineData("POST", "/api/v6/connections/01a1fffa-d8b6-7abd-9906-43d21b1684d9/accept")]
    public async Task A_method_that_an_endpoint_lacks_is_not_allowed(string method, string path) =>
        (await server.Send(method, path)).IsFault(405, "request/method-not-allowed");

    [Theory]
    [InlineData("your-project-id")]
    [InlineData("01a1fffa-d8b6-7abd-9906-43d21b1684d9")]
    public async Task A_project_that_does_not_exist_is_not_found(string project)
    {
        var token = server.Token(await server.Person("ann"), "replyke");
        foreach (var path in new[] { "connections", $"users/{Guid.Empty}", $"users/{Guid.Empty}/connections" })
            (await server.Send("GET", $"/api/v6/{project}/{path}", token)).IsFault(404, "project/not-found");
        (await server.Send("POST", $"/api/v6/{project}/auth/sign-in", body: "{}")).IsFault(404, "project/not-found");
    }

    [Fact]
    public async Task Paths_are_read_in_any_letter_case()
    {
        var ann = await server.Person("ann");
        var path = $"/API/V6/{ann.Community.Id.Value.ToString().ToUpperInvariant()}/Connections/Count";
        Assert.Equal(HttpStatusCode.OK, (await server.Send("GET", path, server.Token(ann, "replyke"))).Status);
    }

    [Fact]
    public async Task A_browser_on_any_page_may_call_with_a_token()
    {
        using var message = new HttpRequestMessage(HttpMethod.Options, new Uri("/api/v6/connections/x/accept", UriKind.Relative));
        message.Headers.Add("Origin", "https://app.example.org");
        message.Headers.Add("Access-Control-Request-Method", "PATCH");
        message.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        var reply = await server.Send(message);
        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.Equal(["https://app.example.org"], reply.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["true"], reply.Headers.GetValues("Access-Control-Allow-Credentials"));
        Assert.Equal(["PATCH"], reply.Headers.GetValues("Access-Control-Allow-Methods"));
    }
}
