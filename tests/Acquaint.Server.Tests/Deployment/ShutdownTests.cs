using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Acquaint.Server.Tests.Deployment;

/// <summary>SIGTERM while requests are under way: what was accepted is finished and answered, what comes later is not accepted.</summary>
public sealed class ShutdownTests
{
    private const int Slow = 20;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Requests_whose_bodies_are_still_on_their_way_are_answered(string engine)
    {
        var database = await Database(engine);
        await using var front = new TestServer(database, ServerProcess.SigningKey, new Nothing());
        await front.InitializeAsync();
        using var server = await ServerProcess.Serve(ServerProcess.Shared, "--database", database.ConnectionString);
        var calls = new List<SlowCall>();
        for (var i = 0; i < Slow; i++)
            calls.Add(await SlowCall.Begin(server.Url, front, await front.Person("ann"), await front.Person("bob")));

        var stopping = server.Stop();
        await NobodyListens(server.Url);
        Assert.True(server.IsRunning);
        var answers = await Task.WhenAll(calls.Select(call => call.Finish()));

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 201 ", answer, StringComparison.Ordinal));
        Assert.Equal(0, await stopping);
        foreach (var call in calls)
        {
            call.Dispose();
            Assert.Equal(Tie.Sent, await front.Tie(call.Requester, call.Addressee));
        }
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Under_load_nobody_is_answered_with_a_failure_and_nothing_answered_is_lost(string engine)
    {
        await using var database = await Database(engine);
        var askers = await Askers.Gather(database.ConnectionString, ServerProcess.SigningKey, people: 60);
        using var server = await ServerProcess.Serve(ServerProcess.Shared, "--database", database.ConnectionString);
        var load = askers.AskEverybody(server.Url, default);
        while (askers.Answered < 200)
            await Task.Delay(1);
        Assert.Equal(0, await server.Stop());
        await load;
        Assert.Equal(0, askers.Failed);
        await askers.AssertKept(database.ConnectionString);
    }

    private static async Task<TestDatabase> Database(string engine) =>
        engine == "sqlite" ? TestDatabase.OnSqlite() : await TestDatabase.OnPostgres();

    private static async Task NobodyListens(Uri url)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(url.Host, url.Port);
                await Task.Delay(5);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private sealed class Nothing : DelegatingHandler;

    /// <summary>A request of which the server has begun to read the body, and which has sent none of it.</summary>
    private sealed class SlowCall(TcpClient client, Person requester, Person addressee) : IDisposable
    {
        private const string Body = """{"message":"at last"}""";

        public Person Requester => requester;

        public Person Addressee => addressee;

        public static async Task<SlowCall> Begin(Uri url, TestServer front, Person requester, Person addressee)
        {
            var client = new TcpClient();
            await client.ConnectAsync(url.Host, url.Port);
            var call = new SlowCall(client, requester, addressee);
            await call.Send(
                $"POST /api/v6/{requester.Community.Id.Value}/users/{addressee.Key.Value}/connection HTTP/1.1\r\n"
                + $"Host: {url.Authority}\r\nAuthorization: Bearer {front.Token(requester, "replyke")}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {Body.Length}\r\nExpect: 100-continue\r\n\r\n");
            // Sent when the program asks for the body.
            Assert.StartsWith("HTTP/1.1 100 ", await call.Receive(), StringComparison.Ordinal);
            return call;
        }

        public async Task<string> Finish()
        {
            await Send(Body);
            return await Receive();
        }

        public void Dispose() => client.Dispose();

        private async Task Send(string text) => await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

        private async Task<string> Receive()
        {
            var buffer = new byte[4096];
            return Encoding.ASCII.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer));
        }
    }
}
