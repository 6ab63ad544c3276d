using System.Net;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>What can be learnt of a community before one signs in, and how long a sign-in lasts.</summary>
public sealed class TenantTests(TestServer server)
{
    private readonly HigherLogicClient _client = new(server);

    [Fact]
    public async Task A_community_is_found_by_its_address_without_signing_in()
    {
        var community = await server.NewCommunity("tenant");
        var host = community.Hosts[0];
        foreach (var url in new[] { $"http://{host}/", $"https://{host.ToUpperInvariant()}:8443/a/b?c", host, $"{host}:80", $"{host}/x" })
        {
            var answer = await Detail(url);
            Assert.Equal(
                $$"""[{"TenantKey":"{{community.Id.Value}}","FullName":"tenant","ShortName":"tenant","HomePage":"http://{{host}}/"}]""",
                answer.Body);
        }

        foreach (var url in new[] { "http://nobody.example.org/", "", "::", "http://", "http://xn--zz/", "😀" })
            Assert.Equal("[]", (await Detail(url)).Body);
        var missing = await _client.Send(HigherLogicClient.Bare(HttpMethod.Get, "Authentication/GetTenantDetail"));
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
    }

    [Fact]
    public async Task A_community_can_say_where_its_pages_are()
    {
        var community = await server.NewCommunity(
            "paged", settings: it => it.With(HigherLogicSettings.HomePage, "https://www.example.org/c"));
        Assert.Equal("https://www.example.org/c", (await Detail(community.Hosts[0])).Json[0].GetProperty("HomePage").GetString());
        var info = (await Widget(server.Token(await server.Person("ann", community: community), "higherlogic"))).Json;
        Assert.Equal("https://www.example.org/c", info.GetProperty("DomainUrl").GetString());
        Assert.Equal("https://www.example.org/c", info.GetProperty("DomainLoginUrl").GetString());

        var other = await server.NewCommunity(
            "login", settings: it => it.With(HigherLogicSettings.LoginPage, "https://login.example.org/"));
        var login = (await Widget(server.Token(await server.Person("ann", community: other), "higherlogic"))).Json;
        Assert.Equal($"http://{other.Hosts[0]}/", login.GetProperty("DomainUrl").GetString());
        Assert.Equal("https://login.example.org/", login.GetProperty("DomainLoginUrl").GetString());
    }

    [Theory]
    [InlineData("""{"token":"@@"}""", "application/json")]
    [InlineData("""{"extra":{"a":[1]},"Token":"@@"}""", "text/json")]
    [InlineData("""
        <WidgetToken xmlns="http://schemas.datacontract.org/2004/07/HigherLogic.API.Models.Enterprise"><token>@@</token></WidgetToken>
        """, "application/xml")]
    [InlineData("<widgettoken><a/><TOKEN>@@</TOKEN></widgettoken>", "text/xml")]
    public async Task A_widget_learns_its_community_from_a_token(string body, string contentType)
    {
        var ann = await server.Person("ann", community: await server.NewCommunity("widget"));
        var answer = await Widget(server.Token(ann, "higherlogic"), body, contentType);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains($"{ann.Community.IamKey}", answer.Body, StringComparison.Ordinal);
        var isXml = contentType.EndsWith("xml", StringComparison.Ordinal);
        Assert.Equal(isXml, answer.Body.StartsWith("<TenantInfo ", StringComparison.Ordinal));
        Assert.Equal(Guid.Empty.ToString(), answer.Header("CurrentContactKey"));
    }

    [Theory]
    [InlineData("""{"token":"x"}""", "application/json", HttpStatusCode.Unauthorized)]
    [InlineData("""{"token":null}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("<WidgetToken/>", "text/xml", HttpStatusCode.BadRequest)]
    [InlineData("<Other><token>x</token></Other>", "text/xml", HttpStatusCode.BadRequest)]
    [InlineData("token=x", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_widget_without_a_token_learns_nothing(string body, string contentType, HttpStatusCode status)
    {
        var answer = await Widget("", body, contentType);
        Assert.Equal(status, answer.Status);
        Assert.Contains($"{(int)status}", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_community_sets_how_long_a_token_lasts()
    {
        var community = await server.NewCommunity(
            "brief", settings: it => it.With(HigherLogicSettings.TokenLife, TimeSpan.FromMinutes(30)));
        var token = new JsonWebToken(server.Token(await server.Person("ann", community: community), "higherlogic"));
        Assert.Equal(TimeSpan.FromMinutes(30), token.ValidTo - token.IssuedAt);
    }

    private Task<Answer> Detail(string url) => _client.Send(
        HigherLogicClient.Bare(HttpMethod.Get, $"Authentication/GetTenantDetail?communityUrl={Uri.EscapeDataString(url)}"));

    private Task<Answer> Widget(string token, string body = """{"token":"@@"}""", string contentType = "application/json")
    {
        var request = HigherLogicClient.Bare(HttpMethod.Post, "Authentication/Widget");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Replace("@@", token, StringComparison.Ordinal)));
        request.Content.Headers.Add("Content-Type", contentType);
        return _client.Send(request);
    }
}
