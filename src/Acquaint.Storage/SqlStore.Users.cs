namespace Acquaint.Storage;

/// <summary>People, the handles that find them, and their sign-ins.</summary>
internal sealed partial class SqlStore
{
    private const string TakeIds = "UPDATE id_blocks SET next = next + @size WHERE name = 'user' RETURNING next - @size";

    private const string TakeHandle = "INSERT INTO handles (handle, user_id) VALUES (@handle, @user) ON CONFLICT (handle) DO NOTHING";

    private const string DropHandle = "DELETE FROM handles WHERE handle = @handle";

    private const string UserOfHandle = "SELECT user_id FROM handles WHERE handle = @handle";

    private const string UsersOfHandles = "SELECT user_id FROM handles WHERE handle IN ({ids})";

    private const string WritePassword =
        "INSERT INTO passwords (owner, hash) VALUES (@owner, @hash) ON CONFLICT (owner) DO UPDATE SET hash = excluded.hash";

    private const string AddSession =
        "INSERT INTO sessions (owner, id, created_at, expires_at) VALUES (@owner, @id, @created_at, @expires_at)";

    private const string SessionOf = "SELECT owner, id, created_at, expires_at FROM sessions WHERE owner = @owner AND id = @id";

    private static readonly string s_userColumns = string.Join(", ", UserColumns.Names);

    private static readonly string s_writeUser =
        $"""
        INSERT INTO users ({s_userColumns}) VALUES ({string.Join(", ", UserColumns.Names.Select(column => "@" + column))})
        ON CONFLICT (id) DO UPDATE SET
            {string.Join(", ", UserColumns.Names.Where(column => column != "id").Select(column => $"{column} = excluded.{column}"))},
            version = users.version + 1
        """;

    // Writes nothing new: it reads the row and holds it until the transaction ends.
    private static readonly string s_lockUser = $"UPDATE users SET status = status WHERE id = @id RETURNING {s_userColumns}";

    // Summed, the rows change with every change, whichever of them it counts in.
    private const string Stamp = "SELECT CAST(sum(changes) AS bigint) FROM people_stamps";

    private const string RaiseStamp = "UPDATE people_stamps SET changes = changes + 1 WHERE slot = @slot";

    private const int StampSlots = 8;

    private const string VersionsByIds = "SELECT id, version FROM users WHERE id IN ({ids})";

    private static readonly string s_usersByIds = $"SELECT {s_userColumns}, version FROM users WHERE id IN ({{ids}})";

    private static readonly string s_usersOfCommunity =
        $"SELECT {s_userColumns} FROM users WHERE community = @community AND id > @after ORDER BY id LIMIT @limit";

    private readonly UserCache _cache = new();
    private readonly SemaphoreSlim _takingIds = new(1, 1);
    private long _nextUserId;
    private long _lastUserId = -1;

    public async Task<UserId> NewUserId(CancellationToken stop)
    {
        await _takingIds.WaitAsync(stop);
        try
        {
            if (_nextUserId > _lastUserId)
            {
                var first = await engine.Write(
                    async session => new Written<List<long>>(
                        await session.Query(row => row.GetInt64(0), new Step(TakeIds, ("size", engine.UserIdBlock)))),
                    stop);
                (_nextUserId, _lastUserId) = (first.Single(), first.Single() + engine.UserIdBlock - 1);
            }

            return new(_nextUserId++);
        }
        finally
        {
            _takingIds.Release();
        }
    }

    public Task<HandleKind?> Add(User user, string? passwordHash, CancellationToken stop) => engine.Write(
        async session =>
        {
            var taken = await Write(session, await Lock(session, user.Id), user);
            if (taken is null && passwordHash is not null)
                await session.Run(PasswordStep(user.Id, passwordHash));
            return new Written<HandleKind?>(taken, Keep: taken is null);
        },
        stop);

    public Task<Saved> Save(CommunityId community, UserId id, Func<User, User> change, CancellationToken stop) => engine.Write(
        async session =>
        {
            if (await Lock(session, id) is not { } old || old.Community != community)
                return new Written<Saved>(default, Keep: false);
            var user = change(old) with { Id = id, Key = old.Key, Community = community };
            var taken = user == old ? null : await Write(session, old, user);
            return new Written<Saved>(taken is null ? new(user, null) : new(null, taken), Keep: taken is null && user != old);
        },
        stop);

    public async Task<User?> Find(CommunityId community, UserId id, CancellationToken stop) =>
        (await Find(community, [id], stop)).GetValueOrDefault(id);

    public async Task<User?> Find(Handle handle, CancellationToken stop) =>
        await Find(Stored(handle), stop) is { } user && user.Community == handle.Community ? user : null;

    public Task<User?> Find(UserKey key, CancellationToken stop) => Find(Stored(Handle.Of(default, key)), stop);

    public async Task<IReadOnlyDictionary<UserId, User>> Find(
        CommunityId community, IReadOnlyCollection<UserId> ids, CancellationToken stop)
    {
        var found = await engine.Read(session => PeopleIn(session, ids), stop);
        return found.Values.Where(user => user.Community == community).ToDictionary(user => user.Id);
    }

    public async Task<IReadOnlyList<User>> Find(IReadOnlyCollection<Handle> handles, CancellationToken stop)
    {
        if (handles.Count == 0)
            return [];
        var step = ForIds(UsersOfHandles, [.. handles.Select(Stored)]);
        var found = await engine.Read(
            async session => await PeopleIn(session, await session.Query(ToId, step)), stop);
        return [.. found.Values];
    }

    public async Task<IReadOnlyList<User>> Users(CommunityId community, UserId after, int limit, CancellationToken stop)
    {
        var step = new Step(s_usersOfCommunity, ("community", community.Value), ("after", after.Value), ("limit", limit));
        return await engine.Read(session => session.Query(UserColumns.Read, step), stop);
    }

    public async Task<string?> PasswordHash(UserId id, CancellationToken stop)
    {
        var step = new Step("SELECT hash FROM passwords WHERE owner = @owner", ("owner", id.Value));
        return (await engine.Read(session => session.Query(row => row.GetString(0), step), stop)).SingleOrDefault();
    }

    public Task SetPasswordHash(UserId id, string? hash, CancellationToken stop) =>
        Change(hash is null ? new(DropPassword, ("owner", id.Value)) : PasswordStep(id, hash), stop);

    public Task Add(Session session, CancellationToken stop) => Change(
        new(
            AddSession,
            ("owner", session.Owner.Value),
            ("id", session.Id.Value),
            ("created_at", Rows.Micros(session.CreatedAt)),
            ("expires_at", Rows.Micros(session.ExpiresAt))),
        stop);

    public async Task<Session?> Find(UserId owner, SessionId id, CancellationToken stop)
    {
        var step = new Step(SessionOf, ("owner", owner.Value), ("id", id.Value));
        var found = await engine.Read(
            session => session.Query(
                row => new Session(new(row.GetInt64(0)), new(row.GetGuid(1)), Rows.Time(row, 2)!.Value, Rows.Time(row, 3)!.Value), step),
            stop);
        return found.SingleOrDefault();
    }

    public Task End(UserId owner, SessionId id, CancellationToken stop) =>
        Change(new("DELETE FROM sessions WHERE owner = @owner AND id = @id", ("owner", owner.Value), ("id", id.Value)), stop);

    public Task EndAll(UserId owner, SessionId? except, CancellationToken stop) => Change(
        new(
            "DELETE FROM sessions WHERE owner = @owner AND id <> @except",
            ("owner", owner.Value),
            ("except", except?.Value ?? Guid.Empty)),
        stop);

    private Task<User?> Find(string handle, CancellationToken stop) => engine.Read(
        async session =>
        {
            var ids = await session.Query(ToId, new Step(UserOfHandle, ("handle", handle)));
            return ids.Count == 0 ? null : (await PeopleIn(session, ids)).Values.Single();
        },
        stop);

    /// <summary>Within a read: what a write has not committed yet must not get into the cache.</summary>
    /// <param name="read">The stamp, if it was read within this read already.</param>
    private async Task<IReadOnlyDictionary<UserId, User>> PeopleIn(
        SqlSession session, IReadOnlyCollection<UserId> ids, long? read = null)
    {
        var people = new Dictionary<UserId, User>(ids.Count);
        if (ids.Count == 0)
            return people;
        var stampIn = StampQuestion();
        if (read is null)
            await session.Ask(stampIn);
        var stamp = read ?? stampIn.Rows.Single();
        var (doubtful, unknown) = (new List<UserId>(), new List<UserId>());
        foreach (var id in ids)
        {
            if (_cache.Find(id, stamp, out var isHeld) is { } user)
                people.TryAdd(id, user);
            else
                (isHeld ? doubtful : unknown).Add(id);
        }

        if (doubtful.Count > 0)
            await Verify(session, doubtful, stamp, people, unknown);
        if (unknown.Count > 0)
            await ReadPeople(session, unknown, stamp, people);
        return people;
    }

    /// <summary>Adds those whose rows have the version still that is held; the others become unknown.</summary>
    private async Task Verify(
        SqlSession session, List<UserId> ids, long stamp, Dictionary<UserId, User> people, List<UserId> unknown)
    {
        var versions = await session.Query(row => (new UserId(row.GetInt64(0)), row.GetInt64(1)), ForIds(VersionsByIds, ids));
        foreach (var (id, version) in versions)
        {
            if (_cache.Confirm(id, version, stamp) is { } user)
                people.TryAdd(id, user);
            else
                unknown.Add(id);
        }
    }

    private async Task ReadPeople(SqlSession session, List<UserId> ids, long stamp, Dictionary<UserId, User> people)
    {
        var versionColumn = UserColumns.Names.Length;
        var read = await session.Query(row => (UserColumns.Read(row), row.GetInt64(versionColumn)), ForIds(s_usersByIds, ids));
        foreach (var (user, version) in read)
        {
            people.TryAdd(user.Id, user);
            _cache.Keep(user, version, stamp);
        }
    }

    private static Question<long> StampQuestion() => new(row => row.GetInt64(0), new Step(Stamp));

    private static async Task<User?> Lock(SqlSession session, UserId id) =>
        (await session.Query(UserColumns.Read, new Step(s_lockUser, ("id", id.Value)))).SingleOrDefault();

    /// <summary>Returns the kind of handle that somebody else has; then the transaction must not be kept.</summary>
    private static async Task<HandleKind?> Write(SqlSession session, User? old, User user)
    {
        var had = old is null ? [] : HandlesOf(old);
        foreach (var handle in had.Except(HandlesOf(user)))
            await session.Run(new Step(DropHandle, ("handle", Stored(handle))));
        foreach (var handle in HandlesOf(user).Except(had))
        {
            if (await session.Run(new Step(TakeHandle, ("handle", Stored(handle)), ("user", user.Id.Value))) == 0)
                return handle.Kind;
        }

        await session.Run([new Step(s_writeUser, UserColumns.Of(user)), .. DirectorySteps(old, user), .. DeletionSteps(old, user)]);
        // Last, so that others who change people wait for this row only while we commit.
        if (old is not null)
            await session.Run(new Step(RaiseStamp, ("slot", user.Id.Value % StampSlots)));
        return null;
    }

    private Task<int> Change(Step step, CancellationToken stop) =>
        engine.Write(async session => new Written<int>(await session.Run(step)), stop);

    private static Step PasswordStep(UserId id, string hash) => new(WritePassword, ("owner", id.Value), ("hash", hash));

    /// <summary>With the value normalised, so that two spellings of one handle compare equal. The deleted keep their key only.</summary>
    private static List<Handle> HandlesOf(User user)
    {
        (HandleKind Kind, string? Value)[] all =
        [
            (HandleKind.Key, user.Key.Value.ToString("D")),
            (HandleKind.Username, user.IsDeleted ? null : user.Username),
            (HandleKind.Email, user.IsDeleted ? null : user.Email),
            (HandleKind.ExternalId, user.IsDeleted ? null : user.ExternalId),
        ];
        return [.. all.Where(one => one.Value is not null)
            .Select(one => new Handle(user.Community, one.Kind, one.Value!))
            .Select(handle => handle with { Value = handle.Normalized })];
    }

    private static Step HandleStep(Handle handle) => new(UserOfHandle, ("handle", Stored(handle)));

    /// <summary>A key is unique by itself, and finds its owner in whichever community.</summary>
    public static string Stored(Handle handle) => handle.Kind is HandleKind.Key
        ? $"{(int)handle.Kind}/{handle.Normalized}"
        : $"{handle.Community.Value:N}/{(int)handle.Kind}/{handle.Normalized}";
}
