using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>The server killed in the middle of writing: what it answered is there, what is there is whole.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Rounds = 5;
    private readonly string _folder = Directory.CreateTempSubdirectory("acquaint-crash-").FullName;

    private string Connection => $"Data Source={Path.Combine(_folder, "crash.db")}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_under_load_it_loses_no_answered_write_and_leaves_no_half_edge()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var askers = await Askers.Gather(Connection, Settings.From(Connection).Key, people: 60);
            using var server = await ServerProcess.Serve("--database", Connection);
            using var stop = new CancellationTokenSource();
            var load = askers.AskEverybody(server.Url, stop.Token);
            while (askers.Answered < 100 + (37 * round))
                await Task.Delay(1);
            await server.Kill();
            await stop.CancelAsync();
            await load;
            await askers.AssertKept(Connection);
        }
    }
}
