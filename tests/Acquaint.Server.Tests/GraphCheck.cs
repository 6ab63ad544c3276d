using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>The invariants of the graph, asked of a store from outside.</summary>
internal static class GraphCheck
{
    /// <summary>
    /// Both edges of every pair mirror each other (so there is at most one request between two people), counters equal the rows they
    /// count, lists are as long as their counters, and notifications as many as their counts say.
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
            var counters = await store.Counters(person, default);
            Assert.Equal(relations.Values.Aggregate(default(Counters), (sum, relation) => sum + Counters.Of(relation)), counters);
            foreach (var list in Enum.GetValues<EdgeList>())
                Assert.Equal(counters.Of(list), (await store.List(person, list, new(10_000), default)).Items.Count);
            Assert.Equal(counters.Blocking, (await store.BlockedIds(person, 10_000, default)).Count);
            var notifications = await store.Notifications(person, new(10_000), default);
            var (unseen, unread) = (notifications.Items.Count(one => one.SeenAt is null), notifications.Items.Count(one =>
                one.ReadAt is null));
            Assert.Equal(new NotificationCounts(notifications.Items.Count, unseen, unread), notifications.Counts);
        }
    }
}
