using System.Buffers.Binary;
using System.Text;

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

    public Task<User?> Find(UserKey key, CancellationToken stop) =>
        Locked(() => _users.Values.SingleOrDefault(user => user.Key == key));

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

    public Task<Page<User>> List(DirectoryRequest directory, PageRequest paging, CancellationToken stop) => Locked(() =>
    {
        var all = Living(directory.Community).Where(user => !directory.Exclude.Contains(user.Id)).OrderBy(user => user.Id);
        IEnumerable<User> ordered = directory.Order switch
        {
            DirectoryOrder.Id => all,
            DirectoryOrder.Username => all.OrderBy(user => Bytes(user.Username), StringComparer.Ordinal),
            DirectoryOrder.CreatedAt => all.OrderBy(user => user.CreatedAt),
        };
        var directed = directory.Descending ? ordered.Reverse() : ordered;
        return new Page<User>([.. directed.Skip(paging.Offset).Take(paging.Limit)], all.Count(), null);
    });

    public Task<IReadOnlyList<User>> Named(
        CommunityId community, string text, IReadOnlyCollection<UserId> exclude, int limit, CancellationToken stop) => Locked(() =>
    {
        var part = text.ToLowerInvariant();
        part = string.Concat(part.EnumerateRunes().Take(Limits.NamePartLength));
        var found =
            from user in Living(community)
            where !exclude.Contains(user.Id)
            let names = new[] { user.Username, user.Profile.DisplayName, user.Profile.FirstName, user.Profile.LastName }
            where names.Any(name => name is not null && name.ToLowerInvariant().Contains(part, StringComparison.Ordinal))
            select user;
        bool Begins(User user) => user.Username.ToLowerInvariant().StartsWith(text.ToLowerInvariant(), StringComparison.Ordinal);
        var ordered = found.OrderByDescending(Begins).ThenBy(user => Bytes(user.Username), StringComparer.Ordinal);
        return (IReadOnlyList<User>)[.. ordered.Take(limit)];
    });

    public Task<string?> PasswordHash(UserId id, CancellationToken stop) => Locked(() => _passwords.GetValueOrDefault(id));

    public Task SetPasswordHash(UserId id, string? hash, CancellationToken stop) =>
        Locked(() => hash is null ? _passwords.Remove(id) : (_passwords[id] = hash) == hash);

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

    public Task<Transition> Act(ActionContext context, Func<Pair, Decision> decide, CancellationToken stop) => Locked(() =>
    {
        if (context.Request is { } request)
        {
            if (Of(context.Viewer).SingleOrDefault(edge => edge.Relation.Request?.Id == request) is not { } edge)
                return new(Core.Relation.Blank, Refusal.NoSuchRequest);
            context = context with { Other = edge.Other };
        }

        var before = Between(context.Viewer, context.Other);
        var people = _users.Values.Where(user => user.Id == context.Viewer || user.Id == context.Other)
            .ToDictionary(user => user.Id, user => new PersonFacts(user.Community, user.Status, user.CreatedAt));
        var (after, quotas) = decide(new(before, people));
        if (after.Refusal is not null)
            return after;
        if (after.Next != before && (IsDeleted(context.Viewer) || IsDeleted(context.Other)))
            return new(Core.Relation.Blank, Refusal.NoSuchUser);
        var mine = Standing(context.Viewer, before, after.Next, context.At);
        var theirs = Standing(context.Other, before.Mirror(), after.Next.Mirror(), context.At);
        var asked = after.Change is ChangeKind.RequestSent ? 1 : 0;
        if (QuotaRules.Refuse(after.Change, mine with { AskedToday = mine.AskedToday + asked }, theirs, quotas) is { } refusal)
            return new(before, refusal);
        Put(context, before, after);
        return after;
    });

    public Task Purge(ActionContext context, CancellationToken stop) => Locked(() =>
    {
        var before = Between(context.Viewer, context.Other);
        Put(context, before, RelationRules.Purge(before));
        return 0;
    });

    public Task<IReadOnlyList<UserId>> Others(UserId owner, UserId after, int limit, CancellationToken stop) =>
        Locked<IReadOnlyList<UserId>>(
            () => [.. Of(owner).Select(edge => edge.Other).Where(other => other > after).Order().Take(limit)]);

    public Task MarkSeen(ActionContext context, CancellationToken stop) => Locked(() =>
    {
        if (_edges.GetValueOrDefault((context.Viewer, context.Other)) is not { Relation.Tie: Tie.Received, SeenAt: null } mine)
            return 0;
        _edges[(context.Viewer, context.Other)] = mine with { SeenAt = context.At };
        _edges[(context.Other, context.Viewer)] = _edges[(context.Other, context.Viewer)] with { SeenAt = context.At };
        return 1;
    });

    public Task<Relation> Relation(UserId viewer, UserId other, CancellationToken stop) => Locked(() => Between(viewer, other));

    public Task<Counterpart?> Find(UserId viewer, Handle other, CancellationToken stop) => Locked(() =>
        _users.Values.SingleOrDefault(user => Handles(user).Contains(other with { Value = other.Normalized })) is { IsDeleted: false } user
            ? new Counterpart(user, Between(viewer, user.Id))
            : null);

    public Task<IReadOnlyDictionary<UserId, Relation>> Relations(
        UserId viewer, IReadOnlyCollection<UserId> others, CancellationToken stop) =>
        Locked<IReadOnlyDictionary<UserId, Relation>>(
            () => Of(viewer).Where(edge => others.Contains(edge.Other)).ToDictionary(edge => edge.Other, edge => edge.Relation));

    public Task<Edge?> Find(UserId viewer, RequestId request, CancellationToken stop) =>
        Locked(() => Of(viewer).SingleOrDefault(edge => edge.Relation.Request?.Id == request));

    public Task<Page<Listed>> List(UserId owner, EdgeList list, PageRequest paging, CancellationToken stop) =>
        Locked(() => Cut(Whole(owner, list), paging, relation => relation.Request!.At));

    public Task<Page<Listed>> Connections(
        UserId owner, UserId viewer, Mutuality which, PageRequest paging, CancellationToken stop) => Locked(() =>
    {
        var theirs = Whole(viewer, EdgeList.Connected).ConvertAll(edge => edge.Other);
        var all = Whole(owner, EdgeList.Connected).FindAll(edge => !Between(viewer, edge.Other).ViewerIsBlocked);
        var (mutual, rest) = (all.Where(edge => theirs.Contains(edge.Other)), all.Where(edge => !theirs.Contains(edge.Other)));
        var shown = which switch
        {
            Mutuality.First => mutual.Concat(rest),
            Mutuality.Only => mutual,
            Mutuality.Never => rest,
            Mutuality.Ignored => all,
        };
        return Cut([.. shown], paging, relation => relation.Request!.At) with { Next = null };
    });

    public Task<IReadOnlyList<Listed>> AcceptedSince(UserId viewer, DateTimeOffset since, int limit, CancellationToken stop) =>
        Locked<IReadOnlyList<Listed>>(() => [.. Whole(viewer, EdgeList.Connected)
            .Where(edge => edge.Relation.Request!.ByMe && edge.Relation.Request.AnsweredAt >= since)
            .OrderByDescending(edge => edge.Relation.Request!.AnsweredAt).ThenByDescending(edge => edge.Other)
            .Take(limit)
            .Select(Listed)]);

    public Task<Page<Listed>> Blocked(UserId owner, PageRequest paging, CancellationToken stop) =>
        Locked(() => Cut(WholeBlocked(owner), paging, relation => relation.IBlockedAt!.Value));

    public Task<IReadOnlyList<UserId>> BlockedIds(UserId owner, int limit, CancellationToken stop) =>
        Locked<IReadOnlyList<UserId>>(() => [.. WholeBlocked(owner).Select(edge => edge.Other).Take(limit)]);

    public Task<IReadOnlyList<UserId>> Blockers(UserId viewer, CancellationToken stop) => Locked<IReadOnlyList<UserId>>(
        () => [.. Of(viewer).Where(edge => edge.Relation.ViewerIsBlocked)
            .OrderByDescending(edge => edge.Relation.TheyBlockedAt).ThenByDescending(edge => edge.Other)
            .Select(edge => edge.Other)
            .Take(Limits.Blockers)]);

    public Task<Page<Suggestion>> Suggest(UserId viewer, PageRequest paging, CancellationToken stop) => Locked(() =>
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
        return new Page<Suggestion>([.. all.Skip(paging.Offset).Take(paging.Limit)], all.Count, null);
    });

    public Task<Counters> Counters(UserId owner, CancellationToken stop) => Locked(() => Count(owner));

    public Task<IReadOnlyDictionary<UserId, Counters>> Counters(
        UserId? viewer, IReadOnlyCollection<UserId> owners, CancellationToken stop)
    {
        bool IsThere(UserId one) => viewer is not { } who || !Between(who, one).ViewerIsBlocked;
        Counters Seen(UserId owner) => Of(owner).Where(edge => IsThere(edge.Other))
            .Aggregate(default(Counters), (sum, edge) => sum + Core.Counters.Of(edge.Relation));
        return Locked<IReadOnlyDictionary<UserId, Counters>>(
            () => owners.Distinct().Where(owner => IsThere(owner) && Of(owner).Any()).ToDictionary(owner => owner, Seen));
    }

    public Task<IReadOnlyList<Change>> Changes(UserId recipient, int limit, CancellationToken stop) => Locked<IReadOnlyList<Change>>(
        () => [.. _changes.Where(change => change.Recipient == recipient).Reverse().Take(limit)]);

    public Task<NotificationPage> Notifications(UserId owner, NotificationRequest paging, CancellationToken stop) => Locked(() =>
    {
        var all = Notified(owner);
        var wanted = all
            .Where(notification => paging.OlderThan is not { } than || Order(notification.Change.Id).CompareTo(Order(than)) < 0)
            .Where(notification => paging.NewerThan is not { } than || Order(notification.Change.Id).CompareTo(Order(than)) > 0)
            .ToList();
        if (paging.NewerThan is not null)
            wanted.Reverse();
        var shown = wanted.Skip(paging.Offset).Take(paging.Limit).OrderByDescending(notification => Order(notification.Change.Id));
        return new NotificationPage([.. shown], CountNotifications(owner), wanted.Count > paging.Offset + paging.Limit);
    });

    public Task<bool> HasNotification(UserId owner, ChangeId id, CancellationToken stop) =>
        Locked(() => Notified(owner).Exists(notification => notification.Change.Id == id));

    public Task<NotificationCounts> NotificationCounts(UserId owner, CancellationToken stop) => Locked(() => CountNotifications(owner));

    public Task<int> Mark(
        UserId owner, IReadOnlyCollection<ChangeId> ids, NotificationMark mark, DateTimeOffset at, CancellationToken stop) => Locked(() =>
        Mark(
            Notified(owner).Where(one => ids.Contains(one.Change.Id))
                .Where(one => (mark is NotificationMark.Seen ? one.SeenAt : one.ReadAt) is null),
            mark,
            at));

    public Task<int> Mark(NotificationSweep sweep, int limit, CancellationToken stop) => Locked(() => Mark(
        Notified(sweep.Owner)
            .Where(notification => Order(notification.Change.Id).CompareTo(Order(sweep.Last)) <= 0)
            .Where(notification => (sweep.Mark is NotificationMark.Seen ? notification.SeenAt : notification.ReadAt) is null)
            .OrderBy(notification => Order(notification.Change.Id))
            .Take(limit),
        sweep.Mark,
        sweep.At));

    private int Mark(IEnumerable<Notification> notifications, NotificationMark mark, DateTimeOffset at)
    {
        var marked = notifications.ToList();
        foreach (var notification in marked)
        {
            _seen.TryAdd(notification.Change.Id, at);
            if (mark is NotificationMark.Read)
                _read.TryAdd(notification.Change.Id, at);
        }

        return marked.Count;
    }

    private List<Notification> Notified(UserId owner) => [.. _changes
        .Where(change => change.Kind is ChangeKind.RequestSent or ChangeKind.RequestAccepted)
        .Where(change => change.Recipient == owner)
        .OrderByDescending(change => Order(change.Id))
        .Select(change => new Notification(change, _users[change.Actor], Time(_seen, change.Id), Time(_read, change.Id)))];

    private NotificationCounts CountNotifications(UserId owner)
    {
        var all = Notified(owner);
        return new(all.Count, all.Count(notification => notification.SeenAt is null), all.Count(notification =>
            notification.ReadAt is null));
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

    private void Put(ActionContext context, Relation before, Transition after)
    {
        if (after.Next == before)
            return;
        Put(context.Viewer, context.Other, after.Next);
        Put(context.Other, context.Viewer, after.Next.Mirror());
        if (after.Change is { } kind)
            _changes.Add(new(context.ChangeId, kind, context.Other, context.Viewer, (after.Next.Request ?? before.Request)?.Id,
                context.At));
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

    private Page<Listed> Cut(List<Edge> all, PageRequest paging, Func<Relation, DateTimeOffset> time)
    {
        var after = paging.After is { } cursor
            ? all.SkipWhile(edge => (time(edge.Relation), edge.Other).CompareTo((cursor.At, cursor.Other)) >= 0).ToList()
            : all;
        var shown = after.Skip(paging.Offset).Take(paging.Limit).ToList();
        Cursor? next = after.Count > paging.Offset + paging.Limit && shown.Count > 0
            ? new Cursor(time(shown[^1].Relation), shown[^1].Other)
            : null;
        return new([.. shown.Select(Listed)], all.Count, next);
    }

    private Listed Listed(Edge edge) => new(edge, _users[edge.Other]);

    private Standing Standing(UserId owner, Relation before, Relation after, DateTimeOffset at) => new(
        Count(owner) - Core.Counters.Of(before) + Core.Counters.Of(after),
        _changes.Count(change => change.Actor == owner && change.Kind is ChangeKind.RequestSent && change.At.Date == at.Date));

    private Counters Count(UserId owner) =>
        Of(owner).Aggregate(default(Counters), (sum, edge) => sum + Core.Counters.Of(edge.Relation));
}
