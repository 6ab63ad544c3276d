using System.Text;
using Acquaint.Server.Tests.Dialects;

namespace Acquaint.Server.Tests.Fire;

/// <summary>A call that was valid before it was spoilt.</summary>
/// <param name="Number">Makes the same input again, in the same world.</param>
internal sealed record HostileInput(int Number, ToldOperation Operation, string Caller, string Spoilt, RawCall Call)
{
    public override string ToString() => $"{Caller}, {Operation.Method} {Operation.Path}, {Spoilt}";
}

/// <summary>Makes inputs by number: every operation in turn, and of each every mutation in turn.</summary>
internal sealed class HostileInputs(HostileWorld world, IReadOnlyList<ToldOperation> operations)
{
    private readonly BadTokens _bad = new(world);

    /// <summary>Who calls, how often of a hundred, from where, and about whom.</summary>
    private sealed record Caller(string Name, int Share, bool IsThere, bool IsAboutThere);

    private static readonly Caller[] s_callers =
    [
        new("member", 40, IsThere: true, IsAboutThere: true),
        new("administrator", 10, IsThere: true, IsAboutThere: true),
        new("integrator", 10, IsThere: true, IsAboutThere: true),
        new("nobody", 10, IsThere: false, IsAboutThere: false),
        new("worthless token", 15, IsThere: false, IsAboutThere: false),
        new("token of elsewhere", 7, IsThere: false, IsAboutThere: false),
        new("member about elsewhere", 8, IsThere: true, IsAboutThere: false),
    ];

    public HostileInput Make(int number)
    {
        var random = new Random(number);
        var operation = operations[number % operations.Count];
        var caller = CallerOf(random);
        var call = Valid(operation, caller, random);
        var first = Fitting(call, number / operations.Count + number % operations.Count);
        first.Apply(call, random);
        var spoilt = first.Name;
        if (random.Next(4) == 0 && Mutation.All[random.Next(Mutation.All.Count)] is var second && second.Fits?.Invoke(call) is not false)
        {
            second.Apply(call, random);
            spoilt += $", {second.Name}";
        }

        if (call.Headers.Exists(one => (one.Name + one.Value).Any(letter => letter is < ' ' or > '~')))
            call.MayMissDialects = true;
        return new(number, operation, caller.Name, spoilt, call);
    }

    private static Mutation Fitting(RawCall call, int turn)
    {
        var fitting = Mutation.All.Where(one => one.Fits?.Invoke(call) is not false).ToList();
        return fitting[turn % fitting.Count];
    }

    private static Caller CallerOf(Random random)
    {
        var lot = random.Next(s_callers.Sum(caller => caller.Share));
        return s_callers.First(caller => (lot -= caller.Share) < 0);
    }

    private RawCall Valid(ToldOperation operation, Caller caller, Random random)
    {
        var self = caller.Name == "administrator" ? world.Admin(random) : world.Caller(random);
        var place = caller.IsAboutThere ? world.There : world.Here;
        var aim = place.Aim(random);
        if (caller.IsAboutThere && random.Next(6) == 0)
            aim = aim with { Target = self };
        aim = aim with { Password = HostileWorld.Password };
        var call = new RawCall { Method = operation.Method, Path = aim.PathOf(operation) };
        call.Set("Host", caller.IsThere ? world.There.Community.Hosts[0] : "localhost");
        foreach (var argument in operation.Arguments.Where(one => one.In == "query" && (one.IsRequired || random.Next(2) == 0)))
            call.Query.Add($"{argument.Name}={Uri.EscapeDataString(aim.ValueOf(operation, argument) ?? "")}");
        var dialect = TestedDialects.Of(operation.Dialect);
        if (dialect.MediaTypes is { Count: > 1 } types)
            call.Set("Accept", types[random.Next(types.Count)]);
        if (operation.Bodies.Count > 0)
            Fill(call, operation, aim with { Token = _bad.InBody(dialect, aim.Target, random) }, random);
        Prove(call, dialect, (caller, self, aim.Target), random);
        return call;
    }

    private static void Fill(RawCall call, ToldOperation operation, Aim aim, Random random)
    {
        var isXml = operation.Bodies.ContainsKey("text/xml") && random.Next(2) == 0;
        call.Set("Content-Type", isXml ? "text/xml" : "application/json");
        if (isXml)
            call.Body = Encoding.UTF8.GetBytes(operation.Bodies["text/xml"].Replace("ada", aim.Target.Username, StringComparison.Ordinal));
        else
            call.SetJson(aim.BodyOf(operation));
    }

    private void Prove(RawCall call, ITestedDialect dialect, (Caller Caller, User Self, User Target) who, Random random)
    {
        var community = who.Caller.IsThere ? world.There.Community : world.Here.Community;
        foreach (var (name, value) in dialect.HeadersAt(community))
            call.Set(name, value);
        if (who.Caller.Name == "nobody")
            return;
        var isIntegrator = who.Caller.Name == "integrator";
        var token = who.Caller.Name switch
        {
            "integrator" => dialect.OfIntegrator(world, _bad, random),
            "worthless token" => _bad.Worthless(dialect, who.Target, random),
            _ => world.Token(dialect.Name, who.Self),
        };
        token = token.Replace('\r', ' ').Replace('\n', ' ');
        var (header, proof) = isIntegrator ? dialect.ProofOfIntegrator(call.Path, token) : dialect.Proof(call.Path, token);
        call.Set(header, proof);
        if (isIntegrator && dialect.ActingFor(who.Self.Key) is { } acting && random.Next(4) > 0)
            call.Query.Add(acting);
    }
}
