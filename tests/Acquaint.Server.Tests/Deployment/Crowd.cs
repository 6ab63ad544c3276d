using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Acquaint.Server.Tests.Deployment;

/// <summary>A community with something of everything in it, made by the product itself.</summary>
internal sealed record Crowd(Community Community, IReadOnlyList<UserId> People)
{
    private const int Lively = 25;

    /// <summary>The first few do all kinds of things to each other; so many fans ask the first.</summary>
    public static async Task<Crowd> Make(TestDatabase database, int people, string name = "first", int fans = 0)
    {
        await using var store = await Database.Open(database.ConnectionString, default);
        await using var services = new ServiceCollection().AddAcquaint(store, new SigningKey(new byte[32])).BuildServiceProvider();
        var community = await services.GetRequiredService<CommunityList>().Add(name, [$"{name}.example"], default);
        var added = await Task.WhenAll(Enumerable.Range(0, people).Select(i => Add(services, community, $"{name} {i}")));
        UserId[] ids = [.. added.Select(user => user.Id).Order()];

        var connections = services.GetRequiredService<Connections>();
        var random = new Random(people);
        var lively = Math.Min(people, Lively);
        for (var i = 0; i < lively * 20; i++)
            await Act(RelationAction.RequestOrAccept + random.Next(8), random.Next(lively), random.Next(lively));
        await Act(RelationAction.Unblock, 0, 1);
        await Act(RelationAction.Unblock, 1, 0);
        await Act(RelationAction.Request, 0, 1);
        await Parallel.ForEachAsync(Enumerable.Range(Lively, fans), async (fan, _) => await Act(RelationAction.Request, fan, 0));
        await Live(services, community, ids);
        return new(community, ids);

        Task Act(RelationAction action, int viewer, int other) => connections.Act(
            new(ids[viewer], default, community, UserRole.Member), ids[other], new(action, Message: $"from {viewer} \U0001F600"), default);
    }

    /// <summary>All that a store tells of the community is the same in both databases.</summary>
    public async Task AssertSame(TestDatabase left, TestDatabase right)
    {
        await using var ours = await Database.Open(left.ConnectionString, default);
        await using var theirs = await Database.Open(right.ConnectionString, default);
        await Same(async store => (await store.Communities(default)).Single(one => one.Id == Community.Id) with { IsDefault = true });
        await Same(store => store.ServiceKeys(Community.Id, default));
        await Same(store => store.Users(Community.Id, new(0), int.MaxValue, default));
        await Same(store => store.Named(Community.Id, "irst", [], 50, default));
        foreach (var order in Enum.GetValues<DirectoryOrder>())
            await Same(store => store.List(new(Community.Id, order, Descending: false, []), new(People.Count), default));
        foreach (var person in People.Take(Lively))
        {
            await Same(store => store.PasswordHash(person, default));
            await Same(store => store.Settings(person, default));
            await Same(store => store.Relations(person, People.Take(Lively).ToList(), default));
            await Same(store => store.Counters(person, default));
            await Same(store => store.Changes(person, int.MaxValue, default));
            await Same(store => store.Notifications(person, new(1000), default));
            await Same(store => store.Blocked(person, new(100), default));
            await Same(store => store.Suggest(person, new(100), default));
            foreach (var list in Enum.GetValues<EdgeList>())
                await Same(store => store.List(person, list, new(1000), default));
        }

        if (People.Count <= Lively)
            await GraphCheck.AssertWhole(theirs, People);

        async Task Same<T>(Func<IStore, Task<T>> ask) => Assert.Equivalent(await ask(ours), await ask(theirs), strict: true);
    }

    private static async Task<User> Add(ServiceProvider services, Community community, string name)
    {
        var account = new NewAccount(name.Replace(' ', '.'), $"{name.Replace(' ', '.')}@example.org")
        {
            ExternalId = name,
            Profile = new() { DisplayName = name, Bio = "Ørsted 'quoted'", BirthDate = new(1999, 12, 31), Metadata = """{"a":1}""" },
        };
        return (await services.GetRequiredService<AccountService>().Open(community, account, default)).User!;
    }

    /// <summary>Passwords, sessions, notifications that were read; somebody suspended, somebody deleted.</summary>
    private static async Task Live(ServiceProvider services, Community community, UserId[] ids)
    {
        var (store, people) = (services.GetRequiredService<IStore>(), services.GetRequiredService<People>());
        var now = TimeProvider.System.Now();
        await store.SetPasswordHash(ids[0], "hash", default);
        await store.Add(new Session(ids[0], new(services.GetRequiredService<Ids>().Next()), now, now.AddDays(1)), default);
        await store.Set(ids[0], new Dictionary<string, int> { ["colour"] = 7, ["sound"] = 0 }, default);
        var key = new ServiceKey(new(services.GetRequiredService<Ids>().Next()), community.Id, "key", $"digest {community.Id.Value}", now);
        await store.Add(key, default);
        var notifications = await store.Notifications(ids[1], new(1), default);
        if (notifications.Items.Count > 0)
            await store.Mark(ids[1], [notifications.Items[0].Change.Id], NotificationMark.Read, now, default);
        await people.Suspend(community, ids[^1], default);
        await people.Delete(community, ids[2], hard: false, default);
    }
}
