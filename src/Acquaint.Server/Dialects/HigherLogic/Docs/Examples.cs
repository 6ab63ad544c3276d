namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The values that the OpenAPI document and the help pages show.</summary>
internal static class Examples
{
    public static readonly Guid Ada = new("6f1d2c9e-3b5a-4e7f-9c1d-2a8b4c6d8e01");
    public static readonly Guid Request = new("0198c1f2-5f3a-7c41-b2d4-93e5a7c8d903");
    private static readonly Guid s_grace = new("0b7e5a44-8d21-4f3c-a6b9-5c2d7e9f1a02");
    private static readonly DateTime s_asked = new DateTime(2026, 3, 29, 8, 8, 50, DateTimeKind.Utc).AddMicroseconds(32_551);
    public const string Token =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2UiOiJoaWdoZXJsb2dpYyJ9.2Pj0b8Jr0qHc1l4m8xw3vT6sK5nZ7aYd9eRfGuIoXy4";
    public static readonly TenantDetail[] Tenants =
        [new(new("0198c1f2-1111-7aaa-8bbb-ccccdddd0001"), "Analysts", "Analysts", "https://community.example.org/")];

    private static readonly TenantInfo s_tenant = new(
        new("0198c1f2-2222-7aaa-8bbb-ccccdddd0002"),
        "Analysts",
        "0198c1f2-1111-7aaa-8bbb-ccccdddd0001",
        "https://community.example.org/",
        "https://community.example.org/login");

    public static readonly Friend[] Accepted = [RequestOfAda(s_asked.AddHours(5))];

    private static readonly Contact s_contact = new()
    {
        LinkToProfile = "https://community.example.org/people/ada",
        PictureUrl = "https://community.example.org/ada-small.png",
        LargePictureUrl = "https://community.example.org/ada.png",
        ContactKey = Ada,
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
        PrimarySecurityGroupKey = SecurityGroupConcise.Of(UserRole.Member).SecurityGroupKey,
        Profile = new() { Description = "Notes on the engine.", NotificationEmailAddress = "ada@example.org" },
        UnreadMessageCount = 2,
        SecurityGroups = [SecurityGroupConcise.Of(UserRole.Member)],
    };

    private static readonly PaginatedContacts s_page = new(
        [s_contact with { SecurityGroups = null, UnreadMessageCount = 0, EmailAddress = null, Profile = new() }],
        HasMore: true,
        $"/api/v2.0/Contacts/GetMyContactsPage?afterContactKey={Ada:D}&limit=1",
        Previous: null);

    private static readonly ContactMentionSearchResult[] s_mentions = [SearchHandlers.Mention(s_contact) with { EmailAddress = null }];

    /// <summary>One of each type that answers have.</summary>
    public static readonly object[] All =
    [
        s_contact, ContactConcise.Of(s_contact), new[] { s_contact }, s_page, s_mentions, new[] { RequestOfAda(accepted: null) },
        new[] { true }, Ada, new Dictionary<Guid, int> { [Ada] = 2 }, Tenants, s_tenant, new AuthToken(Token),
    ];

    private static Friend RequestOfAda(DateTime? accepted) => new()
    {
        FirstName = "Grace",
        LastName = "Hopper",
        DisplayName = "Grace Hopper",
        LinkToProfile = "https://community.example.org/people/grace",
        LinkToSmallImage = "https://community.example.org/grace-small.png",
        LinkToLargeImage = "https://community.example.org/grace.png",
        FriendRequestRecordKey = Request,
        IsActive = true,
        RequestorContactKey = Ada,
        RequestedByContactKey = Ada,
        RequesteeContactKey = s_grace,
        InvitedOn = s_asked,
        AcceptedOn = accepted,
        RequestedDate = s_asked,
    };
}
