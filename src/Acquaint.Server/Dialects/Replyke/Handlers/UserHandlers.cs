using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Looking at people, which anybody may, and changing them, which they and service keys may.</summary>
internal static class UserHandlers
{
    private const int Suggestions = 5;
    private static readonly string[] s_texts = ["name", "username", "avatar", "bio"];
    private static readonly string[] s_objects = ["metadata", "secureMetadata"];

    public static void Map(IEndpointRouteBuilder project)
    {
        project.MapGet("/users/by-foreign-id", FindByForeignId).AllowAnonymous().Limited(100)
            .Documented(PeopleDocs.FindByForeignId);
        project.MapGet("/users/suggestions", Suggest).AllowAnonymous().Limited(100)
            .Documented(PeopleDocs.Suggest);
        project.MapGet("/users/check-username", CheckUsername).AllowAnonymous().Limited(100)
            .Documented(PeopleDocs.CheckUsername);
        project.MapGet("/users/{userId}", Find).AllowAnonymous().Limited(100).Documented(PeopleDocs.Find);
        project.MapPatch("/users/{userId}", Update).WithMetadata(new ServiceMayActAlone()).Limited(50)
            .Documented(PeopleDocs.Update);
    }

    private static async Task<Results<JsonHttpResult<PublicUser>, Fault>> FindByForeignId(
        HttpContext http, People people, AccountService accounts, Ids ids, CancellationToken stop)
    {
        var foreignId = http.Request.Query["foreignId"].ToString();
        if (foreignId.Length is 0 or > Limits.HandleLength || !Text.IsStorable(foreignId))
            return Faults.InvalidIdentifier;
        var handle = new Handle(http.Community().Id, HandleKind.ExternalId, foreignId);
        if (await people.Reach(http.ViewerOrNull(), handle, stop) is { } known)
            return Answer.Json(PublicUser.Of(known));
        if (!http.IsService() || http.Request.Query["createIfNotFound"] != "true")
            return Faults.NoSuchUser;
        if (InQuery(http.Request.Query) is not { } told)
            return Faults.Invalid("user", "metadata");
        var account = UserForm.NewAccount(told, SignInHandlers.NewUsername(ids)) with { Email = null, ExternalId = foreignId };
        if (told.WrongField is { } wrong)
            return Faults.Invalid("user", wrong);
        var opened = await accounts.Open(http.Community(), account, stop);
        if (opened.User is { } added)
            return Answer.Json(PublicUser.Of(added), StatusCodes.Status201Created);
        // Asked for twice at the same moment: the other call has added them.
        return await people.Find(handle, stop) is { } theirs
            ? Answer.Json(PublicUser.Of(theirs))
            : Refused.Account("user", opened.Fault!.Value);
    }

    private static async Task<Results<JsonHttpResult<PublicUser[]>, Fault>> Suggest(
        HttpContext http, People people, CancellationToken stop)
    {
        var query = http.Request.Query["query"].ToString().Trim();
        if (query.Length is 0 or > Limits.HandleLength || !Text.IsStorable(query))
            return Faults.InvalidQuery;
        var found = await people.Search(
            http.Community(), http.ViewerOrNull(), new PeopleQuery { Username = query }, new PageRequest(Suggestions), stop);
        return Answer.Json<PublicUser[]>([.. found.Items.Select(PublicUser.Of)]);
    }

    private static async Task<Results<JsonHttpResult<AvailabilityBody>, Fault>> CheckUsername(
        HttpContext http, People people, CancellationToken stop)
    {
        var username = http.Request.Query["username"].ToString();
        if (username.Length is 0 or > Limits.HandleLength || !Text.IsStorable(username))
            return Faults.InvalidUsername;
        var allowed = !username.Contains('@', StringComparison.Ordinal) && !username.Any(char.IsWhiteSpace);
        var taken = allowed && await people.Find(new Handle(http.Community().Id, HandleKind.Username, username), stop) is not null;
        return Answer.Json(new AvailabilityBody(allowed && !taken));
    }

    private static async Task<Results<JsonHttpResult<PublicUser>, Fault>> Find(
        string userId, HttpContext http, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidUserIdOfUser;
        var user = await people.Reach(http.Community(), http.ViewerOrNull(), new UserKey(key), stop);
        return user is null ? Faults.NoSuchUser : Answer.Json(PublicUser.Of(user));
    }

    private static async Task<Results<JsonHttpResult<SignedInUser>, Fault>> Update(
        string userId, HttpContext http, People people, AccountService accounts, TimeProvider clock)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Faults.InvalidUserIdOfUser;
        if (!http.IsService() && http.Viewer().Key.Value != key)
            return Faults.NotAuthorized;
        if (await people.Find(http.Community(), new UserKey(key), http.RequestAborted) is not { } user)
            return Faults.NoSuchUser;
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        if (body.Object("update") is not { } update)
            return Faults.MissingUserData;
        UserForm.Apply(update, user);
        if (update.WrongField is null && UserForm.RemovesUsername(update))
            update.Refuse("username");
        if (update.WrongField is { } wrong)
            return Faults.Invalid("user", wrong);
        var changed = await accounts.Change(http.Community(), user, one => UserForm.Apply(update, one), http.RequestAborted);
        return changed.User is { } now
            ? Answer.Json(SignedInUser.Of(now, clock.Now()))
            : Refused.Account("user", changed.Fault!.Value);
    }

    /// <summary>What a query tells of a new person, as a body would; null when its JSON is malformed.</summary>
    private static RequestBody? InQuery(IQueryCollection query)
    {
        var told = new JsonObject();
        foreach (var name in s_texts.Where(query.ContainsKey))
            told[name] = query[name].ToString();
        foreach (var name in s_objects.Where(query.ContainsKey))
        {
            if (Body.Parse(System.Text.Encoding.UTF8.GetBytes(query[name].ToString())) is not { ValueKind: JsonValueKind.Object } json)
                return null;
            told[name] = JsonObject.Create(json);
        }

        return RequestBody.Of(JsonSerializer.SerializeToElement(told));
    }
}
