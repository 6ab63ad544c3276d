using System.Text.Json.Nodes;
using Acquaint.Server.Tests.Authorisation;
using Acquaint.Server.Tests.Fire;
using Xunit;

namespace Acquaint.Server.Tests.Dialects;

/// <summary>
/// What tests of all dialects must know of one: each has one, in its folder, and is found by that. In tables and texts about people
/// <c>$id</c>, <c>$key</c>, <c>$name</c> stand for one person after another, <c>$me</c> and <c>$mine</c> for the viewer's id and key,
/// <c>$request</c> and <c>$notification</c> for what was between the two, <c>$community</c> for where they are.
/// </summary>
internal interface ITestedDialect
{
    string Name { get; }

    /// <summary>False for one that only the tests speak.</summary>
    bool IsOfProduct => true;

    /// <summary>Below each of these the same operations stand.</summary>
    IReadOnlyList<string> Roots { get; }

    IDialectDriver Driver(TestServer server);

    // What a call presents.

    /// <summary>The header with a token.</summary>
    (string Name, string Value) Proof(string path, string token) => ("Authorization", $"Bearer {token}");

    /// <summary>Headers without which a call reaches no community.</summary>
    IEnumerable<(string Name, string Value)> HeadersAt(Community community) => [];

    /// <summary>What tokens are signed with.</summary>
    byte[] KeyOf(Community community, SigningKey server) => server.Bytes;

    /// <summary>The claim that says what a token is for, and the value of one that is not for calls.</summary>
    (string Claim, string Use) OtherUse { get; }

    /// <summary>Claims that some tokens have beyond those of <see cref="IDialect.IssueToken"/>.</summary>
    IReadOnlyList<string> OtherClaims => [];

    /// <summary>The argument with which an integrator's server says whom it acts for; null where none can.</summary>
    string? ActingFor(UserKey person) => null;

    // Arguments and bodies.

    /// <summary>The value of an argument that is about somebody; null for one that is not.</summary>
    string? ValueOf(Aim aim, string argument) => null;

    /// <summary>The same for a member of a body, beyond names and passwords.</summary>
    JsonNode? MemberOf(Aim aim, string member) => null;

    /// <summary>Whether a call can't do without an argument of the query.</summary>
    bool Needs(ToldArgument argument) => argument.IsRequired;

    // Who may call what.

    /// <summary>The page with the table of who may call what, from the root of the repository.</summary>
    string AuthorisationPage => "docs/authorisation.md";

    /// <summary>What anybody may call, and why. An operation that is not here answers nobody.</summary>
    IReadOnlyDictionary<string, string> PublicOperations => new Dictionary<string, string>();

    /// <summary>Pages that it adds outside its roots, and why anybody may read them.</summary>
    IReadOnlyDictionary<string, string> Pages => new Dictionary<string, string>();

    /// <summary>Who else tries its operations than those who try every dialect's.</summary>
    IEnumerable<Role> Roles(Roles roles);

    /// <summary>Makes what its own roles present.</summary>
    Task Prepare(TestServer server, Scene scene) => Task.CompletedTask;

    /// <summary>Whether a call may use up what the next one needs, though nothing that is looked at changes.</summary>
    bool Spends(ToldOperation operation) => false;

    /// <summary>Whether the call says in which community; else the token does, and one of elsewhere is at home there.</summary>
    bool NamesCommunity(ToldOperation operation) => true;

    /// <summary>Operations that say whether a secret signed a token, whatever it is for: whoever asks holds it already.</summary>
    IReadOnlyList<string> TellingOfTokens => [];

    /// <summary>A no, or nobody, that is said in the body with a status of success.</summary>
    string? NoIn(string body) => null;

    // What the blocked can feel: by verb and route, each text is a query, a space and a body, either of which may be missing.

    /// <summary>The roots in those tables, where they are not <see cref="Roots"/>.</summary>
    IReadOnlyList<string> RootsOfCalls => Roots;

    /// <summary>What stands in the tables for an argument of the path.</summary>
    IReadOnlyDictionary<string, string> Places { get; }

    /// <summary>Where whoever blocks is nobody.</summary>
    IReadOnlyDictionary<string, string[]> Calls { get; }

    /// <summary>
    /// Where whoever blocks is as anybody: a name that is taken is taken, whoever asks, and who may sign in does not hang on who else
    /// is there.
    /// </summary>
    IReadOnlyDictionary<string, string[]> CallsWithNames => new Dictionary<string, string[]>();

    /// <summary>The question that exists to tell who blocks, with what it says if they do and if they don't.</summary>
    (string Call, string Yes, string No)? Question => null;

    /// <summary>How ids of notifications are written.</summary>
    string FormOfNotifications => "D";

    // What it says when things go wrong.

    /// <summary>The call that asks somebody to connect, without what it presents.</summary>
    HttpRequestMessage Asking(User other);

    /// <summary>What that says while nothing can be written.</summary>
    string Unavailable { get; }

    /// <summary>What it can answer in; the first is what it answers in unless asked.</summary>
    IReadOnlyList<string> MediaTypes => ["application/json"];

    /// <summary>The member that every fault at the path has.</summary>
    string FaultMemberAt(string path);

    /// <summary>Headers that say who calls or for which community.</summary>
    IReadOnlyList<string> Headers => [];

    IReadOnlyList<string> Cookies => [];

    /// <summary>What an integrator of the callers' community presents.</summary>
    string OfIntegrator(HostileWorld world, BadTokens bad, Random random) => world.Token(Name, world.Caller(random));

    (string Name, string Value) ProofOfIntegrator(string path, string credential) => Proof(path, credential);
}

/// <summary>Every dialect: what holds in one must hold in all.</summary>
internal static class TestedDialects
{
    public static readonly IReadOnlyList<ITestedDialect> All =
    [
        .. from type in typeof(ITestedDialect).Assembly.GetTypes()
           where type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ITestedDialect))
           let one = (ITestedDialect)Activator.CreateInstance(type)!
           orderby one.Name
           select one,
    ];

    /// <summary>Those that a server process speaks.</summary>
    public static IEnumerable<ITestedDialect> OfProduct => All.Where(one => one.IsOfProduct);

    public static TheoryData<string> Names => [.. All.Select(one => one.Name)];

    public static ITestedDialect Of(string name) => All.Single(one => one.Name == name);
}
