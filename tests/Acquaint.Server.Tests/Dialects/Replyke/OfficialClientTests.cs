using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class OfficialClientTests(TestServer server)
{
    [Fact]
    public async Task Its_paths_without_a_project_carry_a_whole_story()
    {
        var client = new ReplykeDriver(server);
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        Assert.Equal(new Said(HttpStatusCode.Created, true), await client.Request(ann, bob));
        Assert.Equal([bob.Key], await client.Sent(ann));
        Assert.Equal([ann.Key], await client.Received(bob));
        Assert.Equal(new Said(HttpStatusCode.Forbidden, false), await client.Accept(ann, bob));
        Assert.True((await client.Withdraw(ann, bob)).Done);
        Assert.Empty(await client.Received(bob));
        Assert.True((await client.Request(ann, bob)).Done);
        Assert.True((await client.Accept(bob, ann)).Done);
        Assert.Equal([bob.Key], await client.Connected(ann));
        Assert.True((await client.Disconnect(ann, bob)).Done);
        Assert.Empty(await client.Connected(bob));
        Assert.True((await client.Request(ann, bob)).Done);
        Assert.True((await client.Decline(bob, ann)).Done);
        Assert.Equal(new Said(HttpStatusCode.NotFound, false), await client.Decline(bob, ann));
        Assert.Equal(new Said(HttpStatusCode.Conflict, false), await client.Request(ann, bob));
        Assert.Equal(Tie.DeclinedByMe, await server.Tie(bob, ann));
    }
}
