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
    string? ActivitiesSocieties = default, string? Advisor = default, string? City = default, string? CountryCode = default,
    string? CountryName = default, string? Degree = default, int DegreeYear = default, string? Dissertation = default,
    Guid EducationKey = default, string? FieldOfStudy = default, int FromYear = default, bool IsHighestDegreeAttained = default,
    string? Notes = default, string? SchoolName = default, string? StateCode = default, string? StateName = default, int ToYear = default,
    DateTime UpdatedOn = default);

/// <summary>A job; none are kept here. Help page: GET Contacts/GetWhoAmI.</summary>
internal sealed record WorkExperience(
    string? Country = default, string? Description = default, DateTime FromDate = default, bool IsPresent = default,
    bool IsPrimary = default, Guid JobExperienceKey = default, string? OrganizationName = default, int OrganizationSize = default,
    string? OrganizationUrl = default, string? Place = default, string? State = default, string? Title = default,
    DateTime ToDate = default, DateTime UpdatedOn = default);

/// <summary>A postal address; none are kept here. Help page: GET Contacts/GetWhoAmI.</summary>
internal sealed record Address(
    string? Address1 = default, string? Address2 = default, string? Address3 = default, Guid AddressKey = default,
    string? AddressType = default, string? City = default, string? CityStateCounty = default, string? CityStateCountyCountry = default,
    Guid ContactKey = default, string? CountryCode = default, string? CountryName = default, string? County = default,
    string? EmailAddress = default, string? FormattedAddress = default, string? FormattedAddressOneLine = default,
    string? FormattedAddressText = default, bool IsListCityState = default, bool IsLoggingEnabled = default, bool IsNew = default,
    bool IsPreferredBill = default, bool IsPreferredList = default, bool IsPreferredMail = default, DateTime ItemCreatedOn = default,
    string? ItemEntityName = default, string? ItemName = default, Guid ItemOwnerContactKey = default, double Latitude = default,
    string? LegacyAddressKey = default, double Longitude = default, string? NearText = default, string? Phone1 = default,
    string? Phone1Type = default, string? Phone2 = default, string? Phone2Type = default, string? Phone3 = default,
    string? Phone3Type = default, string? Phone4 = default, string? Phone4Type = default, string? PostalCode = default,
    string? Region = default, string? StateProvinceCode = default, Guid TimeZoneKey = default, string? Town = default,
    string? TownOrCity = default);
