namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The Contacts controller: people, one's own connections among them, and the one contact operation of Federation.</summary>
internal static class ContactHandlers
{
    private const string AfterKey = "afterContactKey";
    private const string BeforeKey = "beforeContactKey";

    /// <summary>Nobody is told that they are nobody by null, not by an error: pages ask before they offer to sign in.</summary>
    public static async Task<IResult> GetWhoAmI(HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        var args = new Arguments(http);
        var withGroups = args.Flag("includeSecurityGroups", absent: false);
        if (args.Fault is not null)
            return args.Fault;
        if (http.ViewerOrNull() is not { } viewer || await people.Find(viewer.Community, viewer.Id, stop) is not { } me)
            return Answers.NoContact;
        return Answers.Contact(await Whole(viewer, me, withGroups, connections, stop));
    }

    public static async Task<IResult> GetContact(HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        var args = new Arguments(http);
        var (key, legacyKey) = (args.OptionalGuid("contactKey"), args.OptionalText("legacyContactKey"));
        var withGroups = args.Flag("includeSecurityGroups", absent: false);
        if (args.Fault is not null)
            return args.Fault;
        if (key is null && legacyKey is null)
            return Refusals.NoAction(http);
        var viewer = http.Viewer();
        var handle = key is { } known
            ? Handle.Of(viewer.Community.Id, new UserKey(known))
            : new Handle(viewer.Community.Id, HandleKind.ExternalId, legacyKey!);
        return await people.Reach(viewer, handle, stop) is { } found
            ? Answers.Contact(await Whole(viewer, found, withGroups, connections, stop))
            : Answers.NoContact;
    }

    /// <summary>Of one's own community only: nothing crosses communities.</summary>
    public static async Task<IResult> GetFederatedContact(HttpContext http, People people, CancellationToken stop)
    {
        var args = new Arguments(http);
        var (tenant, key) = (args.Guid("tenantKey"), args.Guid("contactKey"));
        if (args.Fault is not null)
            return args.Fault;
        var viewer = http.Viewer();
        var isOwn = tenant == viewer.Community.Id.Value || Settings.IsKeyOf(viewer.Community, tenant);
        return isOwn && await people.Reach(viewer.Community, viewer, new UserKey(key), stop) is { } contact
            ? new Answer(ContactConcise.Of(Contact.Of(viewer, contact)))
            : new Answer(new Nothing(typeof(ContactConcise)));
    }

    public static async Task<IResult> GetMyContacts(HttpContext http, Connections connections, CancellationToken stop)
    {
        var viewer = http.Viewer();
        var mine = await Mine(viewer, connections, stop);
        return Answers.Contacts(
            http,
            mine.Slice(0, Limits.UnpagedList).Select(one => Contact.Of(viewer, one.User)),
            mine.IsCut || mine.Count > Limits.UnpagedList);
    }

    public static async Task<IResult> GetMyContactsPage(HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        var args = new Arguments(http);
        var (after, before) = (args.OptionalGuid(AfterKey), args.OptionalGuid(BeforeKey));
        var limit = args.Limit() ?? Limits.PageSize;
        if (args.Fault is not null)
            return args.Fault;
        var viewer = http.Viewer();
        Place? place = null;
        if ((after ?? before) is { } key)
        {
            if (await people.Reach(viewer.Community, viewer, new UserKey(key), stop) is not { } there)
                return Refusals.BadArgument(after is null ? BeforeKey : AfterKey, typeof(Guid));
            place = Place.Of(there);
        }

        var mine = await Mine(viewer, connections, stop);
        return Answers.ContactsPage(http, mine, new(place, IsBack: after is null && before is not null, limit));
    }

    public static async Task<IResult> GetContactKeyByPrimaryEmail(HttpContext http, People people, CancellationToken stop)
    {
        var args = new Arguments(http);
        var email = args.Text("emailAddress");
        if (args.Fault is not null)
            return args.Fault;
        var viewer = http.Viewer();
        if (!viewer.IsAdmin)
            return Refusals.Denied;
        var found = await people.Find(new Handle(viewer.Community.Id, HandleKind.Email, email), stop);
        return new Answer(found is null ? new Nothing(typeof(Guid)) : found.Key.Value);
    }

    private static async Task<Sorted> Mine(Viewer viewer, Connections connections, CancellationToken stop) => new(
        await Sorted.ReadAll(connections, viewer.Id, EdgeList.Connected, stop),
        row => row.Edge.Relation.Request!.At,
        PlaceOrder.Name);

    /// <summary>With what only single contacts have: the number of what waits for oneself, and the groups when asked for.</summary>
    private static async Task<Contact> Whole(
        Viewer viewer, User user, bool withGroups, Connections connections, CancellationToken stop) => Contact.Of(viewer, user) with
        {
            UnreadMessageCount = viewer.Id == user.Id ? (await connections.Counters(viewer, stop)).Received : 0,
            SecurityGroups = withGroups ? [SecurityGroupConcise.Of(user.Role)] : null,
        };
}
