using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class ProjectTests(TestServer server)
{
    [Theory]
    [InlineData("/internal/projects/{0}/lean")]
    [InlineData("/api/v6/{0}/projects/lean")]
    [InlineData("/v7/{0}/projects/lean")]
    [InlineData("/api/v7/{0}/projects/lean")]
    public async Task The_provider_finds_its_project(string path)
    {
        var id = server.Community.Id.Value;
        var reply = await server.Send("GET", path.Replace("{0}", $"{id}", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(["id", "clientId", "name", "integrations", "createdAt", "updatedAt"], Reply.Names(reply.Body));
        Assert.Equal((id, server.Community.Name), (reply["id"].GetGuid(), reply["name"].GetString()));
        Assert.Equal("[]", reply["integrations"].GetRawText());
        (await server.Send("GET", path.Replace("{0}", $"{Guid.Empty}", StringComparison.Ordinal))).IsFault(404, "project/not-found");
    }

    [Fact]
    public async Task Nothing_else_is_internal() => (await server.Send("GET", "/internal/nothing")).IsFault(404, "request/not-found");
}
