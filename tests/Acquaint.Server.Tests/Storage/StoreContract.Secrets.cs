using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>What every store promises of passwords, sessions and service keys.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_password_that_was_removed_is_no_more_and_nobody_elses_is()
    {
        var (ann, bob) = (await Person(), await Person());
        await Store.SetPasswordHash(ann.Id, "ann", default);
        await Store.SetPasswordHash(bob.Id, "bob", default);
        await Store.SetPasswordHash(ann.Id, null, default);
        await Store.SetPasswordHash(ann.Id, null, default);
        Assert.Null(await Store.PasswordHash(ann.Id, default));
        Assert.Equal("bob", await Store.PasswordHash(bob.Id, default));
    }

    [Fact]
    public async Task All_sessions_of_one_person_end_but_the_excepted()
    {
        var (ann, bob) = (await Person(), await Person());
        var sessions = new List<Session>();
        foreach (var owner in new[] { ann, ann, ann, bob })
        {
            sessions.Add(new Session(owner.Id, new(Ids.Next()), s_noon, s_noon.AddDays(30)));
            await Store.Add(sessions[^1], default);
        }

        await Store.EndAll(ann.Id, sessions[1].Id, default);
        Assert.Equal("-+-+", await Alive(sessions));
        await Store.EndAll(ann.Id, except: null, default);
        Assert.Equal("---+", await Alive(sessions));
    }

    [Fact]
    public async Task A_service_key_is_found_listed_and_removed_in_its_community()
    {
        var elsewhere = (await Save(NewCommunity("keys.example"))).Id;
        var one = new ServiceKey(new(Ids.Next()), Home, "one", "digest-1", s_noon);
        var two = new ServiceKey(new(Ids.Next()), Home, "two", "digest-2", s_noon.AddDays(1));
        await Store.Add(one, default);
        await Store.Add(two, default);
        Assert.Equal(one, await Store.FindServiceKey("digest-1", default));
        Assert.Null(await Store.FindServiceKey("digest-3", default));
        Assert.Equal([one, two], await Store.ServiceKeys(Home, default));
        Assert.Empty(await Store.ServiceKeys(elsewhere, default));
        Assert.False(await Store.Remove(elsewhere, one.Id, default));
        Assert.True(await Store.Remove(Home, one.Id, default));
        Assert.False(await Store.Remove(Home, one.Id, default));
        Assert.Equal([two], await Store.ServiceKeys(Home, default));
    }

    private async Task<string> Alive(List<Session> sessions)
    {
        var alive = "";
        foreach (var session in sessions)
            alive += await Store.Find(session.Owner, session.Id, default) is null ? '-' : '+';
        return alive;
    }
}
