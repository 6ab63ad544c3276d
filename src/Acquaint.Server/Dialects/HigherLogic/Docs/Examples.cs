namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The values that the OpenAPI document and the help pages show.</summary>
internal static class Examples
{
    private static readonly Guid s_ada = new("6f1d2c9e-3b5a-4e7f-9c1d-2a8b4c6d8e01");
    private static readonly Guid s_grace = new("0b7e5a44-8d21-4f3c-a6b9-5c2d7e9f1a02");
    private static readonly Guid s_request = new("0198c1f2-5f3a-7c41-b2d4-93e5a7c8d903");
    private static readonly DateTime s_asked = new DateTime(2026, 3, 29, 8, 8, 50, DateTimeKind.Utc).AddMicroseconds(32_551);

    public static readonly string Token =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2UiOiJoaWdoZXJsb2dpYyJ9.2Pj0b8Jr0qHc1l4m8xw3vT6sK5nZ7aYd9eRfGuIoXy4";

    public static readonly Guid Ada = s_ada;

    public static readonly Guid Request = s_request;

    public static readonly bool[] Done = [true];

    public static readonly Dictionary<Guid, int> Counts = new() { [s_ada] = 2 };

    public static readonly TenantDetail[] Tenants =
        [new(new("0198c1f2-1111-7aaa-8bbb-ccccdddd0001"), "Analysts", "Analysts", "https://community.example.org/")];

    public static readonly TenantInfo Tenant = new(
        new("0198c1f2-2222-7aaa-8bbb-ccccdddd0002"),
        "Analysts",
        "0198c1f2-1111-7aaa-8bbb-ccccdddd0001",
        "https://community.example.org/",
        "https://community.example.org/login");

    public static readonly Friend[] Sent = [RequestOfAda(accepted: null)];

    public static readonly Friend[] Accepted = [RequestOfAda(s_asked.AddHours(5))];

    public static readonly Contact Contact = new()
    {
        LinkToProfile = "https://community.example.org/people/ada",
        PictureUrl = "https://community.example.org/ada-small.png",
        LargePictureUrl = "https://community.example.org/ada.png",
        ContactKey = s_ada,
        FirstName = "Ada",
        LastName = "Lovelace",
        DisplayName = "Ada Lovelace",
        EmailAddress = "ada@example.org",
        ContactStatusCode = ContactStatus.Active,
        UpdatedOn = s_asked,
        CompanyName = "Analytical Engines",
        CompanyTitle = "Programmer",
        LegacyContactKey = "M-1815",
        WebsiteUrl = "https://ada.example.org/",
        IsMember = true,
        PrimarySecurityGroupKey = SecurityGroupConcise.Of(Core.UserRole.Member).SecurityGroupKey,
        Profile = new() { Description = "Notes on the engine.", NotificationEmailAddress = "ada@example.org" },
        UnreadMessageCount = 2,
        SecurityGroups = [SecurityGroupConcise.Of(Core.UserRole.Member)],
    };

    public static readonly ContactConcise Concise = ContactConcise.Of(Contact);

    public static readonly PaginatedContacts Page = new(
        [Contact with { SecurityGroups = null, UnreadMessageCount = 0, EmailAddress = null, Profile = new() }],
        HasMore: true,
        $"/api/v2.0/Contacts/GetMyContactsPage?afterContactKey={s_ada:D}&limit=1",
        Previous: null);

    public static readonly ContactMentionSearchResult[] Mentions =
    [
        new(
            Contact.LinkToProfile,
            Contact.PictureUrl,
            s_ada,
            Contact.DisplayName,
            EmailAddress: null,
            IsMentionable: true,
            SearchHandlers.Markup(Contact)),
    ];

    private static Friend RequestOfAda(DateTime? accepted) => new()
    {
        FirstName = "Grace",
        LastName = "Hopper",
        DisplayName = "Grace Hopper",
        LinkToProfile = "https://community.example.org/people/grace",
        LinkToSmallImage = "https://community.example.org/grace-small.png",
        LinkToLargeImage = "https://community.example.org/grace.png",
        FriendRequestRecordKey = s_request,
        IsActive = true,
        RequestorContactKey = s_ada,
        RequestedByContactKey = s_ada,
        RequesteeContactKey = s_grace,
        InvitedOn = s_asked,
        AcceptedOn = accepted,
        RequestedDate = s_asked,
    };
}
