using Acquaint.Server.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

[assembly: AssemblyFixture(typeof(TestServer))]

namespace Acquaint.Server.Tests;

/// <summary>A person of the test server, with a name that no other test has.</summary>
public sealed record Person(User User, string Password, Community Community)
{
    public UserId Id => User.Id;

    public UserKey Key => User.Key;

    public string Name => User.Username;
}

/// <summary>The product on a real port with a real database, one for all tests of the run. Only the clock can be turned.</summary>
public sealed class TestServer : IAsyncLifetime
{
    private const string Password = "correct horse";

    // Hashing is slow on purpose; one hash serves everybody here.
    private static readonly string s_passwordHash = new PasswordHasher<User>().HashPassword(null!, Password);

    private readonly SigningKey _key = new(new byte[32]);
    private TestDatabase? _database;
    private SqlStore? _store;
    private WebApplication? _app;
    private int _people;

    public TestServer() => Http = new(NewHandler());

    /// <summary>On this database, signing with this key, with something between it and its callers.</summary>
    internal TestServer(TestDatabase database, SigningKey key, DelegatingHandler between)
    {
        _database = database;
        _key = key;
        between.InnerHandler = NewHandler();
        Http = new(between);
    }

    internal TestServer(TestDatabase database)
        : this() => _database = database;

    /// <summary>Sends to the server; never follows redirects, never keeps cookies.</summary>
    public HttpClient Http { get; }

    public TestClock Clock { get; } = new();

    internal CountingHasher Hasher { get; } = new();

    public Uri Url => new(_app!.Urls.First());

    /// <summary>Puts something between the store and its database.</summary>
    internal Func<ISqlEngine, ISqlEngine> Between { get; init; } = engine => engine;

    internal IStore Store => _store!;

    internal Connections Connections => Get<Connections>();

    /// <summary>The community that most tests play in.</summary>
    public Community Community { get; private set; } = null!;

    internal T Get<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        _database ??= await TestDatabase.OfThisRun();
        _store = new(Between(await Database.OpenEngine(_database.ConnectionString, default)));
        _app = Host.Build(_store, _key, "http://127.0.0.1:0", Replace);
        await Get<CommunityList>().EnsureOne(default);
        Community = await Get<CommunityList>().Default(default);
        await _app.StartAsync();
        Http.BaseAddress = Url;
    }

    /// <summary>Adds a person of the community.</summary>
    public async Task<Person> Person(
        string name = "person", UserRole role = UserRole.Member, Community? community = null, Profile? profile = null)
    {
        community ??= Community;
        var username = $"{name}{Interlocked.Increment(ref _people)}";
        var account = new NewAccount(username, $"{username}@example.org")
        {
            Role = role,
            Profile = profile ?? new Profile { FirstName = name, LastName = "Test", DisplayName = $"{name} Test" },
        };
        var opened = await Get<AccountService>().Open(community, account, default);
        var user = opened.User ?? throw new InvalidOperationException($"{opened.Fault}");
        await Store.SetPasswordHash(user.Id, s_passwordHash, default);
        return new(user, Password, community);
    }

    /// <summary>Adds a community with a host name of its own, for tests that need other rules or a stranger's world.</summary>
    public async Task<Community> NewCommunity(
        string name, Func<CommunityRules, CommunityRules>? rules = null, Func<CommunitySettings, CommunitySettings>? settings = null)
    {
        var directory = Get<CommunityList>();
        var added = await directory.Add(name, [$"{name}{Interlocked.Increment(ref _people)}.test".ToLowerInvariant()], default);
        var ruled = added with
        {
            Rules = rules?.Invoke(added.Rules) ?? added.Rules,
            Settings = settings?.Invoke(added.Settings) ?? added.Settings,
        };
        await directory.Save(ruled, default);
        return ruled;
    }

    /// <summary>
    /// The rules for tests in which one person asks more than quotas let them and that are about something else:
    /// <c>NewCommunity("crowded", TestServer.WithoutQuotas)</c>.
    /// </summary>
    public static CommunityRules WithoutQuotas(CommunityRules rules) => rules with { Quotas = Quotas.None };

    /// <summary>From now on nobody is held back in the community that <see cref="Person"/> adds people to.</summary>
    public async Task LiftQuotas()
    {
        Community = Community with { Rules = WithoutQuotas(Community.Rules) };
        await Get<CommunityList>().Save(Community, default);
    }

    /// <summary>A token with which the person can call the dialect.</summary>
    public string Token(Person person, string dialect) =>
        Get<IEnumerable<IDialect>>().Single(one => one.Name == dialect).IssueToken(person.Community, person.User);

    public Viewer Viewer(Person person) => new(person.Id, person.Key, person.Community, person.User.Role);

    /// <summary>Has a person act through the core, whatever the dialect under test; a refusal fails the test.</summary>
    public async Task Act(Person viewer, RelationAction action, Person other, string? message = null)
    {
        var transition = await Connections.Act(Viewer(viewer), other.Id, new RelationCommand(action, Message: message), default);
        Assert.Null(transition.Refusal);
    }

    /// <summary>The tie as the viewer sees it, straight from the store.</summary>
    public async Task<Tie> Tie(Person viewer, Person other) => (await Store.Relation(viewer.Id, other.Id, default)).Tie;

    /// <summary>Tests fire thousands of calls; those about the limits have a server of their own.</summary>
    private void Replace(IServiceCollection services) => services
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton<IPasswordHasher<User>>(Hasher)
        .AddSingleton(new RateLimits(AreOn: false))
        .AddDialect<Dialects.Fourth.Dialect>(Dialects.Fourth.Settings.Declared);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        if (_store is not null)
            await _store.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private static SocketsHttpHandler NewHandler() => new() { AllowAutoRedirect = false, UseCookies = false };
}
