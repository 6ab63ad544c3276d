using Microsoft.AspNetCore.Http;

namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>Who calls, by the bearer token, in the community of the host that was asked.</summary>
internal sealed class SignIn(CommunityList communities, ViewerCache viewers, Tokens tokens)
{
    public async Task<Fault?> Authenticate(HttpContext http)
    {
        var (stop, token) = (http.RequestAborted, http.Request.Bearer());
        var community = await communities.FindByHost(http.Request.HostName(), stop);
        var viewer = token is null ? null : await viewers.Find(community, "fourth", token, async () =>
            await tokens.Read(community, token) is { } read ? await viewers.Of(community, read.User, read.Until, stop) : null);
        http.SetCaller(new(community, viewer));
        return viewer is null ? Refusals.Of(StatusCodes.Status401Unauthorized) : null;
    }
}
