using System.Globalization;
using System.Net;
using Acquaint.Server.Tests.Dialects.HigherLogic;
using Acquaint.Server.Tests.Dialects.Replyke;
using Acquaint.Server.Tests.Dialects.SelfCommunity;
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
        var (ann, others) = (await _server.Person("ann"), await People(21));
        foreach (var other in others[..20])
            await _server.Requested(ann, other);
        foreach (var driver in Drivers.All(_server))
            await Refused(driver, ann, others[20]);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Requests_of_every_dialect_count_and_at_the_cap_none_has_another(string dialect)
    {
        var community = await _server.NewCommunity("open", rules => rules with { Quotas = new() { OpenRequests = 3 } });
        var (ann, others) = (await _server.Person("ann", community: community), await People(5, community));
        foreach (var (driver, other) in Drivers.All(_server).Zip(others))
            Assert.True((await driver.Request(ann, other)).Done);
        await Refused(Drivers.Of(_server, dialect), ann, others[3]);

        await _server.Requested(others[4], ann);
        Assert.True((await Drivers.Of(_server, dialect).Accept(ann, others[4])).Done);
        await Refused(Drivers.Of(_server, dialect), ann, others[3]);
        Assert.True((await Drivers.Of(_server, dialect).Withdraw(ann, others[0])).Done);
        Assert.True((await Drivers.Of(_server, dialect).Request(ann, others[3])).Done);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Enough_for_today_is_enough_in_every_dialect(string dialect)
    {
        var community = await _server.NewCommunity("daily", rules => rules with { Quotas = new() { RequestsPerDay = 1 } });
        var (ann, bob, cas) = (await _server.Person("ann", community: community), await Person(community), await Person(community));
        var driver = Drivers.Of(_server, dialect);
        Assert.True((await driver.Request(ann, bob)).Done);
        Assert.True((await driver.Withdraw(ann, bob)).Done);
        await Refused(driver, ann, cas);
        await _server.Requested(cas, ann);
        Assert.True((await driver.Accept(ann, cas)).Done);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task No_dialect_connects_beyond_the_cap_of_either_side(string dialect)
    {
        var (ann, cas, dee) = await Full();
        var driver = Drivers.Of(_server, dialect);
        Assert.False((await driver.Accept(ann, dee)).Done);
        Assert.False((await driver.Accept(cas, ann)).Done);
        Assert.Equal((Tie.Received, Tie.Received), (await _server.Tie(ann, dee), await _server.Tie(cas, ann)));
        Assert.True((await driver.Decline(cas, ann)).Done);
    }

    [Fact]
    public async Task SelfCommunity_says_what_is_too_much()
    {
        var (ann, bob) = await Asked(new() { OpenRequests = 1 });
        Assert.Equal("too_many_open_requests", (await Ask(ann, bob)).Is(HttpStatusCode.BadRequest).Code);

        (ann, bob) = await Asked(new() { RequestsPerDay = 1 });
        var tomorrow = (await Ask(ann, bob)).Is(HttpStatusCode.TooManyRequests);
        Assert.Equal("too_many_requests_today", tomorrow.Code);
        var seconds = int.Parse(tomorrow.Message.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 1, TimeSpan.FromHours(12).TotalSeconds);

        var (full, asked, asking) = await Full();
        foreach (var verb in new[] { "accept", "request" })
        {
            Assert.Equal("connections_full", (await Ask(full, asking, verb)).Is(HttpStatusCode.BadRequest).Code);
            Assert.Equal("user_connections_full", (await Ask(asked, full, verb)).Is(HttpStatusCode.BadRequest).Code);
        }

        Task<SelfCommunity.Answer> Ask(Person viewer, Person other, string verb = "request") =>
            _server.As(viewer).Post($"/api/v2/user/{other.Id}/connection/{verb}/");
    }

    [Fact]
    public async Task Replyke_says_what_is_too_much()
    {
        var (ann, bob) = await Asked(new() { OpenRequests = 1 });
        (await Ask(ann, bob)).IsFault(409, "connection/too-many-open-requests");
        (ann, bob) = await Asked(new() { RequestsPerDay = 1 });
        (await Ask(ann, bob)).IsFault(409, "connection/too-many-requests-today");
        var (full, asked, asking) = await Full();
        (await Accept(full, asking)).IsFault(409, "connection/connections-full");
        (await Accept(asked, full)).IsFault(409, "connection/user-connections-full");

        Task<Reply> Ask(Person viewer, Person other) => _server.As(viewer, "POST", $"/users/{other.Key.Value}/connection", "{}");

        async Task<Reply> Accept(Person viewer, Person other) =>
            await _server.As(viewer, "PATCH", $"/connections/{(await _server.RequestBetween(viewer, other)).Id.Value}/accept", "{}");
    }

    [Fact]
    public async Task Higher_Logic_says_false()
    {
        var client = new HigherLogicClient(_server);
        foreach (var quotas in new Quotas[] { new() { OpenRequests = 1 }, new() { RequestsPerDay = 1 } })
        {
            var (ann, bob) = await Asked(quotas);
            Said(await client.Ask(ann, bob));
        }

        var (full, asked, asking) = await Full();
        Said(await client.Accept(full, await client.RequestKey(full, asking)));
        Said(await client.Accept(asked, await client.RequestKey(asked, full)));
        Said(await client.Ask(asked, full));

        static void Said(HigherLogic.Answer answer) => Assert.Equal((HttpStatusCode.OK, "[false]"), (answer.Status, answer.Body));
    }

    /// <summary>Somebody who has asked one person under these quotas, and another to ask.</summary>
    private async Task<(Person Asker, Person Other)> Asked(Quotas quotas)
    {
        var community = await _server.NewCommunity("asked", rules => rules with { Quotas = quotas });
        var ann = await Person(community);
        await _server.Requested(ann, await Person(community));
        return (ann, await Person(community));
    }

    /// <summary>Somebody with the one connection they may have, a person they asked, and a person who asked them.</summary>
    private async Task<(Person Full, Person Asked, Person Asking)> Full()
    {
        var community = await _server.NewCommunity("full", rules => rules with { Quotas = new() { Connections = 1 } });
        var (full, asked, asking) = (await Person(community), await Person(community), await Person(community));
        await _server.Connected(full, await Person(community));
        await _server.Requested(full, asked);
        await _server.Requested(asking, full);
        return (full, asked, asking);
    }

    private async Task<Person[]> People(int count, Community? community = null)
    {
        var people = new Person[count];
        for (var i = 0; i < count; i++)
            people[i] = await Person(community);
        return people;
    }

    private Task<Person> Person(Community? community) => _server.Person(community: community);

    private async Task Refused(IDialectDriver driver, Person ann, Person other)
    {
        Assert.False((await driver.Request(ann, other)).Done);
        Assert.Equal(Tie.None, await _server.Tie(ann, other));
        Assert.Empty(await _server.Store.Changes(other.Id, 1, TestContext.Current.CancellationToken));
    }
}
