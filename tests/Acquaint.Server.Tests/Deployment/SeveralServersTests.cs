using Xunit;

namespace Acquaint.Server.Tests.Deployment;

/// <summary>Several servers over one database; tests/fire lets callers fight through them.</summary>
public sealed class SeveralServersTests(SeveralServers servers) : IClassFixture<SeveralServers>
{
    [Fact]
    public async Task Every_server_takes_its_part()
    {
        for (var i = 0; i < SeveralServers.Count; i++)
            await servers.Front.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(SeveralServers.Count, servers.Answered.Count(calls => calls > 0));
    }
}

/// <summary>
/// Three server processes over one PostgreSQL database, started at the same moment while it was still empty, and a front that sends them
/// its calls by turns.
/// </summary>
public sealed class SeveralServers : IAsyncLifetime
{
    public const int Count = 3;

    private ServerProcess[] _processes = [];
    private ByTurns? _turns;

    public TestServer Front { get; private set; } = null!;

    /// <summary>How many calls each server was sent.</summary>
    public IReadOnlyList<int> Answered => _turns!.Calls;

    public async ValueTask InitializeAsync()
    {
        var database = await TestDatabase.OnPostgres();
        _processes = await Task.WhenAll(Enumerable.Range(0, Count).Select(
            _ => ServerProcess.Serve(ServerProcess.Shared, "--database", database.ConnectionString)));
        _turns = new([.. _processes.Select(one => one.Url)]);
        Front = new(database, ServerProcess.SigningKey, _turns);
        await Front.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            process.Dispose();
        await Front.DisposeAsync();
    }

    private sealed class ByTurns(Uri[] servers) : DelegatingHandler
    {
        private int _sent;

        public int[] Calls { get; } = new int[servers.Length];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var turn = (int)((uint)Interlocked.Increment(ref _sent) % servers.Length);
            Interlocked.Increment(ref Calls[turn]);
            request.RequestUri = new Uri(servers[turn], request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
