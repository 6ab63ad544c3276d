using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The part about people whom a person may know.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Connections_of_connections_are_suggested_most_mutual_first_then_the_higher_id()
    {
        var (ann, near) = (await Person(), await Persons(3));
        var far = await Persons(4);
        foreach (var one in near)
            await Connect(ann, one, s_noon);
        int[] mutual = [1, 3, 2, 1];
        foreach (var (i, one) in far.Index())
        {
            foreach (var between in near[..mutual[i]])
                await Connect(between, one, s_noon);
        }

        var page = await Connections.Suggest(Looking(ann), new(10), default);
        Assert.Equal([(far[1], 3), (far[2], 2), (far[3], 1), (far[0], 1)], page.Items.Select(one => (one.User, one.MutualConnections)));
        Assert.Equal(4, page.Total);
        var pages = new List<Suggestion>();
        for (var offset = 0; offset < 5; offset += 2)
            pages.AddRange((await Store.Suggest(ann.Id, new(2, offset), default)).Items);
        Assert.Equal(page.Items, pages);
        Assert.Empty((await Store.Suggest((await Person()).Id, new(10), default)).Items);
    }

    [Theory]
    [InlineData(RelationAction.Request, false)]
    [InlineData(RelationAction.Request, true)]
    [InlineData(RelationAction.Decline, false)]
    [InlineData(RelationAction.Decline, true)]
    [InlineData(RelationAction.Withdraw, false)]
    [InlineData(RelationAction.Accept, false)]
    [InlineData(RelationAction.Block, false)]
    [InlineData(RelationAction.Block, true)]
    public async Task Nobody_is_suggested_with_whom_anything_is_open_settled_or_blocked(RelationAction last, bool byOther)
    {
        var (ann, between, other) = (await Person(), await Person(), await Person());
        await Connect(ann, between, s_noon);
        await Connect(between, other, s_noon);
        Assert.Equal([other], (await Store.Suggest(ann.Id, new(10), default)).Items.Select(one => one.User));
        Assert.Equal([ann], (await Store.Suggest(other.Id, new(10), default)).Items.Select(one => one.User));
        var (first, second) = byOther ? (other, ann) : (ann, other);
        if (last is not RelationAction.Block)
            await Act(first, RelationAction.Request, second);
        if (last is RelationAction.Decline or RelationAction.Withdraw)
            await Act(second, RelationAction.Decline, first);
        if (last is RelationAction.Withdraw or RelationAction.Block)
            Assert.Null((await Act(first, last, second)).Refusal);
        if (last is RelationAction.Accept)
            await Act(second, RelationAction.Accept, first);
        Assert.Equal(0, (await Store.Suggest(ann.Id, new(10), default)).Total);
        Assert.Equal(0, (await Store.Suggest(other.Id, new(10), default)).Total);
    }

    [Theory]
    [InlineData(UserStatus.Suspended)]
    [InlineData(UserStatus.Deleted)]
    public async Task Only_the_active_are_suggested(UserStatus status)
    {
        var (ann, between, other) = (await Person(), await Person(), await Person());
        await Connect(ann, between, s_noon);
        await Connect(between, other, s_noon);
        await Save(other with { Status = status });
        Assert.Equal(0, (await Store.Suggest(ann.Id, new(10), default)).Total);
        await Save(other);
        Assert.Equal(1, (await Store.Suggest(ann.Id, new(10), default)).Total);
    }

    [Fact]
    public async Task No_more_than_the_newest_connections_are_looked_at()
    {
        var (ann, star) = (await Person(), await Person());
        await Connect(ann, star, s_noon);
        var oldest = await Person();
        await Connect(star, oldest, s_noon.AddDays(-1));
        for (var i = 0; i < Limits.SuggestPer - 1; i++)
            await Connect(star, await Person(), s_noon.AddMinutes(i + 1));
        var page = await Store.Suggest(ann.Id, new(Limits.SuggestPer + 1), default);
        Assert.Equal(Limits.SuggestPer - 1, page.Total);
        Assert.DoesNotContain(page.Items, one => one.User.Id == oldest.Id);
    }

    private async Task<List<User>> Persons(int count)
    {
        var people = new List<User>();
        for (var i = 0; i < count; i++)
            people.Add(await Person());
        return people;
    }
}
