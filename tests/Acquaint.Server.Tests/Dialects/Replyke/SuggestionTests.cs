using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class SuggestionTests(TestServer server)
{
    [Fact]
    public async Task Prefixes_come_first_then_the_rest_by_username_and_never_more_than_five()
    {
        var project = await server.NewCommunity("suggestions");
        foreach (var name in new[] { "zjan", "janet", "Jan", "ajan", "unrelated", "jane", "bjan", "cjan" })
            await Add(project, name);
        Assert.Equal(["Jan", "jane", "janet", "ajan", "bjan"], await Suggest(project, "jAN"));
        Assert.Equal(["zjan"], await Suggest(project, "%20zjan%20"));
        Assert.Empty(await Suggest(project, "nobody"));
    }

    [Theory]
    [InlineData("o'b")]
    [InlineData("%25")]
    [InlineData("_")]
    [InlineData("';--")]
    public async Task Nothing_in_a_query_is_more_than_text(string query)
    {
        var project = await server.NewCommunity("suggestions");
        await Add(project, "jane");
        Assert.Empty(await Suggest(project, query));
        await Add(project, $"x{Uri.UnescapeDataString(query)}x");
        Assert.Single(await Suggest(project, query));
    }

    [Fact]
    public async Task Nothing_private_is_shown()
    {
        var project = await server.NewCommunity("suggestions");
        await Add(project, "jane", new Profile { SecureMetadata = """{"secret":1}""" });
        var reply = await server.Send("GET", $"{ReplykeApi.ProjectOf(project)}/users/suggestions?query=jane");
        Assert.Equal(
            ["id", "projectId", "role", "foreignId", "name", "username", "avatar", "bio", "birthdate", "location", "reputation", "metadata",
                "createdAt", "updatedAt", "deletedAt"],
            Reply.Names(reply.Body[0]));
        Assert.DoesNotContain("secret", reply.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?query=")]
    [InlineData("?query=%20")]
    [InlineData("?query=a%00")]
    [InlineData("?query=long")]
    public async Task Something_to_look_for_is_needed(string query)
    {
        query = query.Replace("long", new string('x', 256), StringComparison.Ordinal);
        (await server.Send("GET", $"{ReplykeApi.ProjectOf(server.Community)}/users/suggestions{query}"))
            .IsFault(400, "user/invalid-query", "Missing or invalid query parameter");
    }

    private async Task Add(Community project, string username, Profile? profile = null)
    {
        var account = new NewAccount(username) { Profile = profile ?? new() };
        Assert.Null((await server.Get<AccountService>().Open(project, account, TestContext.Current.CancellationToken)).Fault);
    }

    private async Task<List<string?>> Suggest(Community project, string query)
    {
        var reply = await server.Send("GET", $"{ReplykeApi.ProjectOf(project)}/users/suggestions?query={query}");
        Assert.Equal((HttpStatusCode.OK, JsonValueKind.Array), (reply.Status, reply.Body.ValueKind));
        return [.. reply.Body.EnumerateArray().Select(one => one.GetProperty("username").GetString())];
    }
}
