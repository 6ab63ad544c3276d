#pragma warning disable IDE0130 // the namespace is the contract: a stock client has its class here
namespace HigherLogic.API.Models.Enterprise;
#pragma warning restore IDE0130

/// <summary>The model as a client declares it for a stock DataContractSerializer: no attributes, names and namespace say it all.</summary>
public sealed class Friend
{
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? DisplayName { get; set; }
    public string? LinkToProfile { get; set; }
    public string? LinkToSmallImage { get; set; }
    public string? LinkToLargeImage { get; set; }
    public bool IsCompany { get; set; }
    public Guid FriendRequestRecordKey { get; set; }
    public bool IsActive { get; set; }
    public Guid RequestorContactKey { get; set; }
    public Guid RequestedByContactKey { get; set; }
    public Guid RequesteeContactKey { get; set; }
    public DateTime InvitedOn { get; set; }
    public DateTime? AcceptedOn { get; set; }
    public DateTime RequestedDate { get; set; }
}

/// <summary>As <see cref="Friend"/>.</summary>
public sealed class AuthToken
{
    public string? Token { get; set; }
}
