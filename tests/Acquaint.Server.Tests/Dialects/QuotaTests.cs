using Xunit;

namespace Acquaint.Server.Tests.Dialects;

/// <summary>A server of its own, at noon: no day ends while a test counts on it.</summary>
public sealed class ServerAtNoon : IAsyncLifetime
{
    public TestServer Server { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Server.Clock.Advance(QuotaRules.RestOfDay(Server.Clock.Now()) + TimeSpan.FromHours(12));
        await Server.InitializeAsync();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Somebody who has asked one person under these quotas, and another to ask.</summary>
    public async Task<(Person Asker, Person Other)> Asked(Quotas quotas)
    {
        var community = await Server.NewCommunity("asked", rules => rules with { Quotas = quotas });
        var ann = await Server.Person(community: community);
        await Server.Requested(ann, await Server.Person(community: community));
        return (ann, await Server.Person(community: community));
    }

    /// <summary>Somebody with the one connection they may have, a person they asked, and a person who asked them.</summary>
    public async Task<(Person Full, Person Asked, Person Asking)> Full()
    {
        var community = await Server.NewCommunity("full", rules => rules with { Quotas = new() { Connections = 1 } });
        var (full, asked) = (await Server.Person(community: community), await Server.Person(community: community));
        var asking = await Server.Person(community: community);
        await Server.Connected(full, await Server.Person(community: community));
        await Server.Requested(full, asked);
        await Server.Requested(asking, full);
        return (full, asked, asking);
    }

    public async Task<Person[]> People(int count, Community? community = null)
    {
        var people = new Person[count];
        for (var i = 0; i < count; i++)
            people[i] = await Server.Person(community: community);
        return people;
    }
}

/// <summary>Quotas over HTTP: they hold in every dialect, whichever one the others were used in, and each has its answer.</summary>
public sealed class QuotaTests(ServerAtNoon noon) : IClassFixture<ServerAtNoon>
{
    private readonly TestServer _server = noon.Server;

    public static TheoryData<string> Dialects => Drivers.Names;

    [Fact]
    public async Task A_community_has_them_unless_its_operator_says_otherwise()
    {
        Assert.Equal(new Quotas(), _server.Community.Rules.Quotas);
        var (ann, others) = (await _server.Person("ann"), await noon.People(21));
        foreach (var other in others[..20])
            await _server.Requested(ann, other);
        foreach (var driver in Drivers.All(_server))
            await Refused(driver, ann, others[20]);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Requests_of_every_dialect_count_and_at_the_quota_none_has_another(string dialect)
    {
        var drivers = Drivers.All(_server);
        var quotas = new Quotas { OpenRequests = drivers.Count };
        var community = await _server.NewCommunity("open", rules => rules with { Quotas = quotas });
        var (ann, others) = (await _server.Person("ann", community: community), await noon.People(drivers.Count + 2, community));
        foreach (var (driver, other) in drivers.Zip(others))
            Assert.True((await driver.Request(ann, other)).Done);
        await Refused(Drivers.Of(_server, dialect), ann, others[^2]);

        await _server.Requested(others[^1], ann);
        Assert.True((await Drivers.Of(_server, dialect).Accept(ann, others[^1])).Done);
        await Refused(Drivers.Of(_server, dialect), ann, others[^2]);
        Assert.True((await Drivers.Of(_server, dialect).Withdraw(ann, others[0])).Done);
        Assert.True((await Drivers.Of(_server, dialect).Request(ann, others[^2])).Done);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Enough_for_today_is_enough_in_every_dialect(string dialect)
    {
        var community = await _server.NewCommunity("daily", rules => rules with { Quotas = new() { RequestsPerDay = 1 } });
        var (ann, bob) = (await _server.Person("ann", community: community), await _server.Person(community: community));
        var cas = await _server.Person(community: community);
        var driver = Drivers.Of(_server, dialect);
        Assert.True((await driver.Request(ann, bob)).Done);
        Assert.True((await driver.Withdraw(ann, bob)).Done);
        await Refused(driver, ann, cas);
        await _server.Requested(cas, ann);
        Assert.True((await driver.Accept(ann, cas)).Done);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task No_dialect_connects_beyond_the_quota_of_either_side(string dialect)
    {
        var (ann, cas, dee) = await noon.Full();
        var driver = Drivers.Of(_server, dialect);
        Assert.False((await driver.Accept(ann, dee)).Done);
        Assert.False((await driver.Accept(cas, ann)).Done);
        Assert.Equal((Tie.Received, Tie.Received), (await _server.Tie(ann, dee), await _server.Tie(cas, ann)));
        Assert.True((await driver.Decline(cas, ann)).Done);
    }

    private async Task Refused(IDialectDriver driver, Person ann, Person other)
    {
        Assert.False((await driver.Request(ann, other)).Done);
        Assert.Equal(Tie.None, await _server.Tie(ann, other));
        Assert.Empty(await _server.Store.Changes(other.Id, 1, TestContext.Current.CancellationToken));
    }
}
