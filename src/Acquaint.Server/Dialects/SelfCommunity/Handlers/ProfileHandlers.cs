namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Changing what people tell of themselves, and deleting them. Oneself, or an administrator.</summary>
internal static class ProfileHandlers
{
    public static async Task<Answer<UserWire>> Patch(
        HttpContext http, long id, People people, Connections connections, CancellationToken stop)
    {
        if (await WhyNot(http, new(id), people, stop) is { } forbidden)
            return forbidden;
        if (http.Request.HasFormContentType && http.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return Refusals.NoUpload;
        if (await SentBody.Read(http) is not { } body)
            return Refusals.NoObject;
        var change = ProfileFields.Change(body);
        if (body.Fault is { } fault)
            return fault;
        var saved = await people.Save(http.Community(), new(id), change, stop);
        if (saved.Taken is not null)
            return Refusals.Invalid("username", "unique", "Somebody has this username.");
        return saved.User is { } user ? await UserHandlers.Shown(http, user, connections, stop) : Refusals.NoSuchUser;
    }

    /// <summary>Without <c>hard</c> the row keeps its profile; with it, nothing that tells who it was.</summary>
    public static async Task<Answer> Delete(HttpContext http, long id, People people, CancellationToken stop)
    {
        if (id != http.Viewer().Id.Value && !http.Viewer().IsAdmin)
            return Refusals.NotYours;
        var query = Reader.OfQuery(http, _ => Refusals.Invalid("hard", "invalid", "Send 1 to delete for good, or nothing."));
        var hard = query.Flag("hard") ?? false;
        if (query.Fault is { } fault)
            return fault;
        if (await people.FindAnyhow(http.Community(), new(id), stop) is not { IsPurged: false } user)
            return Refusals.NoSuchUser;
        if (user.IsDeleted && !hard)
            return Refusals.DeletedAlready;
        await people.Delete(http.Community(), user.Id, hard, stop);
        return Answer.Done;
    }

    /// <summary>One whom a moderator blocked may not change how others see them; an administrator may.</summary>
    private static async Task<Fault?> WhyNot(HttpContext http, UserId owner, People people, CancellationToken stop)
    {
        var viewer = http.Viewer();
        if (owner != viewer.Id && !viewer.IsAdmin)
            return Refusals.NotYours;
        if (await people.Find(http.Community(), owner, stop) is not { } user)
            return Refusals.NoSuchUser;
        return user.Status is UserStatus.Suspended && !viewer.IsAdmin ? Refusals.Of[Refusal.Suspended] : null;
    }
}
