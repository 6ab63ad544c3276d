using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// A person. Help page: GET Contacts/GetWhoAmI. The order of the members is that of v2.0's JSON; v1.0's differs
/// (<see cref="Json.Write"/>).
/// </summary>
internal record Contact
{
    [Description("Address of the person's page.")] public string? LinkToProfile { get; init; }
    [Description("Address of the small picture.")] public string? PictureUrl { get; init; }
    [Description("Address of the large picture.")] public string? LargePictureUrl { get; init; }
    [Description("The person's key.")] public Guid ContactKey { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    [Description("The name as it is shown.")] public required string DisplayName { get; init; }
    [Description("For oneself and for administrators; else null.")] public string? EmailAddress { get; init; }
    [Description("A for active, I for suspended.")] public required string ContactStatusCode { get; init; }
    public string? PrefixCode { get; init; }
    [Description("When the person's data last changed.")] public DateTime UpdatedOn { get; init; }
    [Description("Not kept: zeros.")] public Guid UpdatedByContactKey { get; init; }
    public string? CompanyName { get; init; }
    public string? CompanyTitle { get; init; }
    public string? SuffixCode { get; init; }
    public string? Designation { get; init; }
    [Description("The integrator's own id for the person.")] public string? LegacyContactKey { get; init; }
    public string? InformalName { get; init; }
    public string? Phone1 { get; init; }
    public string? Phone1Type { get; init; }
    public string? Phone2 { get; init; }
    public string? Phone2Type { get; init; }
    public string? Phone3 { get; init; }
    public string? Phone3Type { get; init; }
    public string? Phone4 { get; init; }
    public string? Phone4Type { get; init; }
    public string? WebsiteUrl { get; init; }
    [Description("Not kept: zeros.")] public Guid MemberAwardKey { get; init; }
    [Description("Always true.")] public bool IsMember { get; init; }
    [Description("Not kept: null.")] public DateTime? AgreedToTermsDateTime { get; init; }
    public string? MemberId { get; init; }
    public string? MaidenName { get; init; }
    [Description("The group of the person's role.")] public Guid PrimarySecurityGroupKey { get; init; }
    public string? MiddleName { get; init; }
    [Description("The person is a company.")] public bool IsCompany { get; init; }
    public string? CompanyLegacyContactKey { get; init; }
    public bool AMSDirectoryOptOut { get; init; }
    public bool HLDirectoryOptOut { get; init; }
    [Description("Always false.")] public bool HLContactMeOptOut { get; init; }
    public bool IsBlogger { get; init; }
    [Description("Not kept: empty.")] public Education[] EducationEntries { get; init; } = [];
    [Description("Not kept: empty.")] public WorkExperience[] WorkHistory { get; init; } = [];
    public required ContactProfile Profile { get; init; }
    [Description("Not kept: empty.")] public Address[] Addresses { get; init; } = [];
    [Description("Open requests to the person; only for oneself, and only where a single contact is told of.")]
    public int UnreadMessageCount { get; init; }
    public string? LinkToVolunteerProfile { get; init; }
    [Description("Not kept: empty.")] public Demographic[] Demographics { get; init; } = [];
    [Description("The group of the person's role; null unless asked for.")] public SecurityGroupConcise[]? SecurityGroups { get; init; }

    /// <summary>The person as the viewer may see them: addresses of e-mail are for oneself and for administrators.</summary>
    public static Contact Of(Viewer viewer, User user)
    {
        var (name, profile) = (ContactName.Of(user), user.Profile);
        var email = viewer.MaySeeEmailOf(user) ? user.Email : null;
        return new()
        {
            LinkToProfile = profile.ProfileUrl,
            PictureUrl = profile.AvatarUrl ?? profile.LargeAvatarUrl,
            LargePictureUrl = profile.LargeAvatarUrl ?? profile.AvatarUrl,
            ContactKey = user.Key.Value,
            FirstName = name.First,
            LastName = name.Last,
            DisplayName = name.Shown,
            EmailAddress = email,
            ContactStatusCode = ContactStatus.Of(user),
            UpdatedOn = user.UpdatedAt.UtcDateTime,
            CompanyName = profile.CompanyName,
            CompanyTitle = profile.CompanyTitle,
            LegacyContactKey = user.ExternalId,
            WebsiteUrl = profile.Website,
            IsMember = true,
            PrimarySecurityGroupKey = SecurityGroupConcise.Of(user.Role).SecurityGroupKey,
            IsCompany = profile.IsCompany,
            Profile = new() { Description = profile.Description ?? profile.Bio, NotificationEmailAddress = email },
        };
    }
}

/// <summary>
/// A person in short: some members of a contact, in the order of the JSON in both versions. Help page: GET Federation/GetContact.
/// </summary>
internal sealed record ContactConcise : Contact
{
    /// <summary>What is written of it.</summary>
    public static readonly string[] Members =
    [
        nameof(LinkToProfile), nameof(PictureUrl), nameof(ContactKey), nameof(FirstName), nameof(LastName), nameof(DisplayName),
        nameof(EmailAddress), nameof(ContactStatusCode), nameof(PrefixCode), nameof(UpdatedOn), nameof(UpdatedByContactKey),
        nameof(CompanyName), nameof(CompanyTitle), nameof(SuffixCode), nameof(Designation), nameof(LegacyContactKey),
        nameof(InformalName), nameof(MiddleName), nameof(IsCompany), nameof(CompanyLegacyContactKey), nameof(AMSDirectoryOptOut),
        nameof(HLDirectoryOptOut), nameof(HLContactMeOptOut), nameof(LargePictureUrl),
    ];

    [SetsRequiredMembers]
    private ContactConcise(Contact whole)
        : base(whole)
    {
    }

    public static ContactConcise Of(Contact whole) => new(whole);
}

/// <summary>A page of contacts. Help page: GET Contacts/GetMyContactsPage.</summary>
internal sealed record PaginatedContacts(
    [property: Description("At most as many as were asked for.")] Contact[] Contacts,
    [property: Description("There are more in the direction that was asked for.")] bool HasMore,
    [property: Description("Where the next page is, relative to this server; null at the end.")] string? Next,
    [property: Description("Where the page before is; null at the beginning.")] string? Previous);

/// <summary>A person whom a text could mention. Help page: POST Contacts/SearchContactsForMentions.</summary>
internal sealed record ContactMentionSearchResult(
    string? LinkToProfile, string? PictureUrl, Guid ContactKey, string DisplayName, string? EmailAddress, bool IsMentionable,
    [property: Description("HTML that mentions the person in a text.")] string ContactMentionMarkup);

/// <summary>One letter each: active, or inactive (suspended here).</summary>
internal static class ContactStatus
{
    public const string Active = "A";
    public const string Inactive = "I";

    public static string Of(User user) => user.Status is UserStatus.Active ? Active : Inactive;
    public static bool MaySeeEmailOf(this Viewer viewer, User user) => viewer.IsAdmin || viewer.Id == user.Id;
}
