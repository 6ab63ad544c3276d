using System.Collections.Concurrent;
using System.Globalization;
using Acquaint.Server.Tests.Dialects;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// Calls of every operation, spoilt in every way: none is a fault of the server, none makes it say what it is made of, none makes it
/// hang or grow, and none changes anything that its caller may not change. A failure names the inputs by number; with
/// <c>ACQUAINT_FIRE_INPUT</c> set to one, that one alone is sent.
/// </summary>
public sealed class HostileInputTests
{
    private const int Callers = 16;

    /// <summary>What the server may hold at its largest, whatever it is sent.</summary>
    private const int MostMegabytes = 600;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Engines => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nothing_that_is_sent_breaks_the_server_or_the_graph(string engine)
    {
        await using var database = engine == "sqlite" ? TestDatabase.OnSqlite() : await TestDatabase.OnPostgres();
        await using var world = await HostileWorld.Make(database.ConnectionString);
        using var server = await Load.Serve(database.ConnectionString);
        using var http = new HttpClient { BaseAddress = server.Url };
        var operations = new List<ToldOperation>();
        foreach (var dialect in TestedDialects.OfProduct)
            operations.AddRange(await ToldOperation.Of(http, dialect.Name));

        var faults = await Fire(server.Url, new HostileInputs(world, operations), Numbers());

        // One of each kind is enough to read.
        var kinds = faults.GroupBy(one => (one.Fault, one.Spoilt)).Select(kind => $"{kind.Count()} times, as in {kind.First().Told}");
        Assert.True(faults.IsEmpty, $"{faults.Count} faults.\n{string.Join("\n\n", kinds.Take(40))}");
        Assert.InRange(server.LargestMemory / (1024 * 1024), 1, MostMegabytes);
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        Assert.Equal(0, await server.Stop());
        // What failed is logged as an error, even where the answer had been begun.
        Assert.DoesNotContain("fail:", await server.Output, StringComparison.Ordinal);
        await world.Check();
    }

    private static IEnumerable<int> Numbers() => Environment.GetEnvironmentVariable("ACQUAINT_FIRE_INPUT") is { Length: > 0 } one
        ? [int.Parse(one, CultureInfo.InvariantCulture)]
        : Enumerable.Range(0, Scale.Inputs);

    private static async Task<ConcurrentBag<(string Fault, string Spoilt, string Told)>> Fire(
        Uri url, HostileInputs inputs, IEnumerable<int> numbers)
    {
        var faults = new ConcurrentBag<(string Fault, string Spoilt, string Told)>();
        var waiting = new ConcurrentQueue<int>(numbers);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            using var connection = new RawConnection(url);
            while (waiting.TryDequeue(out var number))
            {
                var input = inputs.Make(number);
                if (await FaultIn(connection, input) is { } fault)
                    faults.Add((fault.Fault, input.Spoilt, $"{number}: {input}\n{fault.Fault}{fault.Answer}\n{input.Call.Show()}"));
            }
        })));
        return faults;
    }

    private static async Task<(string Fault, string Answer)?> FaultIn(RawConnection connection, HostileInput input)
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            if (await connection.Send(input.Call, patience.Token) is { } answer)
                return AnswerCheck.FaultIn(input, answer) is { } fault ? (fault, $": {answer.Show()}") : null;
            return input.Call.MayBeCut ? null : ("the connection was cut", "");
        }
        catch (OperationCanceledException)
        {
            connection.Dispose();
            return ("no answer came", "");
        }
    }
}
