using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What moderators do about people: block (the core's word is suspend), approve again, delete.</summary>
internal static class ModerationHandlers
{
    public static async Task<Results<NoContent, Fault>> Patch(HttpContext http, long id, People people, CancellationToken stop)
    {
        if (http.Viewer().Role is not (UserRole.Moderator or UserRole.Admin))
            return Refusals.NotYours();
        if (await Form.Read(http) is not { } form)
            return Refusals.NoObject();
        if (FaultIn(form, out var status) is { } fault)
            return fault;
        return await WhyNot(http, new(id), status, people, stop) is { } forbidden
            ? forbidden
            : await Become(http.Community(), new(id), status, people, stop);
    }

    /// <summary>A block for some days is refused rather than made one for good, or one that nobody ends.</summary>
    private static Fault? FaultIn(ILookup<string, JsonElement> form, out string status)
    {
        status = Body.TryText(form["status"].LastOrDefault(), out var text) ? text : "";
        if (status is not ("a" or "b" or "d" or "u"))
            return Refusals.Invalid("status", "invalid_choice", "Send a, b, d or u.");
        var isForDays = form["days_blocked"].Any(days => days.ValueKind is not JsonValueKind.Null);
        return isForDays ? Refusals.Invalid("days_blocked", "unsupported", "A block has no end but another status.") : null;
    }

    /// <summary>Moderators can't act on those who are above them or their equals, nor on themselves, nor delete anybody.</summary>
    private static async Task<Fault?> WhyNot(HttpContext http, UserId id, string status, People people, CancellationToken stop)
    {
        var viewer = http.Viewer();
        if (id == viewer.Id)
            return Refusals.Refused(Refusal.Yourself);
        if (await people.FindAnyhow(http.Community(), id, stop) is not { IsPurged: false } user)
            return Refusals.Refused(Refusal.NoSuchUser);
        var isMore = user.Role is UserRole.Moderator or UserRole.Admin || status is "d" or "u";
        if (isMore && !viewer.IsAdmin)
            return Refusals.NotYours();
        return user.IsDeleted && status is not "u" ? Refusals.DeletedAlready() : null;
    }

    private static async Task<Results<NoContent, Fault>> Become(
        Community community, UserId id, string status, People people, CancellationToken stop)
    {
        var done = status switch
        {
            "a" => await people.Reinstate(community, id, stop) is not null,
            "b" => await people.Suspend(community, id, stop) is not null,
            _ => await people.Delete(community, id, hard: status is "u", stop),
        };
        return done ? TypedResults.NoContent() : Refusals.Refused(Refusal.NoSuchUser);
    }
}
