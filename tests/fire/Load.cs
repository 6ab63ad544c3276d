using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// Callers who take pairs of people through all that can happen between two, over HTTP, and remember what they were told, so that the
/// store can be held to it afterwards. No two callers share a pair, all share the people.
/// </summary>
internal sealed class Load
{
    /// <summary>What it speaks.</summary>
    public const string Dialect = "selfcommunity";

    private const int Callers = 16;
    private const int People = 32;

    /// <summary>Who does what, and how the first of the two then stands to the second. It ends where it began.</summary>
    private static readonly (bool ByFirst, string Verb, Tie Tie)[] s_steps =
    [
        (true, "request", Tie.Sent), (false, "accept", Tie.Connected), (true, "remove", Tie.None),
        (false, "request", Tie.Received), (false, "cancel_request", Tie.None),
        (true, "request", Tie.Sent), (false, "reject", Tie.DeclinedByThem), (false, "accept", Tie.Connected), (false, "remove", Tie.None),
    ];

    private readonly string _connectionString;
    private readonly List<User> _people = [];
    private readonly List<User> _bystanders = [];
    private readonly List<Pair> _pairs = [];
    private int _answered;

    private Load(string connectionString) => _connectionString = connectionString;

    private sealed class Pair(User first, User second)
    {
        public User First { get; } = first;

        public User Second { get; } = second;

        /// <summary>Steps that were answered as done.</summary>
        public int Steps { get; set; }

        /// <summary>One more step was tried, and nobody said what became of it.</summary>
        public bool IsUnsure { get; set; }
    }

    /// <summary>Writes answered as done.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Answers other than that it was done.</summary>
    public ConcurrentBag<(HttpStatusCode Status, string Body)> Faults { get; } = [];

    public IReadOnlyDictionary<(UserId, string Dialect), string> Tokens { get; private set; } = new Dictionary<(UserId, string), string>();

    public Community Community { get; private set; } = null!;

    /// <summary>Somebody who is a party to no pair of the load.</summary>
    public User Writer => _bystanders[0];

    public User Reader => _bystanders[1];

    /// <summary>Makes the database and its people.</summary>
    public static async Task<Load> Prepare(string connectionString)
    {
        var load = new Load(connectionString);
        await using var store = await Database.Open(connectionString, default);
        await using var services = new ServiceCollection()
            .AddAcquaint(store, ServerProcess.SigningKey).BuildServiceProvider();
        var directory = services.GetRequiredService<CommunityList>();
        await directory.EnsureOne(default);
        load.Community = await directory.Default(default);
        load.Community = load.Community with { Rules = TestServer.WithoutQuotas(load.Community.Rules) };
        await directory.Save(load.Community, default);
        for (var i = 0; i < People + 2; i++)
        {
            var opened = await services.GetRequiredService<AccountService>().Open(load.Community, new NewAccount($"person{i}"), default);
            (i < People ? load._people : load._bystanders).Add(opened.User!);
        }

        var tokens =
            from dialect in services.GetServices<IDialect>()
            from user in load._people.Concat(load._bystanders)
            select KeyValuePair.Create((user.Id, dialect.Name), dialect.IssueToken(load.Community, user));
        load.Tokens = tokens.ToDictionary();
        load._pairs.AddRange(
            from first in load._people from second in load._people where first.Id < second.Id select new Pair(first, second));
        return load;
    }

    public static Task<ServerProcess> Serve(string connectionString) =>
        ServerProcess.Serve(ServerProcess.Shared, "--database", connectionString);

    /// <summary>
    /// Runs until as many writes more were answered, or asked to stop. A caller to whom something else was said than that it was done
    /// notes it and stops.
    /// </summary>
    /// <param name="mayBeWritten">Whether a write that is answered with a fault may have been written all the same.</param>
    public Task Run(Uri url, int writes, bool mayBeWritten, CancellationToken stop)
    {
        var until = Answered + writes;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            using var http = new HttpClient { BaseAddress = url };
            var mine = _pairs.Where((_, i) => i % Callers == caller).ToList();
            for (var i = 0; Answered < until && !stop.IsCancellationRequested; i++)
            {
                var pair = mine[i % mine.Count];
                if (!pair.IsUnsure && !await Step(http, pair, mayBeWritten))
                    return;
            }
        })));
    }

    /// <summary>
    /// Holds the store to what was answered: every write that was is there, once; of one that was not, all or nothing; the graph is whole.
    /// What the unsure ones came to is noted, and the load can go on.
    /// </summary>
    public async Task Check()
    {
        await using var store = await Database.Open(_connectionString, default);
        await GraphCheck.AssertWhole(store, [.. _people.Select(user => user.Id)]);
        var changes = new List<Change>();
        foreach (var person in _people)
            changes.AddRange(await store.Changes(person.Id, int.MaxValue, default));
        var stored = changes.CountBy(change => Of(change.Actor, change.Recipient)).ToDictionary();
        var relations = new Dictionary<UserId, IReadOnlyDictionary<UserId, Relation>>();
        foreach (var person in _people)
            relations.Add(person.Id, await store.Relations(person.Id, [.. _people.Select(user => user.Id)], default));
        var wrong = new List<string>();
        foreach (var pair in _pairs)
        {
            var steps = stored.GetValueOrDefault(Of(pair.First.Id, pair.Second.Id));
            var tie = relations[pair.First.Id].GetValueOrDefault(pair.Second.Id, Relation.Blank).Tie;
            if (steps < pair.Steps || steps > pair.Steps + (pair.IsUnsure ? 1 : 0))
                wrong.Add($"{pair.Steps} steps were answered{(pair.IsUnsure ? " and one more tried" : "")}, {steps} are stored");
            if (tie != (steps == 0 ? Tie.None : s_steps[(steps - 1) % s_steps.Length].Tie))
                wrong.Add($"after {steps} steps the tie is {tie}");
            (pair.Steps, pair.IsUnsure) = (steps, false);
        }

        var some = string.Join("; ", wrong.Take(5));
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong of {_pairs.Count} pairs, {Answered} writes answered: {some}");
    }

    private static (UserId, UserId) Of(UserId one, UserId other) => one < other ? (one, other) : (other, one);

    private async Task<bool> Step(HttpClient http, Pair pair, bool mayBeWritten)
    {
        var (byFirst, verb, _) = s_steps[pair.Steps % s_steps.Length];
        var (viewer, other) = byFirst ? (pair.First, pair.Second) : (pair.Second, pair.First);
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/user/{other.Id}/connection/{verb}/");
        call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens[(viewer.Id, Dialect)]);
        pair.IsUnsure = true;
        try
        {
            using var answer = await http.SendAsync(call);
            if (answer.StatusCode is not HttpStatusCode.OK)
            {
                pair.IsUnsure = mayBeWritten;
                Faults.Add((answer.StatusCode, await answer.Content.ReadAsStringAsync()));
                return false;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return false;
        }

        pair.IsUnsure = false;
        pair.Steps++;
        Interlocked.Increment(ref _answered);
        return true;
    }
}
