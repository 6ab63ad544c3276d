using Xunit;

namespace Acquaint.Server.Tests.Storage;

/// <summary>What every store promises (the comments of <see cref="IStore"/>), run on each engine by a subclass of ten lines.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    internal IStore Store { get; private set; } = null!;

    protected CommunityId Home { get; private set; }

    protected Ids Ids { get; } = new(TimeProvider.System);

    private protected abstract Task<IStore> Open();

    /// <summary>Closes what <see cref="Open"/> opened.</summary>
    public abstract ValueTask DisposeAsync();

    public async ValueTask InitializeAsync()
    {
        Store = await Open();
        Home = (await Save(NewCommunity("home"))).Id;
    }

    [Fact]
    public async Task A_store_that_was_just_opened_has_the_form_of_this_program() => Assert.True(await Store.IsCurrent(default));

    [Fact]
    public async Task A_community_comes_back_as_it_was_saved()
    {
        var rules = new CommunityRules
        {
            AskAgainAfter = null,
            PageSize = 7,
            MaxPageSize = 50,
            Origins = ["https://a.example"],
        };
        var settings = CommunitySettings.Empty
            .With(HigherLogicSettings.IamKey, Ids.Next())
            .With(SelfCommunitySettings.TokenSecret, "secret")
            .With(HigherLogicSettings.TimeZone, "America/New_York")
            .With(HigherLogicSettings.IamContact, 12)
            .With(SelfCommunitySettings.ContentAvailability, false)
            .With(SelfCommunitySettings.Preferences, new Dictionary<string, string> { ["a.url_template_profile"] = "/people/{id}/" });
        var saved = await Save(NewCommunity("a.example") with { Hosts = ["a.example", "b.example"], Rules = rules, Settings = settings });
        var found = (await Store.Communities(default)).Single(one => one.Id == saved.Id);
        Assert.Equivalent(saved, found, strict: true);
        var renamed = await Save(saved with { Name = "Other", Hosts = ["b.example", "c.example"] });
        Assert.Equivalent(renamed, (await Store.Communities(default)).Single(one => one.Id == saved.Id), strict: true);
    }

    [Fact]
    public async Task A_host_leads_to_one_community_only()
    {
        await Save(NewCommunity("taken.example"));
        var second = NewCommunity("taken.example");
        Assert.Equal("taken.example", await Store.Save(second, default));
        Assert.DoesNotContain(await Store.Communities(default), one => one.Id == second.Id);
    }

    [Fact]
    public async Task Only_one_community_is_the_default()
    {
        var first = await Save(NewCommunity("first.example") with { IsDefault = true });
        var second = await Save(NewCommunity("second.example") with { IsDefault = true });
        var all = await Store.Communities(default);
        Assert.Equal([second.Id], all.Where(one => one.IsDefault).Select(one => one.Id));
        Assert.Contains(all, one => one.Id == first.Id);
    }

    [Fact]
    public async Task A_person_comes_back_with_every_field()
    {
        var user = NewUser(await Store.NewUserId(default)) with
        {
            Email = "Ann@Example.org",
            EmailVerified = true,
            ExternalId = "ext-1",
            Role = UserRole.Moderator,
            Status = UserStatus.Suspended,
            DeletedAt = s_noon,
            Profile = FullProfile(),
        };
        Assert.Null(await Store.Add(user, "hash", default));
        Assert.Equal(user, await Store.Find(Home, user.Id, default));
        Assert.Equal(user, await Store.Find(Handle.Of(Home, user.Key), default));
        Assert.Equal(user, await Store.Find(new Handle(Home, HandleKind.Username, user.Username.ToUpperInvariant()), default));
        Assert.Equal(user, await Store.Find(new Handle(Home, HandleKind.Email, "ANN@example.ORG"), default));
        Assert.Equal(user, await Store.Find(new Handle(Home, HandleKind.ExternalId, "ext-1"), default));
        Assert.Null(await Store.Find(new Handle(Home, HandleKind.ExternalId, "EXT-1"), default));
        Assert.Equal("hash", await Store.PasswordHash(user.Id, default));
    }

    [Theory]
    [InlineData(HandleKind.Username)]
    [InlineData(HandleKind.Email)]
    [InlineData(HandleKind.ExternalId)]
    public async Task Nobody_gets_a_handle_that_somebody_has(HandleKind kind)
    {
        var first = NewUser(await Store.NewUserId(default)) with { Email = "a@b.example", ExternalId = "x" };
        Assert.Null(await Store.Add(first, null, default));
        var second = NewUser(await Store.NewUserId(default));
        second = kind switch
        {
            HandleKind.Username => second with { Username = first.Username.ToUpperInvariant() },
            HandleKind.Email => second with { Email = "A@B.example" },
            HandleKind.ExternalId => second with { ExternalId = "x" },
            HandleKind.Key => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        Assert.Equal(kind, await Store.Add(second, "hash", default));
        Assert.Null(await Store.Find(Home, second.Id, default));
        Assert.Null(await Store.PasswordHash(second.Id, default));
        Assert.Null(await Store.Find(Handle.Of(Home, second.Key), default));
    }

    [Fact]
    public async Task A_handle_that_was_given_up_is_free_again()
    {
        var ann = await Person();
        var old = ann.Username;
        Assert.Null(await Store.Save(ann with { Username = old + "-new" }, default));
        Assert.Null(await Store.Find(new Handle(Home, HandleKind.Username, old), default));
        var bob = NewUser(await Store.NewUserId(default)) with { Username = old };
        Assert.Null(await Store.Add(bob, null, default));
        Assert.Equal(HandleKind.Username, await Store.Save(ann with { Username = old }, default));
    }

    [Fact]
    public async Task The_same_name_in_another_community_is_another_person()
    {
        var ann = await Person();
        var away = (await Save(NewCommunity("away.example"))).Id;
        var other = NewUser(await Store.NewUserId(default)) with { Community = away, Username = ann.Username };
        Assert.Null(await Store.Add(other, null, default));
        Assert.Equal(other, await Store.Find(new Handle(away, HandleKind.Username, ann.Username), default));
        Assert.Null(await Store.Find(Home, other.Id, default));
        Assert.Null(await Store.Find(away, ann.Id, default));
        Assert.Null(await Store.Find(Handle.Of(away, ann.Key), default));
        Assert.Equal([ann.Id], (await Store.Find(Home, [ann.Id, other.Id], default)).Keys);
        Assert.Equal([other.Id], (await Store.Users(away, new(0), 10, default)).Select(user => user.Id));
    }

    [Fact]
    public async Task People_are_listed_by_id_and_a_page_at_a_time()
    {
        var ids = new List<UserId>();
        for (var i = 0; i < 5; i++)
            ids.Add((await Person()).Id);
        Assert.Equal(ids[..2], (await Store.Users(Home, new(0), 2, default)).Select(user => user.Id));
        Assert.Equal(ids[2..], (await Store.Users(Home, ids[1], 100, default)).Select(user => user.Id));
    }

    [Fact]
    public async Task No_two_people_get_the_same_id()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Store.NewUserId(default))));
        Assert.Equal(100, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(id.Value > 0));
    }

    [Fact]
    public async Task A_session_ends_when_it_is_ended()
    {
        var session = new Session((await Person()).Id, new(Ids.Next()), s_noon, s_noon.AddDays(30));
        await Store.Add(session, default);
        Assert.Equal(session, await Store.Find(session.Owner, session.Id, default));
        await Store.End(session.Owner, session.Id, default);
        Assert.Null(await Store.Find(session.Owner, session.Id, default));
        await Store.End(session.Owner, session.Id, default);
    }

    [Fact]
    public async Task A_password_can_be_set_and_changed()
    {
        var ann = await Person();
        Assert.Null(await Store.PasswordHash(ann.Id, default));
        await Store.SetPasswordHash(ann.Id, "one", default);
        await Store.SetPasswordHash(ann.Id, "two", default);
        Assert.Equal("two", await Store.PasswordHash(ann.Id, default));
    }

    private protected async Task<User> Person()
    {
        var user = NewUser(await Store.NewUserId(default));
        Assert.Null(await Store.Add(user, null, default));
        return user;
    }

    private User NewUser(UserId id) => new()
    {
        Id = id,
        Key = new(Ids.Next()),
        Community = Home,
        Username = $"person{id}",
        CreatedAt = s_noon,
        UpdatedAt = s_noon,
    };

    private async Task<Community> Save(Community community)
    {
        Assert.Null(await Store.Save(community, default));
        return community;
    }

    private Community NewCommunity(string host) =>
        new(new(Ids.Next()), host, [host], IsDefault: false, s_noon, new(), CommunitySettings.Empty);

    private static Profile FullProfile() => new()
    {
        FirstName = "Ann",
        LastName = "Ørsted",
        DisplayName = "Ann \U0001F600",
        Bio = "bio",
        Description = "description",
        ProfileUrl = "https://p",
        AvatarUrl = "https://a",
        LargeAvatarUrl = "https://l",
        CoverUrl = "https://c",
        Website = "https://w",
        Location = "here",
        LocationLatLng = "1.5,2.5",
        PositionLatLng = "3,4",
        BirthDate = new(1999, 12, 31),
        Gender = Gender.Female,
        CompanyName = "Company",
        CompanyTitle = "Title",
        IsCompany = true,
        Reputation = 200,
        Metadata = """{"a":1}""",
        SecureMetadata = """{"b":2}""",
    };
}
