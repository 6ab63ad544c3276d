using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>Browsers on another origin: the questions they ask before a call, and what they need to read its answer.</summary>
public sealed class CorsTests(TestServer server)
{
    private const string Origin = "https://app.example.org:8443";

    [Theory]
    [InlineData("POST", "/api/v2/user/1/connection/request/", "authorization")]
    [InlineData("POST", "/api/v2/user/1/connection_requests/mark_seen/", "authorization")]
    [InlineData("POST", "/api/v2/user/connection/statuses/", "authorization,content-type")]
    [InlineData("GET", "/api/v2/user/connection/requests/?limit=3", "authorization")]
    [InlineData("GET", "/api/v2/user/me/", "authorization")]
    [InlineData("PATCH", "/api/v2/user/1/settings/", "authorization,content-type")]
    [InlineData("GET", "/api/v2/dynamic_preference/", "authorization")]
    [InlineData("POST", "/api/v2/jwt/token/", "content-type")]
    [InlineData("POST", "/oauth/token/", "content-type")]
    public async Task A_preflight_allows_what_the_client_sends(string method, string path, string headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(path, UriKind.Relative));
        request.Headers.Add("Origin", Origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", headers);

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal([Origin], response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains(method, Values(response, "Access-Control-Allow-Methods"));
        Assert.Equal(headers.Split(',').Order(), Values(response, "Access-Control-Allow-Headers").Order());
        Assert.True(TimeSpan.FromSeconds(int.Parse(Values(response, "Access-Control-Max-Age")[0])) >= TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("/api/v2/dynamic_preference/", HttpStatusCode.OK)]
    [InlineData("/api/v2/user/me/", HttpStatusCode.Unauthorized)]
    [InlineData("/api/v2/user/987654321/", HttpStatusCode.NotFound)]
    [InlineData("/api/v2/nothing/", HttpStatusCode.NotFound)]
    public async Task Every_answer_can_be_read_by_the_page_faults_too(string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("Origin", Origin);

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal([Origin], response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", response.Headers.Vary);
        Assert.Contains("Retry-After", Values(response, "Access-Control-Expose-Headers"));
    }

    private static string[] Values(HttpResponseMessage response, string header) =>
        [.. response.Headers.GetValues(header).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))];
}
