using Acquaint.Server.Tests.Dialects;

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
    /// <summary>What the query says beyond the operation's arguments.</summary>
    public string? Query { get; init; }
}

/// <summary>A column of the table: who calls.</summary>
/// <param name="Calls">The calls that are tried; of those who pretend, one as each party.</param>
internal sealed record Role(string Name, Standing Standing, Func<Scene, ToldOperation, IEnumerable<Presented>> Calls);

/// <summary>Everybody who tries every operation of a dialect.</summary>
internal sealed class Roles(TestServer server)
{
    public SigningKey Key => server.Get<SigningKey>();

    public Forger Forger { get; } = new(server);

    public Guid NewId() => server.Get<Ids>().Next();

    public IReadOnlyList<Role> Of(ITestedDialect dialect) => [.. Everywhere(dialect), .. dialect.Roles(this)];

    private IEnumerable<Role> Everywhere(ITestedDialect dialect) =>
    [
        new("nobody", Standing.Nobody, (scene, _) => [new(scene.Here, Aim(scene, scene.Bob))]),
        Member("stranger", Standing.Stranger, dialect, scene => (scene.Carl, scene.Bob)),
        Member("requester", Standing.Requester, dialect, scene => (scene.Ann, scene.Bob)),
        Member("addressee", Standing.Addressee, dialect, scene => (scene.Bob, scene.Ann)),
        Member("administrator", Standing.Administrator, dialect, scene => (scene.Ada, scene.Bob)),
        new("of elsewhere", Standing.Elsewhere, (scene, operation) =>
        {
            var aim = Aim(scene, scene.Bob) with { Community = scene.There };
            return [new(scene.There, aim, dialect.Proof(operation.Path, Forger.Good(scene.Dora, dialect)))];
        }),
        new("token of elsewhere", Standing.Impostor, (scene, operation) =>
            [new(scene.Here, Aim(scene, scene.Bob), dialect.Proof(operation.Path, Forger.Good(scene.Dora, dialect)))]),
        Impostor("expired", dialect, (_, person) => Forger.Expired(person, dialect)),
        Impostor("forged", dialect, (_, person) => Forger.Forged(person, dialect)),
        Impostor("alg:none", dialect, (_, person) => Forger.Unsigned(person, dialect)),
        Impostor("of other use", dialect, (_, person) => Forger.OfOtherUse(person, dialect)),
        new("of other dialect", Standing.Impostor, (scene, operation) =>
            from other in TestedDialects.All
            where other != dialect
            from one in Impostor("", dialect, (_, person) => Forger.Good(person, other)).Calls(scene, operation)
            select one),
    ];

    private Role Member(string name, Standing standing, ITestedDialect dialect, Func<Scene, (Person Viewer, Person Target)> who) =>
        new(name, standing, (scene, operation) =>
        {
            var (viewer, target) = who(scene);
            return [new(scene.Here, Aim(scene, target), dialect.Proof(operation.Path, Forger.Good(viewer, dialect)))];
        });

    /// <summary>Where a body holds a token, it is the same that proves nothing.</summary>
    public Role Impostor(
        string name, ITestedDialect dialect, Func<Scene, Person, string> token, Func<Scene, string?>? query = null) =>
        new(name, Standing.Impostor, (scene, operation) => AsEach(scene, person => [dialect.Proof(operation.Path, token(scene, person))])
            .Select(one => one with
            {
                Query = query?.Invoke(scene),
                Aim = one.Aim with { Token = one.Headers[0].Value.Split(' ')[^1] },
            }));

    /// <summary>An integrator's server, which acts for a stranger.</summary>
    public Role Integrator(string name, ITestedDialect dialect, Func<Scene, string> credential) =>
        new(name, Standing.Integrator, (scene, operation) =>
        [
            new(scene.Here, Aim(scene, scene.Bob), dialect.ProofOfIntegrator(operation.Path, credential(scene)))
            {
                Query = dialect.ActingFor(scene.Carl.Key),
            },
        ]);

    /// <summary>A web page that is not the community's, with what the browser keeps for the server.</summary>
    public Role OnAnotherPage(string name, Func<Scene, Person, (string, string)> cookie) =>
        new(name, Standing.Impostor, (scene, _) => AsEach(scene, person => [cookie(scene, person), ("Origin", "https://evil.example")]));

    /// <summary>Pretends to be either party, to the other.</summary>
    public IEnumerable<Presented> AsEach(Scene scene, Func<Person, (string, string)[]> proof) =>
    [
        new(scene.Here, Aim(scene, scene.Ann), proof(scene.Bob)),
        new(scene.Here, Aim(scene, scene.Bob), proof(scene.Ann)),
    ];

    public Aim Aim(Scene scene, Person target) => new(scene.Here, target.User, scene.Request, scene.Notification);
}
