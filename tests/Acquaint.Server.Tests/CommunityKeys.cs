namespace Acquaint.Server.Tests;

/// <summary>What was made for a community when it was added.</summary>
internal static class CommunityKeys
{
    extension(Community community)
    {
        public Guid IamKey => community.Get(HigherLogicSettings.IamKey)!.Value;

        public string TokenSecret => community.Get(SelfCommunitySettings.TokenSecret)!;
    }
}
