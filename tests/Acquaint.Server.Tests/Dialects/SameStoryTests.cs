using Xunit;

namespace Acquaint.Server.Tests.Dialects;

/// <summary>One story told in each dialect, looked at through all of them after every step: there is one graph.</summary>
public sealed class SameStoryTests(TestServer server)
{
    public static TheoryData<string> Dialects => Drivers.Names;

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_request_is_withdrawn(string dialect)
    {
        var (teller, ann, bob) = (Drivers.Of(server, dialect), await server.Person("ann"), await server.Person("bob"));
        await Done(teller.Request(ann, bob));
        await EverybodySees(Tie.Sent, ann, bob);
        await Refused(teller.Request(ann, bob));
        await EverybodySees(Tie.Sent, ann, bob);
        await Done(teller.Withdraw(ann, bob));
        await EverybodySees(Tie.None, ann, bob);
        await Refused(teller.Withdraw(ann, bob));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_request_is_accepted_and_the_connection_ends(string dialect)
    {
        var (teller, ann, bob) = (Drivers.Of(server, dialect), await server.Person("ann"), await server.Person("bob"));
        await Done(teller.Request(ann, bob));
        await Done(teller.Accept(bob, ann));
        await EverybodySees(Tie.Connected, ann, bob);
        await Refused(teller.Request(bob, ann));
        await EverybodySees(Tie.Connected, ann, bob);
        await Done(teller.Disconnect(bob, ann));
        await EverybodySees(Tie.None, ann, bob);
        await Done(teller.Request(bob, ann));
        await EverybodySees(Tie.Received, ann, bob);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_request_is_declined_and_the_other_asks_instead(string dialect)
    {
        var (teller, ann, bob) = (Drivers.Of(server, dialect), await server.Person("ann"), await server.Person("bob"));
        await Done(teller.Request(ann, bob));
        await Done(teller.Decline(bob, ann));
        await EverybodySees(Tie.DeclinedByThem, ann, bob);
        foreach (var other in Drivers.All(server))
        {
            await Refused(other.Request(ann, bob));
            await EverybodySees(Tie.DeclinedByThem, ann, bob);
        }

        await Done(teller.Request(bob, ann));
        await EverybodySees(Tie.Received, ann, bob);
        await Done(teller.Accept(ann, bob));
        await EverybodySees(Tie.Connected, ann, bob);
    }

    [Fact]
    public async Task Each_step_can_be_told_in_another_dialect()
    {
        foreach (var first in Drivers.All(server))
        {
            foreach (var second in Drivers.All(server))
            {
                var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
                await Done(first.Request(ann, bob));
                await Done(second.Accept(bob, ann));
                await EverybodySees(Tie.Connected, ann, bob);
                await Done(first.Disconnect(ann, bob));
                await EverybodySees(Tie.None, ann, bob);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Nobody_reaches_across_communities(string dialect)
    {
        var teller = Drivers.Of(server, dialect);
        var ann = await server.Person("ann");
        var stranger = await server.Person("stranger", community: await server.NewCommunity("elsewhere"));
        await Refused(teller.Request(ann, stranger));
        await Refused(teller.Request(stranger, ann));
        Assert.Equal(Tie.None, await server.Tie(ann, stranger));
        Assert.Equal(Tie.None, await server.Tie(stranger, ann));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_blocked_person_gets_nowhere(string dialect)
    {
        var (teller, ann, bob) = (Drivers.Of(server, dialect), await server.Person("ann"), await server.Person("bob"));
        await server.Connected(ann, bob);
        await server.Blocked(ann, bob);
        await EverybodySees(Tie.None, ann, bob);
        await Refused(teller.Request(bob, ann));
        await Refused(teller.Request(ann, bob));
        await EverybodySees(Tie.None, ann, bob);
    }

    /// <summary>
    /// Every list of every dialect agrees with the tie as ann sees it. Dialects differ in one documented way: some keep a declined request
    /// in the requester's list.
    /// </summary>
    private async Task EverybodySees(Tie tie, Person ann, Person bob)
    {
        Assert.Equal(tie, await server.Tie(ann, bob));
        foreach (var driver in Drivers.All(server))
        {
            var keepsDeclined = driver.KeepsDeclined && tie is Tie.DeclinedByThem;
            Assert.Equal(tie is Tie.Sent || keepsDeclined, (await driver.Sent(ann)).Contains(bob.Key));
            Assert.Equal(tie is Tie.Sent, (await driver.Received(bob)).Contains(ann.Key));
            Assert.Equal(tie is Tie.Received, (await driver.Received(ann)).Contains(bob.Key));
            Assert.Equal(tie is Tie.Received, (await driver.Sent(bob)).Contains(ann.Key));
            Assert.Equal(tie is Tie.Connected, (await driver.Connected(ann)).Contains(bob.Key));
            Assert.Equal(tie is Tie.Connected, (await driver.Connected(bob)).Contains(ann.Key));
        }
    }

    private static async Task Done(Task<Said> said) => Assert.True((await said).Done, $"refused with {(await said).Status}");

    private static async Task Refused(Task<Said> said)
    {
        Assert.False((await said).Done);
        Assert.True((int)(await said).Status < 500);
    }
}
