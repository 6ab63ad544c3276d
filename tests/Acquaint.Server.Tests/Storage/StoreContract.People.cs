using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The part about finding people.</summary>
public abstract partial class StoreContract
{
    private protected People People => new(Store, TimeProvider.System, Ids);

    private Community HomeCommunity => NewCommunity("viewed") with { Id = Home };

    [Theory]
    [InlineData("ann", "anna,dee,joanna")]
    [InlineData("ANNA", "anna,dee,joanna")]
    [InlineData("nna k", "dee")]
    [InlineData("ørst", "bob")]
    [InlineData("\U0001F600", "cas")]
    [InlineData("\U0001F600 ☃", "cas")]
    [InlineData("d", "bob,cas,dee,under_score")]
    [InlineData("x", "")]
    [InlineData("%", "")]
    [InlineData("_", "under_score")]
    [InlineData("under_score", "under_score")]
    public async Task Whoever_has_the_text_in_any_name_is_found(string text, string usernames)
    {
        await Cast();
        var found = await Store.Named(Home, text, [], 100, default);
        Assert.Equal(usernames, string.Join(',', Usernames(found).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Those_whose_username_begins_with_the_text_come_first_by_username_even_when_few_are_asked_for()
    {
        await Named("zan", "an");
        await Named("anz", null);
        await Named("ana", null);
        await Named("an", "x");
        Assert.Equal(["an", "ana"], Usernames(await Store.Named(Home, "an", [], 2, default)));
        Assert.Equal(["an", "ana", "anz", "zan"], Usernames(await Store.Named(Home, "AN", [], 10, default)));
    }

    [Fact]
    public async Task Names_are_found_as_they_are_now()
    {
        var ann = await Named("ann", "Old Name");
        await Save(ann with { Username = "bea", Profile = ann.Profile with { DisplayName = "New Name" } });
        Assert.Empty(await Store.Named(Home, "old", [], 10, default));
        Assert.Empty(await Store.Named(Home, "ann", [], 10, default));
        Assert.Equal(["bea"], Usernames(await Store.Named(Home, "new", [], 10, default)));
        Assert.Equal(["bea"], Usernames(await Store.Named(Home, "name", [], 10, default)));
        Assert.Equal(["bea"], Usernames(await Store.Named(Home, "be", [], 10, default)));
        await Save(ann with { Username = "bea", Status = UserStatus.Deleted });
        Assert.Empty(await Store.Named(Home, "name", [], 10, default));
        Assert.Empty(await Store.Named(Home, "bea", [], 10, default));
        Assert.Equal(0, (await Store.List(new DirectoryRequest(Home, DirectoryOrder.Username, false, []), new(10), default)).Total);
        Assert.Empty((await Store.List(new DirectoryRequest(Home, DirectoryOrder.Id, false, []), new(10), default)).Items);
        await Save(ann);
        Assert.Equal(["ann"], Usernames(await Store.Named(Home, "old", [], 10, default)));
        Assert.Equal(1, (await Store.List(new DirectoryRequest(Home, DirectoryOrder.Id, false, []), new(10), default)).Total);
    }

    [Fact]
    public async Task A_name_that_was_refused_is_not_found()
    {
        await Named("ann", null);
        var bob = await Named("bob", null);
        Assert.Equal(HandleKind.Username, await Store.Save(bob with { Username = "ANN", Profile = new() { DisplayName = "no" } }, default));
        Assert.Empty(await Store.Named(Home, "no", [], 10, default));
        Assert.Equal(["bob"], Usernames(await Store.Named(Home, "bob", [], 10, default)));
    }

    [Fact]
    public async Task People_of_another_community_are_not_found()
    {
        var away = (await Save(NewCommunity("away.example"))).Id;
        await Named("ann", "Ann");
        var other = NewUser(await Store.NewUserId(default)) with { Community = away, Username = "ann" };
        Assert.Null(await Store.Add(other, null, default));
        Assert.Equal([other], await Store.Named(away, "ann", [], 10, default));
        foreach (var order in Enum.GetValues<DirectoryOrder>())
        {
            var page = await Store.List(new DirectoryRequest(away, order, false, []), new(10), default);
            Assert.Equal([other], page.Items);
            Assert.Equal(1, page.Total);
        }
    }

    [Theory]
    [InlineData(DirectoryOrder.Id)]
    [InlineData(DirectoryOrder.Username)]
    [InlineData(DirectoryOrder.CreatedAt)]
    public async Task Pages_of_the_directory_add_up_to_the_whole_in_each_direction(DirectoryOrder order)
    {
        // U+FF21 sorts before U+1F600 as bytes do, and after it as UTF-16 does.
        string[] names = ["dora", "Ann", "\uFF21", "\U0001F600", "bob", "zoe", "cas", "ann2"];
        var people = new List<User>();
        foreach (var (i, name) in names.Index())
            people.Add(await Named(name, name, created: s_noon.AddDays(i * 5 % 3)));
        await Save(people[5] with { Status = UserStatus.Deleted });
        people.RemoveAt(5);
        List<User> whole = order switch
        {
            DirectoryOrder.Id => people,
            DirectoryOrder.Username => [.. new[] { "Ann", "ann2", "bob", "cas", "dora", "\uFF41", "\U0001F600" }
                .Select(name => people.Single(user => user.Username.Equals(name, StringComparison.OrdinalIgnoreCase)))],
            DirectoryOrder.CreatedAt => [.. people.OrderBy(user => user.CreatedAt).ThenBy(user => user.Id)],
        };
        foreach (var descending in new[] { false, true })
        {
            foreach (var size in new[] { 1, 3, 100 })
            {
                var pages = new List<User>();
                for (var offset = 0; offset < whole.Count; offset += size)
                    pages.AddRange((await Store.List(new DirectoryRequest(Home, order, descending, []), new(size, offset), default)).Items);
                Assert.Equal(whole, pages);
            }

            var without = await Store.List(new DirectoryRequest(Home, order, descending, [whole[0].Id, new(999)]), new(100), default);
            Assert.Equal(whole[1..], without.Items);
            Assert.Equal(whole.Count - 1, without.Total);
            whole.Reverse();
        }
    }

    [Fact]
    public async Task People_are_found_by_many_handles_at_once()
    {
        var (ann, bob) = (await Named("Ann", null), await Named("bob", null));
        var found = await Store.Find(
            [new(Home, HandleKind.Username, "ANN"), Handle.Of(Home, bob.Key), new(Home, HandleKind.Username, "nobody")], default);
        Assert.Equal([ann, bob], found.OrderBy(user => user.Id));
        Assert.Empty(await Store.Find([], default));
    }

    [Fact]
    public async Task The_deleted_are_found_by_nothing()
    {
        var (ann, bob) = (await Named("ann", null), await Named("bob", null));
        var looking = Looking(bob);
        Assert.Equal([bob, ann], await People.FindByUsernames(looking, ["BOB", "nobody", "ann", "bob"], default));
        await Save(ann with { Status = UserStatus.Deleted });
        Assert.Equal([bob], await People.FindByUsernames(looking, ["bob", "ann"], default));
        Assert.Equal([bob.Id], (await People.Find(HomeCommunity, [ann.Id, bob.Id], default)).Keys);
        Assert.Null(await People.Find(HomeCommunity, ann.Key, default));
        Assert.Null(await People.Find(new Handle(HomeCommunity.Id, HandleKind.Username, "ann"), default));
        Assert.Equal(bob, await People.Find(new Handle(HomeCommunity.Id, HandleKind.Username, "Bob"), default));
        Assert.Null(await People.FindByName(HomeCommunity, "ann", default));
        Assert.Equal([bob], (await People.Search(HomeCommunity, null, new(), new(10), default)).Items);
    }

    [Fact]
    public async Task A_search_filters_orders_and_pages()
    {
        await Cast();
        Assert.Equal(["anna", "dee", "joanna"], await Search(new() { Text = "anna" }));
        Assert.Equal(["bob", "cas", "dee"], (await Search(new() { Order = PeopleOrder.Username }))[1..4]);
        Assert.Equal(["cas"], await Search(new() { Location = "ROME" }));
        Assert.Equal(["cas"], await Search(new() { OnlyCompanies = true, Gender = Gender.Unspecified }));
        Assert.Equal(["dee", "joanna", "anna"], await Search(new() { Text = "anna", Order = PeopleOrder.DisplayName, Descending = true }));
        var all = await Search(new());
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        var first = await People.Search(HomeCommunity, null, new() { Text = "anna" }, new(2), default);
        var rest = await People.Search(HomeCommunity, null, new() { Text = "anna" }, new(2, Offset: 2), default);
        Assert.Equal((3, 3), (first.Total, rest.Total));
        Assert.Equal(["anna", "dee", "joanna"], Usernames([.. first.Items, .. rest.Items]));
        var few = await People.Search(HomeCommunity, null, new() { Exclude = [first.Items[0].Id], Text = "anna" }, new(10), default);
        Assert.Equal(["dee", "joanna"], Usernames(few.Items));

        async Task<string[]> Search(PeopleQuery query) =>
            Usernames((await People.Search(HomeCommunity, null, query, new(100), default)).Items);
    }

    [Fact]
    public async Task A_text_longer_than_the_stored_parts_is_compared_whole()
    {
        var begin = new string('é', Limits.NamePartLength);
        var ann = await Named("ann", $"x {begin}ab");
        await Named("bob", $"x {begin}ac");
        Assert.Equal(2, (await Store.Named(Home, begin + "ab", [], 10, default)).Count);
        Assert.Equal([ann], (await People.Search(HomeCommunity, null, new() { Text = begin + "ab" }, new(10), default)).Items);
    }

    private async Task Cast()
    {
        await Named("joanna", "Jo");
        await Named("Anna", "Ann K");
        await Named("bob", null, first: "Bob", last: "Ørsted");
        var cas = await Named("cas", "d \U0001F600 \u2603");
        await Save(cas with { Profile = cas.Profile with { Location = "Old Rome", IsCompany = true } });
        await Named("dee", "Other", first: "Anna Kay");
        await Named("under_score", null);
    }

    private async Task<User> Named(
        string username, string? display, string? first = null, string? last = null, DateTimeOffset? created = null)
    {
        var user = NewUser(await Store.NewUserId(default)) with
        {
            Username = username,
            CreatedAt = created ?? s_noon,
            Profile = new() { DisplayName = display, FirstName = first, LastName = last },
        };
        Assert.Null(await Store.Add(user, null, default));
        return user;
    }

    private async Task Save(User user) => Assert.Null(await Store.Save(user, default));

    private static string[] Usernames(IEnumerable<User> people) => [.. people.Select(user => user.Username.ToLowerInvariant())];
}
