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
internal sealed record Education(
    string? ActivitiesSocieties, string? Advisor, string? City, string? CountryCode, string? CountryName, string? Degree, int DegreeYear,
    string? Dissertation, Guid EducationKey, string? FieldOfStudy, int FromYear, bool IsHighestDegreeAttained, string? Notes,
    string? SchoolName, string? StateCode, string? StateName, int ToYear, DateTime UpdatedOn);

/// <summary>A job; none are kept here. Help page: GET Contacts/GetWhoAmI.</summary>
internal sealed record WorkExperience(
    string? Country, string? Description, DateTime FromDate, bool IsPresent, bool IsPrimary, Guid JobExperienceKey,
    string? OrganizationName, int OrganizationSize, string? OrganizationUrl, string? Place, string? State, string? Title, DateTime ToDate,
    DateTime UpdatedOn);

/// <summary>A postal address; none are kept here. Help page: GET Contacts/GetWhoAmI.</summary>
internal sealed record Address(
    string? Address1, string? Address2, string? Address3, Guid AddressKey, string? AddressType, string? City, string? CityStateCounty,
    string? CityStateCountyCountry, Guid ContactKey, string? CountryCode, string? CountryName, string? County, string? EmailAddress,
    string? FormattedAddress, string? FormattedAddressOneLine, string? FormattedAddressText, bool IsListCityState, bool IsLoggingEnabled,
    bool IsNew, bool IsPreferredBill, bool IsPreferredList, bool IsPreferredMail, DateTime ItemCreatedOn, string? ItemEntityName,
    string? ItemName, Guid ItemOwnerContactKey, double Latitude, string? LegacyAddressKey, double Longitude, string? NearText,
    string? Phone1, string? Phone1Type, string? Phone2, string? Phone2Type, string? Phone3, string? Phone3Type, string? Phone4,
    string? Phone4Type, string? PostalCode, string? Region, string? StateProvinceCode, Guid TimeZoneKey, string? Town, string? TownOrCity);
