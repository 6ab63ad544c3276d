using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Deployment;

/// <summary>The primary dies under load, its standby takes over: the server goes on without a restart, nothing answered is lost.</summary>
public sealed class FailoverTests(PostgresServer primary) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task A_promoted_standby_has_all_that_was_answered_and_serves_the_same_server()
    {
        await using var standby = await primary.Standby();
        var both = PostgresServer.ConnectionString(primary, standby);
        var askers = await Askers.Gather(both, ServerProcess.SigningKey, people: 100);
        using var server = await ServerProcess.Serve(ServerProcess.Shared, "--database", both);
        using var stop = new CancellationTokenSource();
        var load = askers.AskEverybody(server.Url, stop.Token);

        await AtLeast(askers, 300, load);
        primary.Kill();
        await Ready(server, HttpStatusCode.ServiceUnavailable);
        var before = askers.Answered;
        await standby.Promote();
        await Ready(server, HttpStatusCode.OK);
        await AtLeast(askers, before + 300, load);
        await stop.CancelAsync();
        await load;

        Assert.True(server.IsRunning);
        await askers.AssertKept(both);
        Assert.Equal(0, await server.Stop());
    }

    private static async Task AtLeast(Askers askers, int answered, Task load)
    {
        while (askers.Answered < answered)
        {
            Assert.False(load.IsCompleted, $"The load ended after {askers.Answered} requests.");
            await Task.Delay(5);
        }
    }

    private static async Task Ready(ServerProcess server, HttpStatusCode status)
    {
        using var http = new HttpClient { BaseAddress = server.Url };
        while ((await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode != status)
            await Task.Delay(20);
    }
}
