using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Acquaint.Server.Tests.Dialects;
using Xunit;

namespace Acquaint.Server.Tests.Authorisation;

/// <summary>
/// Ann has asked Bob and nobody has answered. Carl is of their community and has nothing to do with it, Ada administers it, and Dora
/// administers another.
/// </summary>
internal sealed class Scene
{
    private readonly TestServer _server;
    private SortedDictionary<string, string> _before = [];

    private Scene(TestServer server, Community there) => (_server, There) = (server, there);

    /// <summary>What stands in the request, and nowhere else.</summary>
    public const string Message = "between-the-two-of-us";

    public required Person Ann { get; init; }

    public required Person Bob { get; init; }

    public required Person Carl { get; init; }

    public required Person Ada { get; init; }

    public required Person Dora { get; init; }

    public Community Here => Ann.Community;

    public Community There { get; }

    public RequestId Request { get; private set; }

    public ChangeId Notification { get; private set; }

    /// <summary>What roles of one dialect present.</summary>
    public Dictionary<(string Dialect, UserId Person), string> Prepared { get; } = [];

    public string ServiceKey { get; private set; } = "";

    public string KeyOfThere { get; private set; } = "";

    /// <summary>New people in the two communities.</summary>
    /// <param name="isAsked">False leaves out the one thing that only two of them may know.</param>
    public static async Task<Scene> Set(TestServer server, (Community Here, Community There) communities, bool isAsked = true)
    {
        var (here, there) = communities;
        var scene = new Scene(server, there)
        {
            Ann = await server.Person("annabel", community: here),
            Bob = await server.Person("roberto", community: here),
            Carl = await server.Person("carlotta", community: here),
            Ada = await server.Person("adaline", UserRole.Admin, here),
            Dora = await server.Person("dorabella", UserRole.Admin, there),
        };
        scene.ServiceKey = (await server.Get<ServiceKeys>().Issue(here, "tests", default)).Secret;
        scene.KeyOfThere = (await server.Get<ServiceKeys>().Issue(there, "tests", default)).Secret;
        foreach (var dialect in TestedDialects.All)
            await dialect.Prepare(server, scene);

        if (isAsked)
            await scene.Ask();
        else
            (scene.Request, scene.Notification) = (new(server.Get<Ids>().Next()), new(server.Get<Ids>().Next()));
        scene._before = await scene.Look();
        return scene;
    }

    public async Task Ask()
    {
        await _server.Requested(Ann, Bob, Message);
        Request = (await Relation()).Request!.Id;
        Notification = (await _server.Store.Changes(Bob.Id, 1, default))[0].Id;
    }

    /// <summary>How Ann stands to Bob.</summary>
    public Task<Relation> Relation() => _server.Store.Relation(Ann.Id, Bob.Id, default);

    /// <summary>The lines about the two that are no longer as they were.</summary>
    public async Task<IReadOnlyList<string>> Changes() => Snapshot.Differences(_before, await Look());

    private Task<SortedDictionary<string, string>> Look() => Snapshot.Of(_server.Store, [Ann.User, Bob.User]);
}

/// <summary>Tokens as they should not be, made from ones that are as they should be.</summary>
internal sealed class Forger(TestServer server)
{
    public string Good(Person person, ITestedDialect dialect) => server.Token(person, dialect.Name);

    public string Expired(Person person, ITestedDialect dialect) =>
        Sign(dialect, person, KeyOf(person, dialect), claims => claims["exp"] = Seconds(TimeSpan.FromMinutes(-1)));

    /// <summary>Right in all but the key.</summary>
    public string Forged(Person person, ITestedDialect dialect) => Sign(dialect, person, RandomNumberGenerator.GetBytes(32));

    /// <summary>Right in all but that nobody signed it.</summary>
    public string Unsigned(Person person, ITestedDialect dialect) => Sign(dialect, person, key: null);

    /// <summary>Signed with the right key, for another use: the kind of token that renews others.</summary>
    public string OfOtherUse(Person person, ITestedDialect dialect) => Sign(dialect, person, KeyOf(person, dialect), claims =>
    {
        Assert.True(claims.ContainsKey(dialect.OtherUse.Claim));
        claims[dialect.OtherUse.Claim] = dialect.OtherUse.Use;
    });

    /// <summary>A good token of the dialect, signed anew, with other claims.</summary>
    public string Sign(ITestedDialect dialect, Person person, byte[]? key, Action<JsonObject>? change = null)
    {
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(Good(person, dialect).Split('.')[1]))!.AsObject();
        change?.Invoke(claims);
        var signed = $"{Part(key is null ? "{\"alg\":\"none\"}" : "{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{Part(claims.ToJsonString())}";
        return $"{signed}.{(key is null ? "" : Part(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed))))}";
    }

    private byte[] KeyOf(Person person, ITestedDialect dialect) => dialect.KeyOf(person.Community, server.Get<SigningKey>());

    private long Seconds(TimeSpan from) => (server.Clock.GetUtcNow() + from).ToUnixTimeSeconds();

    private static string Part(string text) => Part(Encoding.UTF8.GetBytes(text));

    private static string Part(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
