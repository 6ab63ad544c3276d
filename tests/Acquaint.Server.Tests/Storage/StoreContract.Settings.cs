using Xunit;

namespace Acquaint.Server.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task What_a_person_sets_comes_back_and_what_is_not_named_stays()
    {
        var (ann, bob) = ((await Person()).Id, (await Person()).Id);
        Assert.Empty(await Store.Settings(ann, default));

        await Store.Set(ann, new Dictionary<string, int> { ["one"] = 1, ["two"] = 2 }, default);
        await Store.Set(ann, new Dictionary<string, int> { ["two"] = -1, ["three"] = 0 }, default);
        await Store.Set(bob, new Dictionary<string, int> { ["one"] = 7 }, default);

        var ofAnn = await Store.Settings(ann, default);
        Assert.Equal([("one", 1), ("three", 0), ("two", -1)], ofAnn.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
        Assert.Equal(7, (await Store.Settings(bob, default))["one"]);
        await Store.Save(Home, ann, user => user with { Status = UserStatus.Deleted, DeletedAt = s_noon }, default);
        Assert.Empty(await Store.Settings(ann, default));
        Assert.Single(await Store.Settings(bob, default));
    }
}
