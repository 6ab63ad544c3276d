namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Looking at people, which anybody may, and changing them, which they and service keys may.</summary>
internal static class UserHandlers
{
    private const int Suggestions = 5;
    private static readonly string[] s_texts = ["name", "username", "avatar", "bio"];
    private static readonly string[] s_objects = ["metadata", "secureMetadata"];

    public static async Task<Answer<PublicUser>> FindByForeignId(
        HttpContext http, People people, AccountService accounts, Ids ids, CancellationToken stop)
    {
        var foreignId = http.Request.Query["foreignId"].ToString();
        if (foreignId.Length is 0 or > Limits.HandleLength || !Text.IsStorable(foreignId))
            return Refusals.InvalidIdentifier;
        var handle = new Handle(http.Community().Id, HandleKind.ExternalId, foreignId);
        if (await people.Reach(http.ViewerOrNull(), handle, stop) is { } known)
            return PublicUser.Of(known);
        if (!http.IsService() || http.Request.Query["createIfNotFound"] != "true")
            return Refusals.NoSuchUser;
        var told = RequestBody.OfQuery(http.Request.Query, s_texts, s_objects, Amiss);
        if (s_objects.Any(name => told.Has(name) && told.Json(name).ValueKind is not JsonValueKind.Object))
            return Refusals.Invalid("user", "metadata");
        var account = UserForm.NewAccount(told, SignInHandlers.NewUsername(ids)) with { Email = null, ExternalId = foreignId };
        if (told.Fault is { } fault)
            return fault;
        var opened = await accounts.Open(http.Community(), account, stop);
        if (opened.User is { } added)
            return Answer.Created(PublicUser.Of(added));
        // Asked for twice at the same moment: the other call has added them.
        return await people.Find(handle, stop) is { } theirs ? PublicUser.Of(theirs) : Refusals.Account("user", opened.Fault!.Value);
    }

    public static async Task<Answer<PublicUser[]>> Suggest(HttpContext http, People people, CancellationToken stop)
    {
        var query = http.Request.Query["query"].ToString().Trim();
        if (query.Length is 0 or > Limits.HandleLength || !Text.IsStorable(query))
            return Refusals.InvalidQuery;
        var page = new PageRequest(PageSize.Of(http.Community().Rules, asked: null, usual: Suggestions));
        var found = await people.Search(http.Community(), http.ViewerOrNull(), new PeopleQuery { Username = query }, page, stop);
        return found.Items.Select(PublicUser.Of).ToArray();
    }

    public static async Task<Answer<AvailabilityBody>> CheckUsername(HttpContext http, People people, CancellationToken stop)
    {
        var username = http.Request.Query["username"].ToString();
        if (username.Length is 0 or > Limits.HandleLength || !Text.IsStorable(username))
            return Refusals.InvalidUsername;
        var allowed = !username.Contains('@', StringComparison.Ordinal) && !username.Any(char.IsWhiteSpace);
        var taken = allowed && await people.Find(new Handle(http.Community().Id, HandleKind.Username, username), stop) is not null;
        return new AvailabilityBody(allowed && !taken);
    }

    public static async Task<Answer<PublicUser>> Find(string userId, HttpContext http, People people, CancellationToken stop)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Refusals.InvalidUserIdOfUser;
        var user = await people.Reach(http.Community(), http.ViewerOrNull(), new UserKey(key), stop);
        return user is null ? Refusals.NoSuchUser : PublicUser.Of(user);
    }

    public static async Task<Answer<SignedInUser>> Update(
        string userId, HttpContext http, People people, AccountService accounts, TimeProvider clock)
    {
        if (!Guid.TryParseExact(userId, "D", out var key))
            return Refusals.InvalidUserIdOfUser;
        if (!http.IsService() && http.Viewer().Key.Value != key)
            return Refusals.NotAuthorized;
        if (await people.Find(http.Community(), new UserKey(key), http.RequestAborted) is not { } user)
            return Refusals.NoSuchUser;
        var body = await RequestBody.Read(http, Amiss);
        if (body.Object("update", Amiss) is not { } update)
            return body.Fault ?? Refusals.MissingUserData;
        UserForm.Apply(update, user);
        // Everybody here has a username: it can't be taken away.
        if (update.Has("username") && update.Kept("username", Limits.HandleLength) is null or "")
            update.Refuse<string>("username");
        if (update.Fault is { } amiss)
            return amiss;
        var changed = await accounts.Change(http.Community(), user, one => UserForm.Apply(update, one), http.RequestAborted);
        return changed.User is { } now ? SignedInUser.Of(now, clock.Now()) : Refusals.Account("user", changed.Fault!.Value);
    }

    private static Fault Amiss(Amiss amiss) => Refusals.Invalid("user", amiss.Name);
}
