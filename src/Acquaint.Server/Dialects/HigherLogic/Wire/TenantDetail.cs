using System.ComponentModel;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>What Authentication/Login is sent. Help page: POST Authentication/Login.</summary>
internal sealed record LoginCredentials(
    [property: Description("The username, or the e-mail address.")] string Username,
    [property: Description("The password.")] string Password);

/// <summary>What a sign-in answers. Help page: POST Authentication/Login.</summary>
internal sealed record AuthToken(
    [property: Description("What to send as HLAuthToken; opaque.")] string Token);

/// <summary>What Authentication/Widget is sent. Help page: POST Authentication/Widget.</summary>
#pragma warning disable IDE1006 // the wire's own spelling
internal sealed record WidgetToken(
    [property: Description("A token from Login.")] string token);
#pragma warning restore IDE1006

/// <summary>A community as those who want to sign in to it see it. Help page: GET Authentication/GetTenantDetail.</summary>
internal sealed record TenantDetail(
    [property: Description("What to send as HLTenantKey.")] Guid TenantKey,
    [property: Description("The community's name.")] string FullName,
    [property: Description("The community's name.")] string ShortName,
    [property: Description("Address of the community's start page.")] string HomePage)
{
    public static TenantDetail Of(Community community, HttpRequest request) =>
        new(community.Id.Value, community.Name, community.Name, Site.Home(community, request));
}

/// <summary>What a widget needs to know to work for a community. Help page: POST Authentication/Widget.</summary>
internal sealed record TenantInfo(
    [property: Description("What to send as HLIAMKey.")] Guid IAMKey,
    [property: Description("The community's name.")] string TenantShortName,
    [property: Description("The community's id.")] string TenantCode,
    [property: Description("Address of the community's start page.")] string DomainUrl,
    [property: Description("Address of the page where people sign in.")] string DomainLoginUrl)
{
    public static TenantInfo Of(Community community, HttpRequest request) => new(
        community.Get(Settings.IamKey).GetValueOrDefault(),
        community.Name,
        community.Id.Value.ToString("D"),
        Site.Home(community, request),
        community.Get(Settings.LoginPage) ?? Site.Home(community, request));
}

/// <summary>Where a community's pages are.</summary>
internal static class Site
{
    /// <summary>As its operator set it, or else this server under the community's own name.</summary>
    public static string Home(Community community, HttpRequest request)
    {
        if (community.Get(Settings.HomePage) is { } set)
            return set;
        return community.Hosts.Count == 0 || community.Hosts.Contains(request.HostName(), StringComparer.OrdinalIgnoreCase)
            ? $"{request.BaseAddress()}/"
            : $"{request.Scheme}://{community.Hosts[0]}/";
    }
}
