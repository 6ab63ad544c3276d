using System.Text.Json.Nodes;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>The dialect's OpenAPI document.</summary>
public sealed class OpenApiTests(TestServer server)
{
    [Fact]
    public Task It_is_valid_and_tells_of_every_endpoint() => OpenApiCheck.AssertComplete(
        server, "selfcommunity", "followUser", "checkUserFollowed", "checkUserFollower", "listFollowers", "listFollowings");

    [Fact]
    public async Task Every_operation_has_an_example_of_a_fault_and_the_open_ones_ask_for_no_token()
    {
        var document = await Document();
        string[] without = ["listPreferences", "listFeatures"];
        foreach (var (id, operation) in Operations(document))
        {
            var faults = operation["responses"]!.AsObject().Where(one => one.Key[0] == '4').ToList();
            Assert.True(faults.Count > 0 || without.Contains(id), id);
            Assert.All(faults, fault => Assert.NotNull(fault.Value!["content"]!["application/json"]!["example"]));
        }

        var open = Operations(document)
            .Where(one => one.Operation["security"] is not JsonArray { Count: > 0 })
            .Select(one => one.Id)
            .Order();
        Assert.Equal(
            [
                "autocompleteUsers", "getUser", "getUserCounters", "grantToken", "listConnections", "listFeatures", "listFollowers",
                "listFollowings", "listPreferences", "obtainJwt", "revokeToken", "searchUsers", "verifyJwt",
            ],
            open);
    }

    [Fact]
    public async Task Times_and_the_members_that_may_be_null_are_told()
    {
        var user = (await Document())["components"]!["schemas"]!["UserWire"]!["properties"]!;

        Assert.Equal("date-time", user["date_joined"]!["format"]!.GetValue<string>());
        Assert.Contains("null", user["connection_status"]!["type"]!.AsArray().Select(type => type!.GetValue<string>()));
        Assert.Equal("integer", user["id"]!["type"]!.GetValue<string>());
        Assert.Equal("string", user["username"]!["type"]!.GetValue<string>());
    }

    private async Task<JsonNode> Document()
    {
        var path = new Uri("/openapi/selfcommunity.json", UriKind.Relative);
        return JsonNode.Parse(await server.Http.GetStringAsync(path, TestContext.Current.CancellationToken))!;
    }

    private static IEnumerable<(string Id, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (operation.Value!["operationId"]!.GetValue<string>(), operation.Value!);
}
