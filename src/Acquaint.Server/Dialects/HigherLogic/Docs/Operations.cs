namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>What is told of each operation, in the OpenAPI document and on the help pages.</summary>
internal static class Operations
{
    private static readonly Argument s_contactKey = Key("contactKey", "The person's key.", Examples.Ada);

    private static readonly Argument s_recordKey =
        Key("friendRequestRecordKey", "The request's key, as the lists give it.", Examples.Request);

    private static readonly Argument s_groups =
        new("includeSecurityGroups", "Whether to tell the person's roles.", typeof(bool)) { Default = "false" };

    private static readonly Argument s_terms =
        new("searchTerms", "Words, each of which must be a part of one of the person's names.", typeof(string))
        {
            IsRequired = true,
            Example = "ada love",
        };

    private static readonly Argument[] s_listing =
    [
        new("limit", "Rows of a page, 1 to 100; more are cut down.", typeof(int)) { IsExtension = true, Example = "20" },
        new("cursor", "Where to go on: the X-Next-Cursor of the page before.", typeof(string)) { IsExtension = true },
        new("sort", "newest, oldest, or name (last, then first).", typeof(string)) { IsExtension = true, Default = "newest" },
    ];

    public static readonly Operation Login = Open("Login", "Signs a person in by username (or e-mail address) and password.",
        new AuthToken(Examples.Token),
        Fails(400, 401, 413, 415)) with
    {
        Body = Sample(new LoginCredentials("ada", "correct horse")),
    };

    public static readonly Operation GetTenantDetail = Open("GetTenantDetail", "Tells which community lives at an address.",
        Examples.Tenants,
        Fails(400, 404)) with
    {
        Arguments =
        [
            new("communityUrl", "The address of the community's pages, or its host name.", typeof(string))
            {
                IsRequired = true,
                Example = "https://community.example.org/",
            },
        ],
    };

    public static readonly Operation Widget = Open("Widget", "Tells a widget that has a token of which community it is.",
        Examples.Tenant,
        Fails(400, 401, 413, 415)) with
    {
        Body = Sample(new WidgetToken(Examples.Token)),
    };

    public static readonly Operation GetWhoAmI = Open("GetWhoAmI", "Tells who is signed in; null for nobody.",
        Examples.Contact,
        Fails(400)) with
    {
        Arguments = [s_groups],
    };

    public static readonly Operation WhoAmI = GetWhoAmI with { Id = "WhoAmI" };

    public static readonly Operation GetContact = Signed("GetContact",
        "Tells of one person, by contact key or by the integrator's own id; null when there is none.",
        Examples.Contact) with
    {
        Arguments =
        [
            s_contactKey with { IsRequired = false, Description = "The person's key. One of the two keys is required; this one wins." },
            new("legacyContactKey", "The integrator's own id for the person.", typeof(string)) { Example = "M-1815" },
            s_groups,
        ],
    };

    public static readonly Operation GetMyContacts = Signed("GetMyContacts",
        "Lists the caller's connections by last and first name.",
        new[] { Examples.Contact });

    public static readonly Operation GetMyContactsPage = Signed("GetMyContactsPage",
        "Pages through the caller's connections by last and first name.",
        Examples.Page) with
    {
        Arguments =
        [
            new("afterContactKey", "The person after whom the page begins.", typeof(Guid)),
            new("beforeContactKey", "The person before whom the page ends; read when afterContactKey is absent.", typeof(Guid)),
            new("limit", "People of a page, 1 to 100; more are cut down.", typeof(int)) { Default = "100" },
        ],
    };

    public static readonly Operation SearchContacts = Signed("SearchContacts", "Finds people by name.",
        new[] { Examples.Contact }) with
    {
        Arguments =
        [
            s_terms,
            new("searchAllAddresses", "Read, but there are no addresses here.", typeof(bool)) { Default = "true" },
            new("memberStatus", "All, or NonMembers for nobody: everybody here is a member.", typeof(string)) { Default = "All" },
            new("searchOnlyCompanies", "Leaves out people who are no company.", typeof(bool)) { Default = "false" },
            new("overrideOptOut", "Read, but nobody can opt out here.", typeof(bool)) { Default = "false" },
            new("contactStatusCode", "A for active people, I for suspended ones, All for both.", typeof(string)) { Default = "A" },
            new("includeMiddleName", "Read, but there are no middle names here.", typeof(bool)) { Default = "true" },
            new("limitToAcceptedTerms", "Read, but terms are not kept here.", typeof(bool)) { Default = "false" },
            new("includeCurrentContact", "Whether the caller may be among them.", typeof(bool)) { Default = "true" },
        ],
    };

    public static readonly Operation SearchContactsForMessaging = Signed("SearchContactsForMessaging",
        "Finds people by name whom the caller may write to: neither blocks the other.",
        new[] { Examples.Contact }) with
    {
        Arguments = [s_terms],
    };

    public static readonly Operation SearchContactsForMentions = Signed("SearchContactsForMentions",
        "Finds people by name, with the markup that mentions them in a text.",
        Examples.Mentions) with
    {
        Arguments =
        [
            new("searchText", "Three characters at least; fewer find nobody.", typeof(string)) { IsRequired = true, Example = "ada" },
            new("maxCount", "Most people to find, up to 100.", typeof(int)) { Default = "10" },
        ],
    };

    public static readonly Operation GetContactKeyByPrimaryEmail = Signed("GetContactKeyByPrimaryEmail",
        "Tells administrators whose an e-mail address is; null when nobody's.",
        Examples.Ada) with
    {
        Arguments =
        [
            new("emailAddress", "The address, in any letter case.", typeof(string)) { IsRequired = true, Example = "ada@example.org" },
        ],
    };

    public static readonly Operation GetFederatedContact = Signed("GetFederatedContact",
        "Tells of one person in short; null when there is none. Other communities' people are not told of.",
        Examples.Concise) with
    {
        Arguments =
        [
            Key("tenantKey", "The community's key.", Examples.Tenants[0].TenantKey),
            s_contactKey,
        ],
    };

    public static readonly Operation GetPendingReceivedFriendRequests = Signed("GetPendingReceivedFriendRequests",
        "Lists the open requests to the caller.", Examples.Sent) with
    {
        Arguments = s_listing,
    };

    public static readonly Operation GetPendingSentFriendRequests = Signed("GetPendingSentFriendRequests",
        "Lists the open requests by the caller.", Examples.Sent) with
    {
        Arguments = s_listing,
    };

    public static readonly Operation GetAcceptedFriendRequests = Signed("GetAcceptedFriendRequests",
        "Lists the caller's requests that were accepted in the last so many days.", Examples.Accepted) with
    {
        Arguments =
        [
            new("daysBack", "How many days to look back.", typeof(int)) { IsRequired = true, Example = "30" },
            .. s_listing,
        ],
    };

    public static readonly Operation PostFriendRequest = OnContact("PostFriendRequest",
        "Asks a person to connect. If they have asked already, that is a yes.") with
    {
        Arguments =
        [
            s_contactKey,
            new("message", "What to write with the request; other protocols show it.", typeof(string)) { IsExtension = true },
        ],
    };

    public static readonly Operation AcceptFriendRequest = OnRequest("AcceptFriendRequest", "Says yes to a request.");

    public static readonly Operation RejectFriendRequest = OnRequest("RejectFriendRequest", "Says no to a request.");

    public static readonly Operation CancelFriendRequest =
        OnContact("CancelFriendRequest", "Takes back the caller's open request to a person.");

    public static readonly Operation UnFriend = OnContact("UnFriend", "Ends the connection with a person.");

    public static readonly Operation GetUnreadMessageCounts = Signed("GetUnreadMessageCounts",
        "Counts the open requests to the caller, by the caller's contact key.", Examples.Counts);

    /// <summary>A body in both formats, each under its two names.</summary>
    public static Sample Sample(object value)
    {
        var xml = System.Text.Encoding.UTF8.GetString(Xml.Write(value, TimeZoneInfo.Utc));
        return new(value)
        {
            JsonTypes = ["application/json", "text/json"],
            Texts = new Dictionary<string, string> { ["application/xml"] = xml, ["text/xml"] = xml },
        };
    }

    private static Operation OnContact(string id, string summary) =>
        Signed(id, $"{summary} False when a rule says no.", Examples.Done) with { Arguments = [s_contactKey] };

    private static Operation OnRequest(string id, string summary) =>
        Signed(id, $"{summary} False when a rule says no.", Examples.Done) with { Arguments = [s_recordKey] };

    private static Operation Open(string id, string summary, object example, Response[] fails) =>
        new(id, summary) { Answers = [new(200, "Done.", Sample(example)), .. fails] };

    private static Operation Signed(string id, string summary, object example) => Open(id, summary, example, Fails(400, 401, 404));

    private static Argument Key(string name, string description, Guid example) =>
        new(name, description, typeof(Guid)) { IsRequired = true, Example = example.ToString("D") };

    private static Response[] Fails(params int[] statuses) => [.. statuses.Select(status => new Response(
        status,
        status switch
        {
            400 => "An argument or the body is malformed.",
            401 => "Nobody is signed in, or not somebody who may.",
            404 => "A required argument is missing.",
            413 => "The body is too large.",
            _ => "The body is neither JSON nor XML.",
        },
        Sample(Refusals.Example(status))))];
}
