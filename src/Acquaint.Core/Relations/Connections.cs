namespace Acquaint.Core;

/// <summary>The use cases of connections. Every dialect calls these and only spells the answers.</summary>
public sealed class Connections(IStore store, TimeProvider clock, Ids ids)
{
    /// <summary>Tries an action on another person.</summary>
    public Task<Transition> Act(Viewer viewer, UserId other, RelationCommand command, CancellationToken stop)
    {
        command = command with { NewId = new(ids.Next()) };
        return Act(viewer, other, null, _ => command, stop);
    }

    /// <summary>Tries an action on an open request that the viewer knows by its id. A stranger to it gets NoSuchRequest.</summary>
    public Task<Transition> Act(Viewer viewer, RequestId request, RelationAction action, CancellationToken stop) =>
        Act(viewer, default, request, _ => new(action, Of: request, OpenOnly: true), stop);

    /// <summary>
    /// Ends whatever there is with the other: withdraws, declines, disconnects, or discards what the viewer declined, as the tie is when
    /// the call comes in. If it becomes another one meanwhile, nothing is done: to take a request back is not to end the connection it
    /// has just become.
    /// </summary>
    public async Task<Transition> End(Viewer viewer, UserId other, CancellationToken stop)
    {
        var seen = await store.Relation(viewer.Id, other, stop);
        return await Act(viewer, other, new(EndingOf(seen.Tie), Of: seen.Request?.Id, OpenOnly: true), stop);
    }

    /// <summary>As by user, but an open request is only taken back, never declined.</summary>
    public Task<Transition> End(Viewer viewer, RequestId request, CancellationToken stop)
    {
        RelationAction? chosen = null;
        return Act(viewer, default, request, Choose, stop);

        // Asked again, after somebody was faster, it is the same action still.
        RelationCommand Choose(Relation seen) =>
            new(chosen ??= seen.Tie is Tie.Received ? RelationAction.Withdraw : EndingOf(seen.Tie), Of: request, OpenOnly: true);
    }

    /// <summary>Blocks the other, or unblocks them if the viewer blocks them: which, is decided where nobody can come between.</summary>
    public Task<Transition> ToggleBlock(Viewer viewer, UserId other, CancellationToken stop) => Act(
        viewer,
        other,
        null,
        relation => new(relation.IBlockedAt is null ? RelationAction.Block : RelationAction.Unblock),
        stop);

    /// <summary>The viewer's relation to another person; null when the community has none such, or they block the viewer.</summary>
    public async Task<Relation?> See(Viewer viewer, UserId other, CancellationToken stop) =>
        await Between(viewer, other, stop) is { ViewerIsBlocked: false } relation ? relation : null;

    /// <summary>The same for somebody whom the viewer knows by key.</summary>
    public async Task<Relation?> See(Viewer viewer, UserKey other, CancellationToken stop) =>
        await store.Find(viewer.Id, Handle.Of(viewer.Community.Id, other), stop) is { Relation: { ViewerIsBlocked: false } relation }
            ? relation
            : null;

    /// <summary>
    /// The viewer's relation to each of the others; <see cref="Relation.Blank"/> for strangers, for nobody, and for those who block the
    /// viewer.
    /// </summary>
    public async Task<IReadOnlyDictionary<UserId, Relation>> See(Viewer viewer, IReadOnlyCollection<UserId> others, CancellationToken stop)
    {
        var known = await store.Relations(viewer.Id, others, stop);
        return others.Distinct().ToDictionary(
            other => other,
            other => known.GetValueOrDefault(other) is { ViewerIsBlocked: false } relation ? relation : Relation.Blank);
    }

    /// <summary>
    /// Whether the other blocks the viewer; null when the community has no such person. Only for a dialect with a question for just this:
    /// nothing else may tell.
    /// </summary>
    public async Task<bool?> IsBlockedBy(Viewer viewer, UserId other, CancellationToken stop) =>
        await Between(viewer, other, stop) is { } relation ? relation.TheyBlockedAt is not null : null;

    /// <summary>The viewer's own edge with this request or connection; null for a stranger to it.</summary>
    public Task<Edge?> Find(Viewer viewer, RequestId request, CancellationToken stop) => store.Find(viewer.Id, request, stop);

    /// <summary>A page of one of a person's lists.</summary>
    public Task<Page<Listed>> List(UserId owner, EdgeList list, PageRequest paging, CancellationToken stop) =>
        store.List(owner, list, paging, stop);

    /// <summary>
    /// A page, by offset, of a person's connections as the viewer sees them: those in common may be told apart (nobody shares none), and
    /// those who block the viewer are not there.
    /// </summary>
    public async Task<Page<Listed>> List(UserId owner, Viewer? viewer, Mutuality which, PageRequest paging, CancellationToken stop)
    {
        // One's own connections are all in common with oneself.
        var all = viewer is null ? which is not Mutuality.Only : which is not Mutuality.Never;
        if (viewer is not null && viewer.Id != owner)
            return await store.Connections(owner, viewer.Id, which, paging, stop);
        return all ? await store.List(owner, EdgeList.Connected, paging, stop) : new Page<Listed>([], 0, null);
    }

    /// <summary>
    /// A page, by offset, of those of a person's connections that match and the viewer can reach. Looks at the newest
    /// <see cref="Limits.SearchedConnections"/>, and the total counts the matches among them.
    /// </summary>
    public async Task<Page<Listed>> Search(
        UserId owner, Viewer? viewer, ConnectionQuery query, PageRequest paging, CancellationToken stop)
    {
        var blockers = (viewer is null ? [] : await store.Blockers(viewer.Id, stop)).ToHashSet();
        var found = new List<Listed>();
        var (looked, part) = (0, new PageRequest(Limits.UnpagedList));
        do
        {
            var page = await store.List(owner, EdgeList.Connected, part, stop);
            var reached = page.Items.Where(listed => !blockers.Contains(listed.User.Id)).ToList();
            found.AddRange(reached.Where(listed => query.Matches(listed.User)));
            looked += reached.Count;
            part = part with { After = page.Next };
        }
        while (part.After is not null && looked < Limits.SearchedConnections);
        return new([.. found.Skip(paging.Offset).Take(paging.Limit)], found.Count, Next: null);
    }

    /// <summary>A page of the people whom the viewer blocks, newest block first.</summary>
    public Task<Page<Listed>> Blocked(Viewer viewer, PageRequest paging, CancellationToken stop) => store.Blocked(viewer.Id, paging, stop);

    /// <summary>
    /// A page, by offset, of the people whom the viewer blocks and whom the query finds, newest block first unless it orders them. Looks
    /// at the newest <see cref="Limits.SearchCandidates"/> blocks.
    /// </summary>
    public async Task<Page<User>> Blocked(Viewer viewer, PeopleQuery query, PageRequest paging, CancellationToken stop)
    {
        var blocked = await store.BlockedIds(viewer.Id, Limits.SearchCandidates, stop);
        var people = await store.Find(viewer.Community.Id, blocked, stop);
        var matching = blocked.Where(people.ContainsKey).Select(id => people[id]).Where(query.Matches);
        List<User> found = [.. query.Order is PeopleOrder.Relevance ? matching : query.Sort(matching)];
        return new([.. found.Skip(paging.Offset).Take(paging.Limit)], found.Count, Next: null);
    }

    /// <summary>Whom the viewer blocks, newest block first; no more than <see cref="Limits.BlockedIds"/>.</summary>
    public Task<IReadOnlyList<UserId>> BlockedIds(Viewer viewer, CancellationToken stop) =>
        store.BlockedIds(viewer.Id, Limits.BlockedIds, stop);

    /// <summary>A page, by offset, of the people whom the viewer may know. Whoever declined or was declined is not among them.</summary>
    public Task<Page<Suggestion>> Suggest(Viewer viewer, PageRequest paging, CancellationToken stop) =>
        store.Suggest(viewer.Id, paging, stop);

    /// <summary>The viewer's requests that were accepted within the last <paramref name="age"/>.</summary>
    public Task<IReadOnlyList<Listed>> AcceptedWithin(Viewer viewer, TimeSpan age, int limit, CancellationToken stop)
    {
        var now = clock.Now();
        var since = age > now - DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : now - age;
        return store.AcceptedSince(viewer.Id, since, limit, stop);
    }

    /// <summary>The viewer's own counts.</summary>
    public Task<Counters> Counters(Viewer viewer, CancellationToken stop) => store.Counters(viewer.Id, stop);

    /// <summary>
    /// The counts of several people, as the viewer sees them: whoever blocks the viewer has none and is in nobody's. People without edges
    /// have zeros.
    /// </summary>
    public async Task<IReadOnlyDictionary<UserId, Counters>> Counters(
        Viewer? viewer, IReadOnlyCollection<UserId> owners, CancellationToken stop)
    {
        var known = await store.Counters(viewer?.Id, owners, stop);
        return owners.Distinct().ToDictionary(owner => owner, owner => known.GetValueOrDefault(owner));
    }

    /// <summary>Notes that the viewer saw the other's open request. Nothing pending is no error.</summary>
    public async Task<Refusal?> MarkSeen(Viewer viewer, UserId other, CancellationToken stop)
    {
        if (other == viewer.Id)
            return Refusal.Yourself;
        if (await See(viewer, other, stop) is not { } relation)
            return Refusal.NoSuchUser;
        if (relation.IBlockedAt is not null)
            return Refusal.YouBlockThem;
        await store.MarkSeen(new(viewer.Id, other, clock.Now(), default), stop);
        return null;
    }

    /// <summary>All is decided where it is carried out, so that no suspension and no deletion comes between.</summary>
    /// <param name="request">Names the other, if given.</param>
    private async Task<Transition> Act(
        Viewer viewer, UserId other, RequestId? request, Func<Relation, RelationCommand> choose, CancellationToken stop)
    {
        if (other == viewer.Id)
            return Refuse(Refusal.Yourself);
        var context = new ActionContext(viewer.Id, other, clock.Now(), new(ids.Next()), request);
        return Counted(await store.Act(context, pair => Decide(viewer, pair, choose(pair.Relation), context.At), stop));
    }

    private static Decision Decide(Viewer viewer, Pair pair, RelationCommand command, DateTimeOffset at)
    {
        var (before, people) = pair;
        var (home, rules) = (viewer.Community.Id, viewer.Community.Rules);
        if (people is not null && people.Values.Count(one => one.Community == home && one.Status is not UserStatus.Deleted) < 2)
            return new(new(Relation.Blank, Refusal.NoSuchUser), rules.Quotas);
        // The suspended may still end things, but form none. That somebody is suspended would tell the blocked that they exist.
        var suspended = people is not null && Forms(command.Action) && people.Values.Any(one => one.Status is UserStatus.Suspended);
        return new(
            suspended && !before.ViewerIsBlocked ? new(before, Refusal.Suspended) : RelationRules.Apply(before, command, at, rules),
            people is null ? rules.Quotas : rules.Quotas.For(people[viewer.Id].CreatedAt, at));
    }

    private async Task<Relation?> Between(Viewer viewer, UserId other, CancellationToken stop)
    {
        var user = await store.Find(viewer.Community.Id, other, stop);
        return user is null or { IsDeleted: true } ? null : await store.Relation(viewer.Id, other, stop);
    }

    private static Transition Refuse(Refusal why) => Counted(new(Relation.Blank, why));

    private static Transition Counted(Transition transition)
    {
        Measures.Count(transition);
        return transition;
    }

    private static bool Forms(RelationAction action) => action switch
    {
        RelationAction.Request or RelationAction.RequestOrAccept or RelationAction.Accept or RelationAction.Restore => true,
        RelationAction.Decline or RelationAction.Withdraw or RelationAction.Disconnect or RelationAction.Discard => false,
        RelationAction.Block or RelationAction.Unblock => false,
    };

    private static RelationAction EndingOf(Tie tie) => tie switch
    {
        Tie.Sent or Tie.DeclinedByThem => RelationAction.Withdraw,
        Tie.Received => RelationAction.Decline,
        Tie.DeclinedByMe => RelationAction.Discard,
        Tie.None or Tie.Connected => RelationAction.Disconnect,
    };
}
