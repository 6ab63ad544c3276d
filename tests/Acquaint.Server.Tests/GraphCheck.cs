using Acquaint.Core;
using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>The invariants of the graph, asked of a store from outside.</summary>
internal static class GraphCheck
{
    /// <summary>
    /// Both edges of every pair mirror each other (so there is at most one request between two people), tallies equal the rows they
    /// count, lists are as long as their tallies, and notices as many as their counts say.
    /// </summary>
    public static async Task AssertWhole(IStore store, IReadOnlyCollection<UserId> people)
    {
        var all = new Dictionary<UserId, IReadOnlyDictionary<UserId, Relation>>();
        foreach (var person in people)
            all.Add(person, await store.Relations(person, people, default));
        foreach (var (person, relations) in all)
        {
            foreach (var (other, relation) in relations)
                Assert.Equal(relation.Mirror(), all[other].GetValueOrDefault(person, Relation.Blank));
            var tally = await store.Tally(person, default);
            Assert.Equal(relations.Values.Aggregate(default(Tally), (sum, relation) => sum + Tally.Of(relation)), tally);
            foreach (var list in Enum.GetValues<EdgeList>())
                Assert.Equal(tally.Of(list), (await store.List(person, list, new(10_000), default)).Items.Count);
            Assert.Equal(tally.Blocking, (await store.BlockedIds(person, 10_000, default)).Count);
            var notices = await store.Notices(person, new(10_000), default);
            var (unseen, unread) = (notices.Items.Count(one => one.SeenAt is null), notices.Items.Count(one => one.ReadAt is null));
            Assert.Equal(new NoticeCounts(notices.Items.Count, unseen, unread), notices.Counts);
        }
    }
}
