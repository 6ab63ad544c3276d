namespace Acquaint.Server.Tests.Authorisation;

/// <summary>What a role may hope for.</summary>
internal enum Standing
{
    /// <summary>Says nothing of who calls.</summary>
    Nobody,

    /// <summary>Of the community, and no party.</summary>
    Stranger,
    Requester,
    Addressee,
    Administrator,

    /// <summary>An integrator's server that acts for a stranger.</summary>
    Integrator,

    /// <summary>Of another community, and calls there.</summary>
    Elsewhere,

    /// <summary>Presents something that proves nothing here.</summary>
    Impostor,
}

/// <summary>One call: to which community, about whom, and with what proof.</summary>
/// <param name="Headers">What proves who calls, or doesn't.</param>
internal sealed record Presented(Community At, Aim Aim, params (string Name, string Value)[] Headers)
{
    /// <summary>For a service key: whom it acts for.</summary>
    public UserKey? ActingFor { get; init; }
}

/// <summary>A column of the table: who calls.</summary>
/// <param name="Calls">The calls that are tried; of those who pretend, one as each party.</param>
internal sealed record Role(string Name, Standing Standing, Func<Scene, ToldOperation, IEnumerable<Presented>> Calls);

/// <summary>Everybody who tries every operation of a dialect.</summary>
internal sealed class Roles(TestServer server)
{
    private const string Evil = "https://evil.example";

    private readonly Forger _forger = new(server);

    /// <summary>A dialect without roles fails: nobody has thought of who may call it.</summary>
    public IReadOnlyList<Role> Of(string dialect) => dialect switch
    {
        "selfcommunity" =>
        [
            .. Everywhere(dialect),
            Impostor("secret of elsewhere", dialect, (scene, person) => _forger.WithSecretOf(scene.There, person, dialect)),
            Impostor("signed out", dialect, (_, person) => _forger.SignedOut(person, dialect)),
        ],
        "replyke" =>
        [
            .. Everywhere(dialect),
            new("service key", Standing.Integrator, (scene, _) =>
                [new(scene.Here, Aim(scene, scene.Bob), Bearer(scene.ServiceKey)) { ActingFor = scene.Carl.Key }]),
            Impostor("service key of elsewhere", dialect, (scene, _) => scene.KeyOfThere, scene => scene.Bob.Key),
            Impostor("unknown service key", dialect, (scene, _) => scene.ServiceKey + "x", scene => scene.Bob.Key),
            new("cookie of another page", Standing.Impostor, (scene, _) => AsEach(scene, person =>
                [("Cookie", $"replyke-refresh-jwt={scene.RefreshTokens[person.Id]}"), ("Origin", Evil)])),
        ],
        "higherlogic" =>
        [
            .. Everywhere(dialect),
            new("token without key", Standing.Impostor, (scene, operation) => IsExternal(operation)
                ? []
                : AsEach(scene, person => [("HLAuthToken", _forger.Good(person, dialect)), ("HLIAMKey", "")])),
            new("wrong password", Standing.Impostor, (scene, operation) =>
                IsExternal(operation) ? [] : [new(scene.Here, Aim(scene, scene.Bob), ("HLPassword", "wrong"))]),
            new("cookie of another page", Standing.Impostor, (scene, _) => AsEach(scene, person =>
                [("Cookie", $"HLAuthToken={_forger.Good(person, dialect)}"), ("Origin", Evil)])),
        ],
        _ => throw new InvalidOperationException($"Say who may call {dialect}: give it roles."),
    };

    private IEnumerable<Role> Everywhere(string dialect) =>
    [
        new("nobody", Standing.Nobody, (scene, _) => [new(scene.Here, Aim(scene, scene.Bob))]),
        Member("stranger", Standing.Stranger, scene => (scene.Carl, scene.Bob)),
        Member("requester", Standing.Requester, scene => (scene.Ann, scene.Bob)),
        Member("addressee", Standing.Addressee, scene => (scene.Bob, scene.Ann)),
        Member("administrator", Standing.Administrator, scene => (scene.Ada, scene.Bob)),
        new("of elsewhere", Standing.Elsewhere, (scene, operation) =>
        {
            var aim = Aim(scene, scene.Bob) with { Community = scene.There };
            return [new(scene.There, aim, Proof(operation, _forger.Good(scene.Dora, dialect)))];
        }),
        new("token of elsewhere", Standing.Impostor, (scene, operation) =>
            [new(scene.Here, Aim(scene, scene.Bob), Proof(operation, _forger.Good(scene.Dora, dialect)))]),
        Impostor("expired", dialect, (_, person) => _forger.Expired(person, dialect)),
        Impostor("forged", dialect, (_, person) => _forger.Forged(person, dialect)),
        Impostor("alg:none", dialect, (_, person) => _forger.Unsigned(person, dialect)),
        Impostor("of other use", dialect, (_, person) => _forger.OfOtherUse(person, dialect)),
        Impostor("of other dialect", dialect, (_, person) => _forger.Good(person, dialect == "replyke" ? "higherlogic" : "replyke")),
    ];

    private Role Member(string name, Standing standing, Func<Scene, (Person Viewer, Person Target)> who) =>
        new(name, standing, (scene, operation) =>
        {
            var (viewer, target) = who(scene);
            return [new(scene.Here, Aim(scene, target), Proof(operation, _forger.Good(viewer, operation.Dialect)))];
        });

    /// <summary>Where a body holds a token, it is the same that proves nothing.</summary>
    private static Role Impostor(
        string name, string dialect, Func<Scene, Person, string> token, Func<Scene, UserKey>? acting = null) =>
        new(name, Standing.Impostor, (scene, operation) => AsEach(scene, person => [Proof(operation, token(scene, person))])
            .Select(one => one with
            {
                ActingFor = acting?.Invoke(scene),
                Aim = one.Aim with { Token = one.Headers[0].Value.Split(' ')[^1] },
            }));

    /// <summary>Pretends to be either party, to the other.</summary>
    private static IEnumerable<Presented> AsEach(Scene scene, Func<Person, (string, string)[]> proof) =>
    [
        new(scene.Here, Aim(scene, scene.Ann), proof(scene.Bob)),
        new(scene.Here, Aim(scene, scene.Bob), proof(scene.Ann)),
    ];

    private static Aim Aim(Scene scene, Person target) => new(scene.Here, target.User, scene.Request, scene.Notification);

    private static (string, string) Bearer(string token) => ("Authorization", $"Bearer {token}");

    private static (string, string) Proof(ToldOperation operation, string token) =>
        operation.Dialect == "higherlogic" && !IsExternal(operation) ? ("HLAuthToken", token) : Bearer(token);

    private static bool IsExternal(ToldOperation operation) => operation.Path.StartsWith("/higherlogic", StringComparison.Ordinal);
}
