namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>People, as a caller sees them.</summary>
internal static class UserHandlers
{
    public static async Task<Answer<MeWire>> Me(
        HttpContext http, People people, Connections connections, Notifications notifications, CancellationToken stop)
    {
        // A token outlives its person by at most the time it is remembered.
        if (await people.Find(http.Community(), http.Viewer().Id, stop) is not { } user)
            return Refusals.BadToken;
        var (counters, counts) = (await connections.Counters(http.Viewer(), stop), await notifications.Count(http.Viewer(), stop));
        return new MeWire(user, counters, counts.Unseen);
    }

    public static async Task<Answer<AvatarWire>> MyAvatar(HttpContext http, People people, CancellationToken stop) =>
        await people.Find(http.Community(), http.Viewer().Id, stop) is { } user
            ? new AvatarWire(user.Profile.AvatarUrl)
            : Refusals.BadToken;

    public static async Task<Answer<PermissionWire>> MyPermission(HttpContext http, People people, CancellationToken stop) =>
        await people.Find(http.Community(), http.Viewer().Id, stop) is { } user ? new PermissionWire(user) : Refusals.BadToken;

    public static async Task<Answer<CountersWire>> Counters(
        HttpContext http, long id, People people, Connections connections, CancellationToken stop) =>
        await people.Reach(http.Community(), http.ViewerOrNull(), new UserId(id), stop) is { } user
            ? new CountersWire((await connections.Counters(http.ViewerOrNull(), [user.Id], stop))[user.Id])
            : Refusals.NoSuchUser;

    public static async Task<Answer<UserWire>> One(
        HttpContext http, long id, People people, Connections connections, CancellationToken stop) =>
        await people.Reach(http.Community(), http.ViewerOrNull(), new UserId(id), stop) is { } user
            ? await Shown(http, user, connections, stop)
            : Refusals.NoSuchUser;

    /// <summary>One person, as the caller sees them.</summary>
    public static async Task<UserWire> Shown(HttpContext http, User user, Connections connections, CancellationToken stop)
    {
        var shown = (await Show(connections, http.ViewerOrNull(), [user], stop))[0];
        shown.CanSendPmTo = false;
        return shown;
    }

    /// <summary>The people of a page, in its order, with their counts and how the viewer stands to each.</summary>
    public static Task<IReadOnlyList<UserWire>> Show(
        Connections connections, Viewer? viewer, IReadOnlyList<Listed> listed, CancellationToken stop)
    {
        var users = listed.Select(one => one.User).ToList();
        // One's own list says already how one stands to the people in it.
        return listed.Count > 0 && listed[0].Edge.Owner == viewer?.Id
            ? Show(connections, viewer, users, stop, listed.ToDictionary(one => one.User.Id, one => one.Edge.Relation))
            : Show(connections, viewer, users, stop);
    }

    /// <summary>These people, in their order, with their counts and how the viewer stands to each.</summary>
    /// <param name="known">That, where it is known already.</param>
    public static async Task<IReadOnlyList<UserWire>> Show(
        Connections connections, Viewer? viewer, IReadOnlyList<User> users, CancellationToken stop,
        IReadOnlyDictionary<UserId, Relation>? known = null)
    {
        var ids = users.Select(user => user.Id).Distinct().ToList();
        var counters = await connections.Counters(viewer, ids, stop);
        if (known is null && viewer is not null && ids.Count > 0)
            known = await connections.See(viewer, ids, stop);
        return [.. users.Select(user => new UserWire(user, known?.GetValueOrDefault(user.Id), counters[user.Id]))];
    }
}
