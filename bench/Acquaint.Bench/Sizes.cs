using System.Diagnostics;
using Npgsql;

namespace Acquaint.Bench;

/// <summary>
/// How many bytes PostgreSQL takes per person and per pair, of rows that the product itself wrote: with the room that updates leave
/// behind, and packed.
/// </summary>
internal static class Sizes
{
    private const string SizeOfTables =
        """
        SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
        """;

    private static readonly string[] s_first =
        ["Ann", "Thomas", "Cassandra", "Dorothea", "Elias", "Fay", "Gustav", "Henriette", "Ibrahim", "Joanna", "Kai", "Marguerite"];

    private static readonly string[] s_last =
        ["Archer", "van den Berg", "Brook", "Carver", "Dale", "Elmsworth", "Fields", "Grove", "Hill", "Jansen", "Li", "Martinez"];

    /// <summary>Adds so many people and so many pairs among them, and tells how fast that went.</summary>
    public static async Task<(double ActsPerSecond, double ListsPerSecond)> Fill(
        ServiceProvider services, Community community, int people, int pairs)
    {
        var accounts = services.GetRequiredService<AccountService>();
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        var ids = new UserId[people];
        await Parallel.ForEachAsync(Enumerable.Range(0, people), atOnce, async (i, stop) =>
        {
            ids[i] = (await accounts.Open(community, AccountOf(i), stop)).User!.Id;
            await services.GetRequiredService<IStore>().SetPasswordHash(ids[i], new string('A', 84), stop);
        });
        var acts = 0;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, pairs), atOnce, async (i, _) =>
        {
            // A circle: everybody asks as many as they are asked by.
            var (viewer, other) = (ids[i % people], ids[(i + 1 + (i / people)) % people]);
            Interlocked.Add(ref acts, await Relate(services, community, (viewer, other), i));
        });
        var actsPerSecond = acts / watch.Elapsed.TotalSeconds;
        watch.Restart();
        await Parallel.ForEachAsync(ids, atOnce, async (id, stop) =>
            await services.GetRequiredService<Connections>().List(id, EdgeList.Connected, new(20), stop));
        return (actsPerSecond, people / watch.Elapsed.TotalSeconds);
    }

    /// <summary>Bytes of the rows and of the indexes of each table, after VACUUM or VACUUM FULL.</summary>
    public static async Task<Dictionary<string, (long Rows, long Indexes)>> Measure(string connectionString, string vacuum)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using (var command = source.CreateCommand(vacuum))
            await command.ExecuteNonQueryAsync();
        await using var sizes = source.CreateCommand(SizeOfTables);
        await using var reader = await sizes.ExecuteReaderAsync();
        var tables = new Dictionary<string, (long, long)>();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0), (reader.GetInt64(1), reader.GetInt64(2)));
        return tables;
    }

    /// <summary>Of ten pairs eight are connected, one request is open, one was declined; three of the requests had a message.</summary>
    private static async Task<int> Relate(ServiceProvider services, Community community, (UserId Viewer, UserId Other) pair, int number)
    {
        var connections = services.GetRequiredService<Connections>();
        var message = number % 10 < 3 ? "Hello! We met at the conference last week, shall we keep in touch?" : null;
        await connections.Act(
            new(pair.Viewer, default, community, UserRole.Member), pair.Other, new(RelationAction.Request, Message: message), default);
        if (number % 10 == 9)
            return 1;
        var answer = number % 10 == 8 ? RelationAction.Decline : RelationAction.Accept;
        await connections.Act(new(pair.Other, default, community, UserRole.Member), pair.Viewer, new(answer), default);
        return 2;
    }

    private static NewAccount AccountOf(int number)
    {
        var (first, last) = (s_first[number % 12], s_last[number / 12 % 12]);
        var username = $"{first}.{last.Replace(' ', '.')}{number}".ToLowerInvariant();
        return new(username, $"{username}@example.org")
        {
            Profile = new()
            {
                FirstName = first,
                LastName = last,
                DisplayName = $"{first} {last}",
                Bio = "A few words about this person, as people write them.",
                Description = "Product Manager",
                AvatarUrl = $"https://example.org/avatars/{number}.jpg",
                LargeAvatarUrl = $"https://example.org/avatars/{number}-large.jpg",
                ProfileUrl = $"https://example.org/people/{number}",
                Location = "Utrecht",
                CompanyName = "Example Company",
            },
        };
    }
}
