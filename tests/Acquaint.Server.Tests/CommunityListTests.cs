using Xunit;

namespace Acquaint.Server.Tests;

public sealed class CommunityListTests(TestServer server)
{
    [Fact]
    public async Task What_was_saved_is_found_next_however_busy_the_readers()
    {
        var community = await server.NewCommunity("busy");
        using var directory = new CommunityList(server.Store, server.Clock, server.Get<Ids>(), server.Get<IEnumerable<Setting>>());
        using var done = new CancellationTokenSource();
        var reader = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                    await directory.All(default);
            },
            done.Token);

        for (var i = 0; i < 50; i++)
        {
            // The first makes the reader look; the second is saved while it does.
            foreach (var size in new[] { 1, 2 })
                await directory.Save(community with { Rules = new CommunityRules { PageSize = size } }, default);
            Assert.Equal(2, (await directory.Find(community.Id, default))!.Rules.PageSize);
        }

        await done.CancelAsync();
        await reader;
    }
}
