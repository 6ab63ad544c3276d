using System.Collections.Concurrent;
using Acquaint.Server.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Acquaint.Server.Tests.Blocks;

/// <summary>Keeping those who block somebody from their eyes costs the others nothing.</summary>
public sealed class BlockReadTests
{
    [Fact]
    public async Task Lists_and_counts_ask_about_blocks_only_for_those_whom_somebody_blocks()
    {
        var sent = new ConcurrentDictionary<Sent, bool>();
        await using var database = await TestDatabase.OfThisRun();
        await using var store = new SqlStore(new RecordingEngine(await Database.OpenEngine(database.ConnectionString, default), sent));
        await using var services = new ServiceCollection().AddAcquaint(store, new SigningKey(new byte[32])).BuildServiceProvider();
        var community = await services.GetRequiredService<CommunityList>().Add("one", [], default);
        var connections = services.GetRequiredService<Connections>();
        var people = new List<Viewer>();
        foreach (var name in new[] { "ann", "bob", "cas" })
        {
            var opened = await services.GetRequiredService<AccountService>().Open(community, new NewAccount(name), default);
            people.Add(new(opened.User!.Id, opened.User.Key, community, UserRole.Member));
        }

        var (ann, bob, cas) = (people[0], people[1], people[2]);
        await connections.Act(bob, cas.Id, new(RelationAction.Request), default);
        await connections.Act(cas, bob.Id, new(RelationAction.Accept), default);
        Assert.Equal(1, await CountOfCas());
        Assert.False(IsAskedAboutBlocks());
        await connections.Act(bob, ann.Id, new(RelationAction.Block), default);
        Assert.Equal(0, await CountOfCas());
        Assert.True(IsAskedAboutBlocks());

        async Task<int> CountOfCas()
        {
            await connections.List(ann.Id, EdgeList.Sent, new(10), default);
            await connections.List(ann.Id, EdgeList.Received, new(10), default);
            var listed = await connections.List(cas.Id, ann, Mutuality.First, new(10), default);
            var counted = (await connections.Counters(ann, [cas.Id], default))[cas.Id].Connected;
            Assert.Equal((counted, counted), (listed.Total, listed.Items.Count));
            return counted;
        }

        bool IsAskedAboutBlocks() => sent.Keys.Any(one =>
            !one.IsScript && !one.InWrite && one.Sql.Contains("they_blocked_at IS NOT NULL", StringComparison.Ordinal));
    }
}
