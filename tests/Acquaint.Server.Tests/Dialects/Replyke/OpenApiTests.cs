using System.Text.Json.Nodes;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

/// <summary>The dialect's OpenAPI document.</summary>
public sealed class OpenApiTests(TestServer server)
{
    [Fact]
    public Task It_is_valid_and_tells_of_every_endpoint() => OpenApiCheck.AssertComplete(server, "replyke");

    [Theory]
    [InlineData("/api/v6/connections")]
    [InlineData("/api/v6/{projectId}/connections")]
    [InlineData("/v7/connections")]
    [InlineData("/v7/{projectId}/connections")]
    [InlineData("/api/v7/{projectId}/connections")]
    public async Task Each_version_shows_its_own_envelope(string path)
    {
        var list = (await Document())["paths"]![path]!["get"]!;
        var example = list["responses"]!["200"]!["content"]!["application/json"]!["example"]!.AsObject();
        Assert.Equal(path.Contains("v7", StringComparison.Ordinal), example.ContainsKey("data"));
        var names = list["parameters"]!.AsArray().Select(one => one!["name"]!.GetValue<string>());
        Assert.Equal(path.Contains("v7", StringComparison.Ordinal), names.Contains("searchFields"));
        Assert.Equal(path.Contains("{projectId}", StringComparison.Ordinal), names.Contains("projectId"));
    }

    [Fact]
    public async Task Every_operation_can_be_called_too_often_and_the_open_ones_ask_for_no_token()
    {
        var open = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (path, item) in (await Document())["paths"]!.AsObject())
        {
            foreach (var (_, operation) in item!.AsObject())
            {
                Assert.NotNull(operation!["responses"]!["429"]!["content"]!["text/html"]!["example"]);
                if (operation["security"] is not JsonArray { Count: > 0 })
                    open.Add(path[(path.LastIndexOf('/') + 1)..]);
            }
        }

        Assert.Equal(
            [
                "by-foreign-id", "check-username", "connections", "connections-count", "lean", "request-new-access-token",
                "sign-in", "sign-out", "sign-testing-jwt", "sign-up", "suggestions", "verify-external-user", "{userId}",
            ],
            open);
    }

    [Fact]
    public async Task Times_ids_and_the_members_that_may_be_null_are_told()
    {
        var user = (await Document())["components"]!["schemas"]!["PublicUser"]!["properties"]!;
        Assert.Equal("date-time", user["createdAt"]!["format"]!.GetValue<string>());
        Assert.Equal("uuid", user["id"]!["format"]!.GetValue<string>());
        Assert.Equal("object", user["metadata"]!["type"]!.GetValue<string>());
        Assert.Contains("null", user["bio"]!["type"]!.AsArray().Select(type => type!.GetValue<string>()));
    }

    private async Task<JsonNode> Document()
    {
        var path = new Uri("/openapi/replyke.json", UriKind.Relative);
        return JsonNode.Parse(await server.Http.GetStringAsync(path, TestContext.Current.CancellationToken))!;
    }
}
