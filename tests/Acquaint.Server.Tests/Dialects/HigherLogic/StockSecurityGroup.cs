#pragma warning disable IDE0130 // the namespace is the contract: a stock client has its class here
namespace HigherLogic.API.Models.Enterprise.SecurityGroup;
#pragma warning restore IDE0130

/// <summary>As <see cref="Enterprise.Friend"/>; the one model with a namespace of its own.</summary>
public sealed class SecurityGroupConcise
{
    public Guid SecurityGroupKey { get; set; }
    public string? SecurityGroupName { get; set; }
    public bool ProvidesMemberBenefits { get; set; }
}
