using System.Buffers.Binary;
using System.Text;
using Acquaint.Core;

namespace Acquaint.Server.Tests.Storage;

/// <summary>
/// The store as one would explain it on paper: dictionaries, a lock, and every answer worked out from scratch. It is what the real
/// stores are compared against, so nothing here is clever.
/// </summary>
internal sealed class ModelStore : IStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CommunityId, Community> _communities = [];
    private readonly Dictionary<UserId, User> _users = [];
    private readonly Dictionary<UserId, string> _passwords = [];
    private readonly Dictionary<(UserId, SessionId), Session> _sessions = [];
    private readonly Dictionary<(UserId Owner, string Name), int> _settings = [];
    private readonly Dictionary<(UserId Owner, UserId Other), Edge> _edges = [];
    private readonly List<Change> _changes = [];
    private readonly List<ServiceKey> _serviceKeys = [];
    private readonly Dictionary<ChangeId, DateTimeOffset> _seen = [];
    private readonly Dictionary<ChangeId, DateTimeOffset> _read = [];
    private long _lastUserId;

    public Task<bool> IsCurrent(CancellationToken stop) => Task.FromResult(true);

    public Task<IReadOnlyList<Community>> Communities(CancellationToken stop) =>
        Locked<IReadOnlyList<Community>>(() => [.. _communities.Values.OrderBy(one => one.CreatedAt)]);

    public Task<string?> Save(Community community, CancellationToken stop) => Locked(() =>
    {
        var taken = _communities.Values.Where(one => one.Id != community.Id).SelectMany(one => one.Hosts).Intersect(community.Hosts);
        if (taken.FirstOrDefault() is { } host)
            return host;
        if (community.IsDefault)
        {
            foreach (var other in _communities.Values.ToList())
                _communities[other.Id] = other with { IsDefault = false };
        }

        _communities[community.Id] = community with { Hosts = [.. community.Hosts.Order(StringComparer.Ordinal)] };
        return null;
    });

    public Task<UserId> NewUserId(CancellationToken stop) => Locked(() => new UserId(++_lastUserId));

    public Task<HandleKind?> Add(User user, string? passwordHash, CancellationToken stop) => Locked(() =>
    {
        var taken = Write(user);
        if (taken is null && passwordHash is not null)
            _passwords[user.Id] = passwordHash;
        return taken;
    });

    public Task<Saved> Save(CommunityId community, UserId id, Func<User, User> change, CancellationToken stop) => Locked(() =>
    {
        if (_users.GetValueOrDefault(id) is not { } old || old.Community != community)
            return default;
        var user = change(old) with { Id = id, Key = old.Key, Community = community };
        return Write(user) is { } taken ? new Saved(null, taken) : new Saved(user, null);
    });

    public Task<User?> Find(CommunityId community, UserId id, CancellationToken stop) =>
        Locked(() => _users.Values.SingleOrDefault(user => user.Id == id && user.Community == community));

    public Task<User?> Find(Handle handle, CancellationToken stop) =>
        Locked(() => _users.Values.SingleOrDefault(user => Handles(user).Contains(handle with { Value = handle.Normalized })));

    public Task<IReadOnlyDictionary<UserId, User>> Find(CommunityId community, IReadOnlyCollection<UserId> ids, CancellationToken stop) =>
        Locked<IReadOnlyDictionary<UserId, User>>(
            () => _users.Values.Where(user => user.Community == community && ids.Contains(user.Id)).ToDictionary(user => user.Id));

    public Task<IReadOnlyList<User>> Users(CommunityId community, UserId after, int limit, CancellationToken stop) =>
        Locked<IReadOnlyList<User>>(
            () => [.. _users.Values.Where(user => user.Community == community && user.Id > after).OrderBy(user => user.Id).Take(limit)]);

    public Task<IReadOnlyList<User>> Find(IReadOnlyCollection<Handle> handles, CancellationToken stop)
    {
        var normalized = handles.Select(handle => handle with { Value = handle.Normalized }).ToList();
        return Locked<IReadOnlyList<User>>(() => [.. _users.Values.Where(user => Handles(user).Intersect(normalized).Any())]);
    }

    public Task<Page<User>> List(Roll roll, Slice slice, CancellationToken stop) => Locked(() =>
    {
        var all = Living(roll.Community).Where(user => !roll.Exclude.Contains(user.Id)).OrderBy(user => user.Id);
        IEnumerable<User> ordered = roll.Order switch
        {
            RollOrder.Id => all,
            RollOrder.Username => all.OrderBy(user => Bytes(user.Username), StringComparer.Ordinal),
            RollOrder.CreatedAt => all.OrderBy(user => user.CreatedAt),
        };
        var directed = roll.Descending ? ordered.Reverse() : ordered;
        return new Page<User>([.. directed.Skip(slice.Offset).Take(slice.Limit)], all.Count(), null);
    });

    public Task<IReadOnlyList<User>> Named(CommunityId community, string text, int limit, CancellationToken stop) => Locked(() =>
    {
        var part = text.ToLowerInvariant();
        part = string.Concat(part.EnumerateRunes().Take(Limits.NamePartLength));
        var found =
            from user in Living(community)
            let names = new[] { user.Username, user.Profile.DisplayName, user.Profile.FirstName, user.Profile.LastName }
            where names.Any(name => name is not null && name.ToLowerInvariant().Contains(part, StringComparison.Ordinal))
            select user;
        bool Begins(User user) => user.Username.ToLowerInvariant().StartsWith(text.ToLowerInvariant(), StringComparison.Ordinal);
        var ordered = found.OrderByDescending(Begins).ThenBy(user => Bytes(user.Username), StringComparer.Ordinal);
        return (IReadOnlyList<User>)[.. ordered.Take(limit)];
    });

    public Task<string?> PasswordHash(UserId id, CancellationToken stop) => Locked(() => _passwords.GetValueOrDefault(id));

    public Task SetPasswordHash(UserId id, string hash, CancellationToken stop) => Locked(() => _passwords[id] = hash);

    public Task RemovePassword(UserId id, CancellationToken stop) => Locked(() => _passwords.Remove(id));

    public Task<IReadOnlyDictionary<string, int>> Settings(UserId owner, CancellationToken stop) =>
        Locked<IReadOnlyDictionary<string, int>>(
            () => _settings.Where(one => one.Key.Owner == owner).ToDictionary(one => one.Key.Name, one => one.Value));

    public Task Set(UserId owner, IReadOnlyDictionary<string, int> settings, CancellationToken stop) => Locked(() =>
    {
        foreach (var (name, value) in settings)
            _settings[(owner, name)] = value;
        return settings.Count;
    });

    public Task Add(Session session, CancellationToken stop) => Locked(() => _sessions[(session.Owner, session.Id)] = session);

    public Task<Session?> Find(UserId owner, SessionId id, CancellationToken stop) =>
        Locked(() => _sessions.GetValueOrDefault((owner, id)));

    public Task End(UserId owner, SessionId id, CancellationToken stop) => Locked(() => _sessions.Remove((owner, id)));

    public Task EndAll(UserId owner, SessionId? except, CancellationToken stop) => Locked(() =>
    {
        foreach (var key in _sessions.Keys.Where(key => key.Item1 == owner && key.Item2 != except).ToList())
            _sessions.Remove(key);
        return 0;
    });

    public Task Add(ServiceKey key, CancellationToken stop) => Locked(() =>
    {
        _serviceKeys.Add(key);
        return 0;
    });

    public Task<ServiceKey?> FindServiceKey(string digest, CancellationToken stop) =>
        Locked(() => _serviceKeys.SingleOrDefault(key => key.Digest == digest));

    public Task<IReadOnlyList<ServiceKey>> ServiceKeys(CommunityId community, CancellationToken stop) =>
        Locked<IReadOnlyList<ServiceKey>>(() => [.. _serviceKeys.Where(key => key.Community == community)]);

    public Task<bool> Remove(CommunityId community, ServiceKeyId id, CancellationToken stop) =>
        Locked(() => _serviceKeys.RemoveAll(key => key.Community == community && key.Id == id) > 0);

    public Task<Transition> Act(Move move, Func<Relation, Transition> decide, Caps caps, CancellationToken stop) => Locked(() =>
    {
        var before = Between(move.Viewer, move.Other);
        var after = decide(before);
        if (after.Next != before && (IsDeleted(move.Viewer) || IsDeleted(move.Other)))
            return new(Core.Relation.Blank, Refusal.NoSuchUser);
        var mine = Standing(move.Viewer, before, after.Next, move.At);
        var theirs = Standing(move.Other, before.Mirror(), after.Next.Mirror(), move.At);
        var asked = after.Change is ChangeKind.RequestSent ? 1 : 0;
        if (CapRules.Refuse(after.Change, mine with { AskedToday = mine.AskedToday + asked }, theirs, caps) is { } refusal)
            return new(before, refusal);
        Put(move, before, after);
        return after;
    });

    public Task Forget(Move move, CancellationToken stop) => Locked(() =>
    {
        var before = Between(move.Viewer, move.Other);
        Put(move, before, RelationRules.Forget(before));
        return 0;
    });

    public Task<IReadOnlyList<UserId>> Others(UserId owner, UserId after, int limit, CancellationToken stop) =>
        Locked<IReadOnlyList<UserId>>(
            () => [.. Of(owner).Select(edge => edge.Other).Where(other => other > after).Order().Take(limit)]);

    public Task MarkSeen(Move move, CancellationToken stop) => Locked(() =>
    {
        if (_edges.GetValueOrDefault((move.Viewer, move.Other)) is not { Relation.Tie: Tie.Received, SeenAt: null } mine)
            return 0;
        _edges[(move.Viewer, move.Other)] = mine with { SeenAt = move.At };
        _edges[(move.Other, move.Viewer)] = _edges[(move.Other, move.Viewer)] with { SeenAt = move.At };
        return 1;
    });

    public Task<Relation> Relation(UserId viewer, UserId other, CancellationToken stop) => Locked(() => Between(viewer, other));

    public Task<IReadOnlyDictionary<UserId, Relation>> Relations(
        UserId viewer, IReadOnlyCollection<UserId> others, CancellationToken stop) =>
        Locked<IReadOnlyDictionary<UserId, Relation>>(
            () => Of(viewer).Where(edge => others.Contains(edge.Other)).ToDictionary(edge => edge.Other, edge => edge.Relation));

    public Task<Edge?> Find(UserId viewer, RequestId request, CancellationToken stop) =>
        Locked(() => Of(viewer).SingleOrDefault(edge => edge.Relation.Request?.Id == request));

    public Task<Page<Listed>> List(UserId owner, EdgeList list, Slice slice, CancellationToken stop) =>
        Locked(() => Cut(Whole(owner, list), slice, relation => relation.Request!.At));

    public Task<Page<Listed>> Connections(UserId owner, UserId viewer, Mutuality which, Slice slice, CancellationToken stop) => Locked(() =>
    {
        var theirs = Whole(viewer, EdgeList.Connected).ConvertAll(edge => edge.Other);
        var all = Whole(owner, EdgeList.Connected);
        var (mutual, rest) = (all.Where(edge => theirs.Contains(edge.Other)), all.Where(edge => !theirs.Contains(edge.Other)));
        var shown = which switch
        {
            Mutuality.First => mutual.Concat(rest),
            Mutuality.Only => mutual,
            Mutuality.Never => rest,
        };
        return Cut([.. shown], slice, relation => relation.Request!.At) with { Next = null };
    });

    public Task<IReadOnlyList<Listed>> AcceptedSince(UserId viewer, DateTimeOffset since, int limit, CancellationToken stop) =>
        Locked<IReadOnlyList<Listed>>(() => [.. Whole(viewer, EdgeList.Connected)
            .Where(edge => edge.Relation.Request!.ByMe && edge.Relation.Request.AnsweredAt >= since)
            .OrderByDescending(edge => edge.Relation.Request!.AnsweredAt).ThenByDescending(edge => edge.Other)
            .Take(limit)
            .Select(Listed)]);

    public Task<Page<Listed>> Blocked(UserId owner, Slice slice, CancellationToken stop) =>
        Locked(() => Cut(WholeBlocked(owner), slice, relation => relation.IBlockedAt!.Value));

    public Task<IReadOnlyList<UserId>> BlockedIds(UserId owner, int limit, CancellationToken stop) =>
        Locked<IReadOnlyList<UserId>>(() => [.. WholeBlocked(owner).Select(edge => edge.Other).Take(limit)]);

    public Task<Page<Suggestion>> Suggest(UserId viewer, Slice slice, CancellationToken stop) => Locked(() =>
    {
        IEnumerable<UserId> Newest(UserId owner, int limit) => Whole(owner, EdgeList.Connected).Take(limit).Select(edge => edge.Other);
        var suggested =
            from near in Newest(viewer, Limits.SuggestFrom)
            from far in Newest(near, Limits.SuggestPer)
            where far != viewer && !_edges.ContainsKey((viewer, far)) && _users[far].Status is UserStatus.Active
            group near by far into mutual
            orderby mutual.Count() descending, mutual.Key descending
            select new Suggestion(_users[mutual.Key], mutual.Count());
        var all = suggested.Take(Limits.Suggestions).ToList();
        return new Page<Suggestion>([.. all.Skip(slice.Offset).Take(slice.Limit)], all.Count, null);
    });

    public Task<Tally> Tally(UserId owner, CancellationToken stop) => Locked(() => Count(owner));

    public Task<IReadOnlyDictionary<UserId, Tally>> Tallies(IReadOnlyCollection<UserId> owners, CancellationToken stop) =>
        Locked<IReadOnlyDictionary<UserId, Tally>>(
            () => owners.Distinct().Where(owner => Of(owner).Any()).ToDictionary(owner => owner, Count));

    public Task<IReadOnlyList<Change>> Changes(UserId recipient, int limit, CancellationToken stop) => Locked<IReadOnlyList<Change>>(
        () => [.. _changes.Where(change => change.Recipient == recipient).Reverse().Take(limit)]);

    public Task<NoticePage> Notices(UserId owner, NoticeSlice slice, CancellationToken stop) => Locked(() =>
    {
        var all = Noticed(owner);
        var wanted = all
            .Where(notice => slice.OlderThan is not { } than || Order(notice.Change.Id).CompareTo(Order(than)) < 0)
            .Where(notice => slice.NewerThan is not { } than || Order(notice.Change.Id).CompareTo(Order(than)) > 0)
            .ToList();
        if (slice.NewerThan is not null)
            wanted.Reverse();
        var shown = wanted.Skip(slice.Offset).Take(slice.Limit).OrderByDescending(notice => Order(notice.Change.Id));
        return new NoticePage([.. shown], CountNotices(owner), wanted.Count > slice.Offset + slice.Limit);
    });

    public Task<bool> HasNotice(UserId owner, ChangeId id, CancellationToken stop) =>
        Locked(() => Noticed(owner).Exists(notice => notice.Change.Id == id));

    public Task<NoticeCounts> NoticeCounts(UserId owner, CancellationToken stop) => Locked(() => CountNotices(owner));

    public Task<int> MarkRead(UserId owner, IReadOnlyCollection<ChangeId> ids, DateTimeOffset at, CancellationToken stop) => Locked(() =>
        Mark(Noticed(owner).Where(notice => ids.Contains(notice.Change.Id) && notice.ReadAt is null), NoticeMark.Read, at));

    public Task<int> MarkSeen(UserId owner, IReadOnlyCollection<ChangeId> ids, DateTimeOffset at, CancellationToken stop) => Locked(() =>
        Mark(Noticed(owner).Where(notice => ids.Contains(notice.Change.Id) && notice.SeenAt is null), NoticeMark.Seen, at));

    public Task<int> Mark(NoticeSweep sweep, int limit, CancellationToken stop) => Locked(() => Mark(
        Noticed(sweep.Owner)
            .Where(notice => Order(notice.Change.Id).CompareTo(Order(sweep.Last)) <= 0)
            .Where(notice => (sweep.Mark is NoticeMark.Seen ? notice.SeenAt : notice.ReadAt) is null)
            .OrderBy(notice => Order(notice.Change.Id))
            .Take(limit),
        sweep.Mark,
        sweep.At));

    private int Mark(IEnumerable<Notice> notices, NoticeMark mark, DateTimeOffset at)
    {
        var marked = notices.ToList();
        foreach (var notice in marked)
        {
            _seen.TryAdd(notice.Change.Id, at);
            if (mark is NoticeMark.Read)
                _read.TryAdd(notice.Change.Id, at);
        }

        return marked.Count;
    }

    private List<Notice> Noticed(UserId owner) => [.. _changes
        .Where(change => change.Kind is ChangeKind.RequestSent or ChangeKind.RequestAccepted)
        .Where(change => change.Recipient == owner)
        .OrderByDescending(change => Order(change.Id))
        .Select(change => new Notice(change, _users[change.Actor], Time(_seen, change.Id), Time(_read, change.Id)))];

    private NoticeCounts CountNotices(UserId owner)
    {
        var all = Noticed(owner);
        return new(all.Count, all.Count(notice => notice.SeenAt is null), all.Count(notice => notice.ReadAt is null));
    }

    private static UInt128 Order(ChangeId id) => BinaryPrimitives.ReadUInt128BigEndian(id.Value.ToByteArray(bigEndian: true));

    private static DateTimeOffset? Time(Dictionary<ChangeId, DateTimeOffset> marks, ChangeId id) =>
        marks.TryGetValue(id, out var at) ? at : null;

    private IEnumerable<User> Living(CommunityId community) =>
        _users.Values.Where(user => user.Community == community && !user.IsDeleted);

    /// <summary>Sorts as the UTF-8 bytes do.</summary>
    private static string Bytes(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text.ToLowerInvariant()));

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (_lock)
            return Task.FromResult(work());
    }

    private HandleKind? Write(User user)
    {
        var others = _users.Values.Where(other => other.Id != user.Id).SelectMany(Handles).ToList();
        foreach (var handle in Handles(user))
        {
            if (others.Contains(handle))
                return handle.Kind;
        }

        _users[user.Id] = user;
        if (user.IsDeleted)
        {
            _passwords.Remove(user.Id);
            foreach (var session in _sessions.Keys.Where(key => key.Item1 == user.Id).ToList())
                _sessions.Remove(session);
            foreach (var setting in _settings.Keys.Where(key => key.Owner == user.Id).ToList())
                _settings.Remove(setting);
        }

        return null;
    }

    private static IEnumerable<Handle> Handles(User user)
    {
        yield return Handle.Of(user.Community, user.Key);
        if (user.IsDeleted)
            yield break;
        yield return new(user.Community, HandleKind.Username, user.Username.ToLowerInvariant());
        if (user.Email is not null)
            yield return new(user.Community, HandleKind.Email, user.Email.ToLowerInvariant());
        if (user.ExternalId is not null)
            yield return new(user.Community, HandleKind.ExternalId, user.ExternalId);
    }

    private Relation Between(UserId viewer, UserId other) =>
        _edges.GetValueOrDefault((viewer, other))?.Relation ?? Core.Relation.Blank;

    private bool IsDeleted(UserId id) => _users.GetValueOrDefault(id)?.IsDeleted ?? false;

    private void Put(Move move, Relation before, Transition after)
    {
        if (after.Next == before)
            return;
        Put(move.Viewer, move.Other, after.Next);
        Put(move.Other, move.Viewer, after.Next.Mirror());
        if (after.Change is { } kind)
            _changes.Add(new(move.ChangeId, kind, move.Other, move.Viewer, (after.Next.Request ?? before.Request)?.Id, move.At));
    }

    private void Put(UserId owner, UserId other, Relation relation)
    {
        var old = _edges.GetValueOrDefault((owner, other));
        _edges.Remove((owner, other));
        if (relation == Core.Relation.Blank)
            return;
        var same = old?.Relation.Request is { } request && request.Id == relation.Request?.Id;
        _edges.Add((owner, other), new(owner, other, relation, same ? old!.SeenAt : null));
    }

    private IEnumerable<Edge> Of(UserId owner) => _edges.Values.Where(edge => edge.Owner == owner);

    private List<Edge> Whole(UserId owner, EdgeList list)
    {
        Tie[] ties = list switch
        {
            EdgeList.Received => [Tie.Received],
            EdgeList.Sent => [Tie.Sent],
            EdgeList.SentOrDeclined => [Tie.Sent, Tie.DeclinedByThem],
            EdgeList.Connected => [Tie.Connected],
        };
        return [.. Of(owner).Where(edge => ties.Contains(edge.Relation.Tie))
            .OrderByDescending(edge => edge.Relation.Request!.At).ThenByDescending(edge => edge.Other)];
    }

    private List<Edge> WholeBlocked(UserId owner) => [.. Of(owner).Where(edge => edge.Relation.IBlockedAt is not null)
        .OrderByDescending(edge => edge.Relation.IBlockedAt).ThenByDescending(edge => edge.Other)];

    private Page<Listed> Cut(List<Edge> all, Slice slice, Func<Relation, DateTimeOffset> time)
    {
        var after = slice.After is { } cursor
            ? all.SkipWhile(edge => (time(edge.Relation), edge.Other).CompareTo((cursor.At, cursor.Other)) >= 0).ToList()
            : all;
        var shown = after.Skip(slice.Offset).Take(slice.Limit).ToList();
        Cursor? next = after.Count > slice.Offset + slice.Limit && shown.Count > 0
            ? new Cursor(time(shown[^1].Relation), shown[^1].Other)
            : null;
        return new([.. shown.Select(Listed)], all.Count, next);
    }

    private Listed Listed(Edge edge) => new(edge, _users[edge.Other]);

    private Standing Standing(UserId owner, Relation before, Relation after, DateTimeOffset at) => new(
        Count(owner) - Core.Tally.Of(before) + Core.Tally.Of(after),
        _changes.Count(change => change.Actor == owner && change.Kind is ChangeKind.RequestSent && change.At.Date == at.Date));

    private Tally Count(UserId owner) =>
        Of(owner).Aggregate(default(Tally), (sum, edge) => sum + Core.Tally.Of(edge.Relation));
}
