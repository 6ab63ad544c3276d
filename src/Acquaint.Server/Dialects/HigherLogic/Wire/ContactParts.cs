using System.ComponentModel;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>What a person tells of themself. Help page: GET Contacts/GetWhoAmI.</summary>
internal sealed record ContactProfile
{
    public string? Certifications { get; init; }
    [Description("What the person writes of themself.")] public string? Description { get; init; }
    public string? Expertise { get; init; }
    public bool ForwardComments { get; init; }
    public bool ForwardCommunityInvitations { get; init; }
    [Description("Always false: no mail is sent.")] public bool ForwardContactRequests { get; init; }
    public bool ForwardMessages { get; init; }
    public string? Groups { get; init; }
    public int ImageHeight { get; init; }
    public int ImageWidth { get; init; }
    public string? Interests { get; init; }
    public bool IsSpeaker { get; init; }
    [Description("For oneself and for administrators; else null.")] public string? NotificationEmailAddress { get; init; }
}

/// <summary>A role in the community. Help page: GET Contacts/GetWhoAmI.</summary>
internal sealed record SecurityGroupConcise(Guid SecurityGroupKey, string SecurityGroupName, bool ProvidesMemberBenefits)
{
    /// <summary>The keys are the same in every community, so that a client may know them by heart.</summary>
    public static SecurityGroupConcise Of(UserRole role) => new(new((int)role + 1, 0, 0, new byte[8]), role.ToString(), true);
}

/// <summary>Answers to a community's own questions; none are kept here. Help page: GET Contacts/GetWhoAmI.</summary>
internal sealed record Demographic(string DemographicType, string[] Values);

/// <summary>A school; none are kept here. Help page: GET Contacts/GetWhoAmI.</summary>
internal sealed record Education
{
    public string? ActivitiesSocieties { get; init; }
    public string? Advisor { get; init; }
    public string? City { get; init; }
    public string? CountryCode { get; init; }
    public string? CountryName { get; init; }
    public string? Degree { get; init; }
    public int DegreeYear { get; init; }
    public string? Dissertation { get; init; }
    public Guid EducationKey { get; init; }
    public string? FieldOfStudy { get; init; }
    public int FromYear { get; init; }
    public bool IsHighestDegreeAttained { get; init; }
    public string? Notes { get; init; }
    public string? SchoolName { get; init; }
    public string? StateCode { get; init; }
    public string? StateName { get; init; }
    public int ToYear { get; init; }
    public DateTime UpdatedOn { get; init; }
}

/// <summary>A job; none are kept here. Help page: GET Contacts/GetWhoAmI.</summary>
internal sealed record WorkExperience
{
    public string? Country { get; init; }
    public string? Description { get; init; }
    public DateTime FromDate { get; init; }
    public bool IsPresent { get; init; }
    public bool IsPrimary { get; init; }
    public Guid JobExperienceKey { get; init; }
    public string? OrganizationName { get; init; }
    public int OrganizationSize { get; init; }
    public string? OrganizationUrl { get; init; }
    public string? Place { get; init; }
    public string? State { get; init; }
    public string? Title { get; init; }
    public DateTime ToDate { get; init; }
    public DateTime UpdatedOn { get; init; }
}

/// <summary>A postal address; none are kept here. Help page: GET Contacts/GetWhoAmI.</summary>
internal sealed record Address
{
    public string? Address1 { get; init; }
    public string? Address2 { get; init; }
    public string? Address3 { get; init; }
    public Guid AddressKey { get; init; }
    public string? AddressType { get; init; }
    public string? City { get; init; }
    public string? CityStateCounty { get; init; }
    public string? CityStateCountyCountry { get; init; }
    public Guid ContactKey { get; init; }
    public string? CountryCode { get; init; }
    public string? CountryName { get; init; }
    public string? County { get; init; }
    public string? EmailAddress { get; init; }
    public string? FormattedAddress { get; init; }
    public string? FormattedAddressOneLine { get; init; }
    public string? FormattedAddressText { get; init; }
    public bool IsListCityState { get; init; }
    public bool IsLoggingEnabled { get; init; }
    public bool IsNew { get; init; }
    public bool IsPreferredBill { get; init; }
    public bool IsPreferredList { get; init; }
    public bool IsPreferredMail { get; init; }
    public DateTime ItemCreatedOn { get; init; }
    public string? ItemEntityName { get; init; }
    public string? ItemName { get; init; }
    public Guid ItemOwnerContactKey { get; init; }
    public double Latitude { get; init; }
    public string? LegacyAddressKey { get; init; }
    public double Longitude { get; init; }
    public string? NearText { get; init; }
    public string? Phone1 { get; init; }
    public string? Phone1Type { get; init; }
    public string? Phone2 { get; init; }
    public string? Phone2Type { get; init; }
    public string? Phone3 { get; init; }
    public string? Phone3Type { get; init; }
    public string? Phone4 { get; init; }
    public string? Phone4Type { get; init; }
    public string? PostalCode { get; init; }
    public string? Region { get; init; }
    public string? StateProvinceCode { get; init; }
    public Guid TimeZoneKey { get; init; }
    public string? Town { get; init; }
    public string? TownOrCity { get; init; }
}
