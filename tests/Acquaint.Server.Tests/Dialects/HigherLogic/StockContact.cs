#pragma warning disable IDE0130 // the namespace is the contract: a stock client has its class here
namespace HigherLogic.API.Models.Enterprise;
#pragma warning restore IDE0130

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class Contact
{
    public string? LinkToProfile { get; set; }
    public string? PictureUrl { get; set; }
    public string? LargePictureUrl { get; set; }
    public Guid ContactKey { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? DisplayName { get; set; }
    public string? EmailAddress { get; set; }
    public string? ContactStatusCode { get; set; }
    public string? PrefixCode { get; set; }
    public DateTime UpdatedOn { get; set; }
    public Guid UpdatedByContactKey { get; set; }
    public string? CompanyName { get; set; }
    public string? CompanyTitle { get; set; }
    public string? SuffixCode { get; set; }
    public string? Designation { get; set; }
    public string? LegacyContactKey { get; set; }
    public string? InformalName { get; set; }
    public string? Phone1 { get; set; }
    public string? Phone1Type { get; set; }
    public string? Phone2 { get; set; }
    public string? Phone2Type { get; set; }
    public string? Phone3 { get; set; }
    public string? Phone3Type { get; set; }
    public string? Phone4 { get; set; }
    public string? Phone4Type { get; set; }
    public string? WebsiteUrl { get; set; }
    public Guid MemberAwardKey { get; set; }
    public bool IsMember { get; set; }
    public DateTime? AgreedToTermsDateTime { get; set; }
    public string? MemberId { get; set; }
    public string? MaidenName { get; set; }
    public Guid PrimarySecurityGroupKey { get; set; }
    public string? MiddleName { get; set; }
    public bool IsCompany { get; set; }
    public string? CompanyLegacyContactKey { get; set; }
    public bool AMSDirectoryOptOut { get; set; }
    public bool HLDirectoryOptOut { get; set; }
    public bool HLContactMeOptOut { get; set; }
    public bool IsBlogger { get; set; }
    public List<Education>? EducationEntries { get; set; }
    public List<WorkExperience>? WorkHistory { get; set; }
    public ContactProfile? Profile { get; set; }
    public List<Address>? Addresses { get; set; }
    public int UnreadMessageCount { get; set; }
    public string? LinkToVolunteerProfile { get; set; }
    public List<Demographic>? Demographics { get; set; }
    public List<SecurityGroup.SecurityGroupConcise>? SecurityGroups { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class ContactConcise
{
    public string? LinkToProfile { get; set; }
    public string? PictureUrl { get; set; }
    public Guid ContactKey { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? DisplayName { get; set; }
    public string? EmailAddress { get; set; }
    public string? ContactStatusCode { get; set; }
    public string? PrefixCode { get; set; }
    public DateTime UpdatedOn { get; set; }
    public Guid UpdatedByContactKey { get; set; }
    public string? CompanyName { get; set; }
    public string? CompanyTitle { get; set; }
    public string? SuffixCode { get; set; }
    public string? Designation { get; set; }
    public string? LegacyContactKey { get; set; }
    public string? InformalName { get; set; }
    public string? MiddleName { get; set; }
    public bool IsCompany { get; set; }
    public string? CompanyLegacyContactKey { get; set; }
    public bool AMSDirectoryOptOut { get; set; }
    public bool HLDirectoryOptOut { get; set; }
    public bool HLContactMeOptOut { get; set; }
    public string? LargePictureUrl { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class ContactProfile
{
    public string? Certifications { get; set; }
    public string? Description { get; set; }
    public string? Expertise { get; set; }
    public bool ForwardComments { get; set; }
    public bool ForwardCommunityInvitations { get; set; }
    public bool ForwardContactRequests { get; set; }
    public bool ForwardMessages { get; set; }
    public string? Groups { get; set; }
    public int ImageHeight { get; set; }
    public int ImageWidth { get; set; }
    public string? Interests { get; set; }
    public bool IsSpeaker { get; set; }
    public string? NotificationEmailAddress { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class Education
{
    public string? ActivitiesSocieties { get; set; }
    public string? Advisor { get; set; }
    public string? City { get; set; }
    public string? CountryCode { get; set; }
    public string? CountryName { get; set; }
    public string? Degree { get; set; }
    public int DegreeYear { get; set; }
    public string? Dissertation { get; set; }
    public Guid EducationKey { get; set; }
    public string? FieldOfStudy { get; set; }
    public int FromYear { get; set; }
    public bool IsHighestDegreeAttained { get; set; }
    public string? Notes { get; set; }
    public string? SchoolName { get; set; }
    public string? StateCode { get; set; }
    public string? StateName { get; set; }
    public int ToYear { get; set; }
    public DateTime UpdatedOn { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class WorkExperience
{
    public string? Country { get; set; }
    public string? Description { get; set; }
    public DateTime FromDate { get; set; }
    public bool IsPresent { get; set; }
    public bool IsPrimary { get; set; }
    public Guid JobExperienceKey { get; set; }
    public string? OrganizationName { get; set; }
    public int OrganizationSize { get; set; }
    public string? OrganizationUrl { get; set; }
    public string? Place { get; set; }
    public string? State { get; set; }
    public string? Title { get; set; }
    public DateTime ToDate { get; set; }
    public DateTime UpdatedOn { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class Address
{
    public string? Address1 { get; set; }
    public string? Address2 { get; set; }
    public string? Address3 { get; set; }
    public Guid AddressKey { get; set; }
    public string? AddressType { get; set; }
    public string? City { get; set; }
    public string? CityStateCounty { get; set; }
    public string? CityStateCountyCountry { get; set; }
    public Guid ContactKey { get; set; }
    public string? CountryCode { get; set; }
    public string? CountryName { get; set; }
    public string? County { get; set; }
    public string? EmailAddress { get; set; }
    public string? FormattedAddress { get; set; }
    public string? FormattedAddressOneLine { get; set; }
    public string? FormattedAddressText { get; set; }
    public bool IsListCityState { get; set; }
    public bool IsLoggingEnabled { get; set; }
    public bool IsNew { get; set; }
    public bool IsPreferredBill { get; set; }
    public bool IsPreferredList { get; set; }
    public bool IsPreferredMail { get; set; }
    public DateTime ItemCreatedOn { get; set; }
    public string? ItemEntityName { get; set; }
    public string? ItemName { get; set; }
    public Guid ItemOwnerContactKey { get; set; }
    public double Latitude { get; set; }
    public string? LegacyAddressKey { get; set; }
    public double Longitude { get; set; }
    public string? NearText { get; set; }
    public string? Phone1 { get; set; }
    public string? Phone1Type { get; set; }
    public string? Phone2 { get; set; }
    public string? Phone2Type { get; set; }
    public string? Phone3 { get; set; }
    public string? Phone3Type { get; set; }
    public string? Phone4 { get; set; }
    public string? Phone4Type { get; set; }
    public string? PostalCode { get; set; }
    public string? Region { get; set; }
    public string? StateProvinceCode { get; set; }
    public Guid TimeZoneKey { get; set; }
    public string? Town { get; set; }
    public string? TownOrCity { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class PaginatedContacts
{
    public List<Contact>? Contacts { get; set; }
    public bool HasMore { get; set; }
    public string? Next { get; set; }
    public string? Previous { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class ContactMentionSearchResult
{
    public string? LinkToProfile { get; set; }
    public string? PictureUrl { get; set; }
    public Guid ContactKey { get; set; }
    public string? DisplayName { get; set; }
    public string? EmailAddress { get; set; }
    public bool IsMentionable { get; set; }
    public string? ContactMentionMarkup { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class Demographic
{
    public string? DemographicType { get; set; }
    public List<string>? Values { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class TenantDetail
{
    public Guid TenantKey { get; set; }
    public string? FullName { get; set; }
    public string? ShortName { get; set; }
    public string? HomePage { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class TenantInfo
{
    public Guid IAMKey { get; set; }
    public string? TenantShortName { get; set; }
    public string? TenantCode { get; set; }
    public string? DomainUrl { get; set; }
    public string? DomainLoginUrl { get; set; }
}
