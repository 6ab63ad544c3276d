namespace Acquaint.Storage;

/// <summary>The people of a community: in order, by a part of a name, and how many.</summary>
internal sealed partial class SqlStore
{
    private const string AddPart =
        """
        INSERT INTO name_parts (community, part, owner) VALUES (@community, @part, @owner)
        ON CONFLICT (community, part, owner) DO NOTHING
        """;

    private const string DropPart = "DELETE FROM name_parts WHERE community = @community AND part = @part AND owner = @owner";

    private const string AddPeople =
        """
        INSERT INTO populations (community, people) VALUES (@community, @people)
        ON CONFLICT (community) DO UPDATE SET people = populations.people + excluded.people
        """;

    private const string PeopleOf = "SELECT people FROM populations WHERE community = @community";

    private const string OwnersOfParts =
        """
        SELECT owner FROM name_parts WHERE community = @community AND part >= @from AND part < @to AND owner NOT IN ({ids})
        ORDER BY part, owner LIMIT @limit
        """;

    // The number is a literal because the partial indexes name it.
    private const string LivingOfIds = "SELECT count(*) FROM users WHERE id IN ({ids}) AND community = @community AND status <> 2";
    private const string Living = "SELECT id FROM users WHERE community = @community AND status <> 2 AND id NOT IN ({ids})";
    private const string ByUsername =
        "SELECT owner FROM name_parts WHERE community = @community AND part >= @from AND part < @to AND owner NOT IN ({ids})";
    private const string Window = "LIMIT @limit OFFSET @offset";

    private const string NamesAfter =
        """
        SELECT id, community, username, display_name, first_name, last_name FROM users
        WHERE id > @after AND status <> 2 ORDER BY id LIMIT @limit
        """;

    /// <summary>Fills the table of name parts for the people of a database that had none; the migration's second half.</summary>
    public static async Task FillNameParts(SqlSession session)
    {
        for (var after = 0L; ;)
        {
            var some = await session.Query(
                row => (Id: row.GetInt64(0), Community: row.GetGuid(1), Parts: NameParts.Of(
                    [row.GetString(2), Rows.Text(row, 3), Rows.Text(row, 4), Rows.Text(row, 5)])),
                new Step(NamesAfter, ("after", after), ("limit", Limits.SearchCandidates)));
            if (some.Count == 0)
                return;
            await session.Run([.. some.SelectMany(one => one.Parts.Select(part => PartStep(AddPart, one.Community, one.Id, part)))]);
            after = some[^1].Id;
        }
    }

    public Task<Page<User>> List(DirectoryRequest directory, PageRequest paging, CancellationToken stop) => engine.Snapshot(
        async session =>
        {
            var exclude = SomeOf(directory.Exclude);
            var community = ("community", (object?)directory.Community.Value);
            (string, object?)[] args = [community, .. RangeOf(directory.Order), ("limit", paging.Limit), ("offset", paging.Offset)];
            var all = new Question<long>(row => row.GetInt64(0), new Step(PeopleOf, community));
            var excluded = new Question<long>(row => row.GetInt64(0), ForIds(LivingOfIds, exclude, community));
            var ids = new Question<UserId>(ToId, ForIds(SqlOf(directory), exclude, args));
            await session.Ask(all, excluded, ids);
            return new Page<User>(await InOrder(session, ids.Rows), (int)(all.Rows.Sum() - excluded.Rows.Single()), Next: null);
        },
        stop);

    public Task<IReadOnlyList<User>> Named(
        CommunityId community, string text, IReadOnlyCollection<UserId> exclude, int limit, CancellationToken stop) => engine.Read(
        async session =>
        {
            var except = SomeOf(exclude);
            // A person may be found by many parts, so more rows than people are read, but no more than so many.
            var owners = await session.Query(
                row => new UserId(row.GetInt64(0)),
                OwnersStep(community, NameParts.UsernamesBeginning(text), except, limit),
                OwnersStep(community, NameParts.Beginning(text), except, limit * Limits.SearchRowsPerPerson));
            return await InOrder(session, [.. owners.Distinct().Take(limit)]);
        },
        stop);

    private static Step OwnersStep(
        CommunityId community, (byte[] From, byte[] To) range, IReadOnlyCollection<UserId> except, int limit) =>
        ForIds(OwnersOfParts, except, ("community", community.Value), ("from", range.From), ("to", range.To), ("limit", limit));

    /// <summary>A list of ids can't be empty; nobody has the id 0.</summary>
    private static IReadOnlyCollection<UserId> SomeOf(IReadOnlyCollection<UserId> ids) => ids.Count == 0 ? [new UserId(0)] : ids;

    private async Task<IReadOnlyList<User>> InOrder(SqlSession session, IReadOnlyList<UserId> ids)
    {
        var people = await PeopleIn(session, ids);
        return [.. ids.Select(id => people[id])];
    }

    /// <summary>What makes the name parts and the population agree with what becomes of a person.</summary>
    private static IEnumerable<Step> DirectorySteps(User? old, User user)
    {
        var (had, has) = (NameParts.Of(old), NameParts.Of(user));
        var (community, born) = (user.Community.Value, Alive(user) - Alive(old));
        return
        [
            .. had.Except(has).Select(part => PartStep(DropPart, community, user.Id.Value, part)),
            .. has.Except(had).Select(part => PartStep(AddPart, community, user.Id.Value, part)),
            .. born == 0 ? Array.Empty<Step>() : [new Step(AddPeople, ("community", community), ("people", born))],
        ];

        static int Alive(User? user) => user is { IsDeleted: false } ? 1 : 0;
    }

    private static Step PartStep(string sql, Guid community, long owner, string part) =>
        new(sql, ("community", community), ("part", NameParts.Stored(part)), ("owner", owner));

    private static (string, object?)[] RangeOf(DirectoryOrder order) => order is DirectoryOrder.Username
        ? [("from", NameParts.Usernames.From), ("to", NameParts.Usernames.To)]
        : [];

    private static string SqlOf(DirectoryRequest directory) => directory.Order switch
    {
        DirectoryOrder.Id => directory.Descending ? $"{Living} ORDER BY id DESC {Window}" : $"{Living} ORDER BY id {Window}",
        DirectoryOrder.Username =>
            directory.Descending ? $"{ByUsername} ORDER BY part DESC {Window}" : $"{ByUsername} ORDER BY part {Window}",
        DirectoryOrder.CreatedAt => directory.Descending
            ? $"{Living} ORDER BY created_at DESC, id DESC {Window}"
            : $"{Living} ORDER BY created_at, id {Window}",
    };
}
