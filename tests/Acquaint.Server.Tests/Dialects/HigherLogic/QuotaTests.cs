using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>How the dialect says what is too much.</summary>
public sealed class QuotaTests(ServerAtNoon noon) : IClassFixture<ServerAtNoon>
{
    [Fact]
    public async Task Higher_Logic_says_false()
    {
        var client = new HigherLogicClient(noon.Server);
        foreach (var quotas in new Quotas[] { new() { OpenRequests = 1 }, new() { RequestsPerDay = 1 } })
        {
            var (ann, bob) = await noon.Asked(quotas);
            Said(await client.Ask(ann, bob));
        }

        var (full, asked, asking) = await noon.Full();
        Said(await client.Accept(full, await client.RequestKey(full, asking)));
        Said(await client.Accept(asked, await client.RequestKey(asked, full)));
        Said(await client.Ask(asked, full));

        static void Said(Answer answer) => Assert.Equal((HttpStatusCode.OK, "[false]"), (answer.Status, answer.Body));
    }
}
