namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The Contacts controller: people, one's own connections among them, and the one contact operation of Federation.</summary>
internal sealed class ContactHandlers(Connections connections, People people)
{
    private const string AfterKey = "afterContactKey";
    private const string BeforeKey = "beforeContactKey";

    /// <summary>Nobody is told that they are nobody by null, not by an error: pages ask before they offer to sign in.</summary>
    public async Task<Answer<Contact>> GetWhoAmI(HttpContext http, CancellationToken stop)
    {
        var args = new Arguments(http);
        var withGroups = args.Optional<bool>("includeSecurityGroups") is true;
        if (args.Fault is not null)
            return args.Fault;
        if (http.ViewerOrNull() is not { } viewer || await people.Find(viewer.Community, viewer.Id, stop) is not { } me)
            return Nothing.Of<Contact>();
        return await Whole(viewer, me, withGroups, stop);
    }

    public async Task<Answer<Contact>> GetContact(HttpContext http, CancellationToken stop)
    {
        var args = new Arguments(http);
        var (key, legacyKey) = (args.Optional<Guid>("contactKey"), args.Text("legacyContactKey"));
        var withGroups = args.Optional<bool>("includeSecurityGroups") is true;
        if (args.Fault is not null)
            return args.Fault;
        if (key is null && legacyKey is null)
            return Refusals.NoAction(http);
        var viewer = http.Viewer();
        var handle = key is { } known
            ? Handle.Of(viewer.Community.Id, new UserKey(known))
            : new Handle(viewer.Community.Id, HandleKind.ExternalId, legacyKey!);
        return await people.Reach(viewer, handle, stop) is { } found
            ? await Whole(viewer, found, withGroups, stop)
            : Nothing.Of<Contact>();
    }

    /// <summary>Of one's own community only: nothing crosses communities.</summary>
    public async Task<Answer<ContactConcise>> GetFederatedContact(HttpContext http, CancellationToken stop)
    {
        var args = new Arguments(http);
        var (tenant, key) = (args.Required<Guid>("tenantKey"), args.Required<Guid>("contactKey"));
        if (args.Fault is not null)
            return args.Fault;
        var viewer = http.Viewer();
        var isOwn = tenant == viewer.Community.Id.Value || Settings.IsKeyOf(viewer.Community, tenant);
        return isOwn && await people.Reach(viewer.Community, viewer, new UserKey(key), stop) is { } contact
            ? ContactConcise.Of(Contact.Of(viewer, contact))
            : Nothing.Of<ContactConcise>();
    }

    public async Task<Answer<Contact[]>> GetMyContacts(HttpContext http, CancellationToken stop)
    {
        var mine = await Mine(http.Viewer(), stop);
        var shown = mine.Part(0, Limits.UnpagedList).Select(one => one.User);
        return Paging.Contacts(http, shown, mine.IsCut || mine.Count > Limits.UnpagedList);
    }

    public async Task<Answer<PaginatedContacts>> GetMyContactsPage(HttpContext http, CancellationToken stop)
    {
        var args = new Arguments(http);
        var (after, before) = (args.Optional<Guid>(AfterKey), args.Optional<Guid>(BeforeKey));
        var limit = PageSize.Of(http.Community().Rules, args.Count("limit", least: 1), usual: Limits.PageSize);
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

        return Paging.ContactsPage(http, await Mine(viewer, stop), place, isBack: after is null && before is not null, limit);
    }

    public async Task<Answer<Guid>> GetContactKeyByPrimaryEmail(HttpContext http, CancellationToken stop)
    {
        var args = new Arguments(http);
        var email = args.RequiredText("emailAddress");
        if (args.Fault is not null)
            return args.Fault;
        var viewer = http.Viewer();
        if (!viewer.IsAdmin)
            return Refusals.Denied;
        var found = await people.Find(new Handle(viewer.Community.Id, HandleKind.Email, email), stop);
        return found is null ? Nothing.Of<Guid>() : found.Key.Value;
    }

    private async Task<Sorted> Mine(Viewer viewer, CancellationToken stop) => new(
        await Sorted.ReadAll(connections, viewer.Id, EdgeList.Connected, stop),
        row => row.Edge.Relation.Request!.At,
        PlaceOrder.Name);

    /// <summary>With what only single contacts have: the number of what waits for oneself, and the groups when asked for.</summary>
    private async Task<Contact> Whole(Viewer viewer, User user, bool withGroups, CancellationToken stop) => Contact.Of(viewer, user) with
    {
        UnreadMessageCount = viewer.Id == user.Id ? (await connections.Counters(viewer, stop)).Received : 0,
        SecurityGroups = withGroups ? [SecurityGroupConcise.Of(user.Role)] : null,
    };
}
