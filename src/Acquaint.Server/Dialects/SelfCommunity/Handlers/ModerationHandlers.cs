namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What moderators do about people: block (the core's word is suspend), approve again, delete.</summary>
internal static class ModerationHandlers
{
    public static async Task<Answer> Patch(HttpContext http, long id, People people, CancellationToken stop)
    {
        if (http.Viewer().Role is not (UserRole.Moderator or UserRole.Admin))
            return Refusals.NotYours;
        if (await SentBody.Read(http) is not { } body)
            return Refusals.NoObject;
        if (body.Text("status") is not { } status || status is not ("a" or "b" or "d" or "u"))
            return Refusals.InvalidStatus;
        // A block for some days is refused rather than made one for good, or one that nobody ends.
        if (body.All("days_blocked").Any(days => days.ValueKind is not JsonValueKind.Null))
            return Refusals.Invalid("days_blocked", "unsupported", "A block has no end but another status.");
        if (await WhyNot(http, new(id), status, people, stop) is { } fault)
            return fault;
        var done = status switch
        {
            "a" => await people.Reinstate(http.Community(), new(id), stop) is not null,
            "b" => await people.Suspend(http.Community(), new(id), stop) is not null,
            _ => await people.Delete(http.Community(), new(id), hard: status is "u", stop),
        };
        return done ? Answer.Done : Refusals.NoSuchUser;
    }

    /// <summary>Moderators can't act on those who are above them or their equals, nor on themselves, nor delete anybody.</summary>
    private static async Task<Fault?> WhyNot(HttpContext http, UserId id, string status, People people, CancellationToken stop)
    {
        var viewer = http.Viewer();
        if (id == viewer.Id)
            return Refusals.Of[Refusal.Yourself];
        if (await people.FindAnyhow(http.Community(), id, stop) is not { IsPurged: false } user)
            return Refusals.NoSuchUser;
        var isMore = user.Role is UserRole.Moderator or UserRole.Admin || status is "d" or "u";
        if (isMore && !viewer.IsAdmin)
            return Refusals.NotYours;
        return user.IsDeleted && status is not "u" ? Refusals.DeletedAlready : null;
    }
}
