using System.Net;
using System.Text;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>Whatever goes wrong leaves in the words of this dialect.</summary>
public sealed class FaultTests(TestServer server)
{
    [Theory]
    [InlineData("GET", "/api/v2", 404, "not_found")]
    [InlineData("GET", "/api/v2/nothing/", 404, "not_found")]
    [InlineData("GET", "/API/V2/nothing/", 404, "not_found")]
    [InlineData("POST", "/api/v2/user/me/", 405, "method_not_allowed")]
    [InlineData("DELETE", "/api/v2/user/connection/requests/", 405, "method_not_allowed")]
    [InlineData("GET", "/api/v2/user/connection/statuses/", 405, "method_not_allowed")]
    public async Task Faults_before_any_handler_have_the_shape_of_all_faults(string method, string path, int status, string code)
    {
        var answer = (await server.Anonymous().Send(new HttpMethod(method), path)).Is((HttpStatusCode)status);

        Assert.Equal(code, answer.Code);
        Assert.NotEqual("", answer["errors"][0].GetProperty("message").GetString());
        Assert.Equal("application/json", answer.Message.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("GET", "/oauth/token/", 405)]
    [InlineData("GET", "/oauth/authorize/", 404)]
    public async Task Faults_of_the_sign_in_have_the_shape_of_rfc_6749(string method, string path, int status)
    {
        var answer = (await server.Anonymous().Send(new HttpMethod(method), path)).Is((HttpStatusCode)status);

        Assert.Equal("invalid_request", answer.Text("error"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Too_large_a_body_is_refused_whether_it_says_so_or_not(bool says)
    {
        var ann = await server.Person("ann");
        var bytes = Encoding.UTF8.GetBytes(new string(' ', Limits.BodyBytes + 1));
        using HttpContent body = says ? new ByteArrayContent(bytes) : new StreamContent(new Unmeasured(bytes));

        var answer = await server.As(ann).Post("/api/v2/user/connection/statuses/", body);

        Assert.Equal("too_large", answer.Is(HttpStatusCode.RequestEntityTooLarge).Code);
    }

    [Fact]
    public async Task Paths_of_other_apis_are_not_ours()
    {
        var path = new Uri("/api/v20/user/me", UriKind.Relative);

        using var response = await server.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Null(response.Content.Headers.ContentType);
    }

    /// <summary>A stream that does not know its length, so that it is sent in chunks.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
