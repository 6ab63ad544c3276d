using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// Two communities with people in every tie. In the one nobody among the callers has any right, so that not a row of it may change; in
/// the other the callers live, administrators among them, and whatever is valid of what they send happens there.
/// </summary>
internal sealed class HostileWorld : IAsyncDisposable
{
    public const string Password = "correct horse";

    private const int Watched = 24;
    private const int Callers = 400;
    private const int Admins = 40;

    private readonly string _connectionString;
    private readonly ServiceProvider _services;
    private readonly SqlStore _store;
    private SortedDictionary<string, string> _before = [];

    private HostileWorld(string connectionString, SqlStore store)
    {
        _connectionString = connectionString;
        _store = store;
        _services = new ServiceCollection().AddAcquaint(store, ServerProcess.SigningKey).BuildServiceProvider();
    }

    /// <summary>People of one community, with the request and a notification of each, where they have any.</summary>
    public sealed record Place(Community Community, IReadOnlyList<User> People, IReadOnlyDictionary<UserId, (RequestId, ChangeId)> Known)
    {
        public Aim Aim(Random random)
        {
            var target = People[random.Next(People.Count)];
            var (request, notification) = Known.GetValueOrDefault(target.Id);
            return new(Community, target, request, notification);
        }
    }

    /// <summary>The default community, where nothing may happen.</summary>
    public Place Here { get; private set; } = null!;

    /// <summary>Where the callers live. The first of its people are administrators.</summary>
    public Place There { get; private set; } = null!;

    public string ServiceKey { get; private set; } = "";

    /// <summary>The key with which the callers' community vouches for its people.</summary>
    public RSAParameters Rsa { get; private set; }

    public Jwt Jwt => _services.GetRequiredService<Jwt>();

    public static async Task<HostileWorld> Make(string connectionString)
    {
        var world = new HostileWorld(connectionString, await Database.Open(connectionString, default));
        await world.Fill();
        return world;
    }

    public User Caller(Random random) => There.People[random.Next(There.People.Count)];

    public User Admin(Random random) => There.People[random.Next(Admins)];

    public string Token(string dialect, User user) =>
        _services.GetServices<IDialect>().Single(one => one.Name == dialect).IssueToken(Of(user.Community).Community, user);

    /// <summary>Nothing of the watched community is another than it was, and both graphs are whole.</summary>
    public async Task Check()
    {
        // A store of its own: the one that made the world remembers people as they were.
        await using var store = await Database.Open(_connectionString, default);
        Assert.Empty(Snapshot.Differences(_before, await Snapshot.Of(store, Here.People)));
        await GraphCheck.AssertWhole(store, [.. Here.People.Select(user => user.Id)]);
        // Those whom the callers added too.
        var there = await store.Users(There.Community.Id, default, 10_000, default);
        await GraphCheck.AssertWhole(store, [.. there.Select(user => user.Id)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    private Place Of(CommunityId id) => id == Here.Community.Id ? Here : There;

    private async Task Fill()
    {
        var directory = _services.GetRequiredService<CommunityList>();
        await directory.EnsureOne(default);
        Here = await Populate(await directory.Default(default), Watched, admins: 2);
        using var rsa = RSA.Create(2048);
        Rsa = rsa.ExportParameters(includePrivateParameters: true);
        var added = await directory.Add("playground", ["playground.test"], default);
        added = added with
        {
            Rules = TestServer.WithoutQuotas(added.Rules),
            Settings = added.Settings.With(ReplykeSettings.ExternalKey, rsa.ExportSubjectPublicKeyInfoPem()),
        };
        await directory.Save(added, default);
        There = await Populate(added, Callers, Admins);
        var hash = new PasswordHasher<User>().HashPassword(null!, Password);
        foreach (var user in There.People)
            await _store.SetPasswordHash(user.Id, hash, default);
        ServiceKey = (await _services.GetRequiredService<ServiceKeys>().Issue(added, "tests", default)).Secret;
        _before = await Snapshot.Of(_store, Here.People);
    }

    private async Task<Place> Populate(Community community, int count, int admins)
    {
        var accounts = _services.GetRequiredService<AccountService>();
        var people = new List<User>();
        for (var i = 0; i < count; i++)
        {
            var name = $"person{i}";
            var account = new NewAccount(name, $"{name}@example.org")
            {
                ExternalId = $"ext-{i}",
                Role = i < admins ? UserRole.Admin : UserRole.Member,
                Profile = new() { FirstName = "Pia", LastName = $"Person {i}", Bio = "Nobody else's business" },
            };
            people.Add((await accounts.Open(community, account, default)).User!);
        }

        for (var i = 0; i < count; i++)
            await Tie(community, people[i], [people[(i + 1) % count], people[(i + 2) % count], people[(i + 3) % count]], i);
        var known = new Dictionary<UserId, (RequestId, ChangeId)>();
        foreach (var user in people)
        {
            var changes = await _store.Changes(user.Id, 10, default);
            if (changes.FirstOrDefault(change => change is { Kind: ChangeKind.RequestSent, Request: not null }) is { } asked)
                known.Add(user.Id, (asked.Request!.Value, asked.Id));
        }

        return new(community, people, known);
    }

    /// <summary>One is asked and says nothing, one yes, one no or is blocked.</summary>
    private async Task Tie(Community community, User user, User[] others, int turn)
    {
        await Act(community, user, RelationAction.Request, others[0]);
        await Act(community, user, RelationAction.Request, others[1]);
        await Act(community, others[1], RelationAction.Accept, user);
        await Act(community, user, RelationAction.Request, others[2]);
        if (turn % 2 == 0)
            await Act(community, others[2], RelationAction.Decline, user);
        else
            await Act(community, others[2], RelationAction.Block, user);
    }

    private async Task Act(Community community, User user, RelationAction action, User other)
    {
        var viewer = new Viewer(user.Id, user.Key, community, user.Role);
        var done = await _services.GetRequiredService<Connections>().Act(viewer, other.Id, new RelationCommand(action, Message: null),
            default);
        Assert.Null(done.Refusal);
    }
}
