using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>People, as a caller sees them.</summary>
internal static class UserHandlers
{
    public static async Task<Results<JsonHttpResult<MeWire>, Fault>> Me(
        HttpContext http, People people, Connections connections, Notifications notifications, CancellationToken stop)
    {
        // A token outlives its person by at most the time it is remembered.
        if (await people.Find(http.Community(), http.Viewer().Id, stop) is not { } user)
            return Refusals.Unauthorized(http);
        var (counters, counts) = (await connections.Counters(http.Viewer(), stop), await notifications.Count(http.Viewer(), stop));
        return TypedResults.Json(new MeWire(user, counters, counts.Unseen), SelfCommunityJson.Default.MeWire);
    }

    public static async Task<Results<JsonHttpResult<AvatarWire>, Fault>> MyAvatar(
        HttpContext http, People people, CancellationToken stop) =>
        await people.Find(http.Community(), http.Viewer().Id, stop) is { } user
            ? TypedResults.Json(new AvatarWire(user.Profile.AvatarUrl), SelfCommunityJson.Default.AvatarWire)
            : Refusals.Unauthorized(http);

    public static async Task<Results<JsonHttpResult<PermissionWire>, Fault>> MyPermission(
        HttpContext http, People people, CancellationToken stop) =>
        await people.Find(http.Community(), http.Viewer().Id, stop) is { } user
            ? TypedResults.Json(new PermissionWire(user), SelfCommunityJson.Default.PermissionWire)
            : Refusals.Unauthorized(http);

    public static async Task<Results<JsonHttpResult<CountersWire>, Fault>> Counters(
        HttpContext http, long id, People people, Connections connections, CancellationToken stop) =>
        await people.Reach(http.Community(), http.ViewerOrNull(), new UserId(id), stop) is { } user
            ? TypedResults.Json(
                new CountersWire((await connections.Counters(http.ViewerOrNull(), [user.Id], stop))[user.Id]),
                SelfCommunityJson.Default.CountersWire)
            : Refusals.Refused(Refusal.NoSuchUser);

    public static async Task<Results<JsonHttpResult<UserWire>, Fault>> One(
        HttpContext http, long id, People people, Connections connections, CancellationToken stop)
    {
        if (await people.Reach(http.Community(), http.ViewerOrNull(), new UserId(id), stop) is not { } user)
            return Refusals.Refused(Refusal.NoSuchUser);
        return await Shown(http, user, connections, stop);
    }

    /// <summary>One person, as the caller sees them.</summary>
    public static async Task<JsonHttpResult<UserWire>> Shown(
        HttpContext http, User user, Connections connections, CancellationToken stop)
    {
        var shown = (await Show(connections, http.ViewerOrNull(), [user], stop))[0];
        shown.CanSendPmTo = false;
        return TypedResults.Json(shown, SelfCommunityJson.Default.UserWire);
    }

    /// <summary>The people of a page, in its order, with their counts and how the viewer stands to each.</summary>
    public static async Task<IReadOnlyList<UserWire>> Show(
        Connections connections, Viewer? viewer, IReadOnlyList<Listed> listed, CancellationToken stop)
    {
        var ids = listed.Select(one => one.User.Id).ToList();
        var counters = await connections.Counters(viewer, ids, stop);
        var relations = await Relations(connections, viewer, listed, stop);
        return [.. listed.Select(one => new UserWire(one.User, relations.GetValueOrDefault(one.User.Id), counters[one.User.Id]))];
    }

    /// <summary>These people, in their order, with their counts and how the viewer stands to each.</summary>
    public static async Task<IReadOnlyList<UserWire>> Show(
        Connections connections, Viewer? viewer, IReadOnlyList<User> users, CancellationToken stop)
    {
        var ids = users.Select(user => user.Id).Distinct().ToList();
        var counters = await connections.Counters(viewer, ids, stop);
        var relations = viewer is null ? new Dictionary<UserId, Relation>() : await connections.See(viewer, ids, stop);
        return [.. users.Select(user => new UserWire(user, relations.GetValueOrDefault(user.Id), counters[user.Id]))];
    }

    /// <summary>One's own list says already how one stands to the people in it.</summary>
    private static async Task<IReadOnlyDictionary<UserId, Relation>> Relations(
        Connections connections, Viewer? viewer, IReadOnlyList<Listed> listed, CancellationToken stop)
    {
        if (viewer is null || listed.Count == 0)
            return new Dictionary<UserId, Relation>();
        return listed[0].Edge.Owner == viewer.Id
            ? listed.ToDictionary(one => one.User.Id, one => one.Edge.Relation)
            : await connections.See(viewer, [.. listed.Select(one => one.User.Id)], stop);
    }
}
