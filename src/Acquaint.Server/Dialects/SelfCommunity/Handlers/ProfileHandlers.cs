using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Changing what people tell of themselves, and deleting them. Oneself, or an administrator.</summary>
internal static class ProfileHandlers
{
    public static async Task<Results<JsonHttpResult<UserWire>, Fault>> Patch(
        HttpContext http, long id, People people, Connections connections, CancellationToken stop)
    {
        if (await WhyNot(http, new(id), people, stop) is { } forbidden)
            return forbidden;
        if (http.Request.HasFormContentType && http.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return Refusals.NoUpload();
        if (await Form.Read(http) is not { } form)
            return Refusals.NoObject();
        if (ProfileFields.FaultIn(form, out var change) is { } fault)
            return fault;
        var saved = await people.Save(http.Community(), new(id), change, stop);
        if (saved.Taken is not null)
            return Refusals.Invalid("username", "unique", "Somebody has this username.");
        return saved.User is null
            ? Refusals.Refused(Refusal.NoSuchUser)
            : await UserHandlers.Shown(http, saved.User, connections, stop);
    }

    /// <summary>Without <c>hard</c> the row keeps its profile; with it, nothing that tells who it was.</summary>
    public static async Task<Results<NoContent, Fault>> Delete(HttpContext http, long id, People people, CancellationToken stop)
    {
        if (id != http.Viewer().Id.Value && !http.Viewer().IsAdmin)
            return Refusals.NotYours();
        if (HardnessOf(http.Request.Query["hard"].LastOrDefault()) is not { } hard)
            return Refusals.Invalid("hard", "invalid", "Send 1 to delete for good, or nothing.");
        if (await people.FindAnyhow(http.Community(), new(id), stop) is not { IsPurged: false } user)
            return Refusals.Refused(Refusal.NoSuchUser);
        if (user.IsDeleted && !hard)
            return Refusals.DeletedAlready();
        await people.Delete(http.Community(), user.Id, hard, stop);
        return TypedResults.NoContent();
    }

    /// <summary>One whom a moderator blocked may not change how others see them; an administrator may.</summary>
    private static async Task<Fault?> WhyNot(HttpContext http, UserId owner, People people, CancellationToken stop)
    {
        var viewer = http.Viewer();
        if (owner != viewer.Id && !viewer.IsAdmin)
            return Refusals.NotYours();
        if (await people.Find(http.Community(), owner, stop) is not { } user)
            return Refusals.Refused(Refusal.NoSuchUser);
        return user.Status is UserStatus.Suspended && !viewer.IsAdmin ? Refusals.Refused(Refusal.Suspended) : null;
    }

    private static bool? HardnessOf(string? argument) => argument?.ToLowerInvariant() switch
    {
        null or "" or "0" or "false" => false,
        "1" or "true" => true,
        _ => null,
    };
}
