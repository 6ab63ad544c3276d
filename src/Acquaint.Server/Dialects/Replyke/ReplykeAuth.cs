using Acquaint.Core;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Who calls and for which project: from the path, the bearer token, or the person asked about.</summary>
internal sealed class ReplykeAuth(CommunityDirectory communities, People people, ReplykeTokens tokens)
{
    /// <summary>Notes the caller on the request, or returns why it is turned away.</summary>
    public async Task<Fault?> Admit(HttpContext http, bool mustSignIn)
    {
        var named = http.GetRouteValue("projectId") as string;
        var project = named is null ? null : await Project(named, http.RequestAborted);
        if (named is not null && project is null)
            return Faults.NoSuchProject;
        if (mustSignIn)
            return await AdmitViewer(http, project);

        // What anybody may read needs no token, so a stale one does no harm: the original does not look at it either.
        http.SetCaller(new(project ?? await ProjectMeant(http), Viewer: null));
        return null;
    }

    private async Task<Fault?> AdmitViewer(HttpContext http, Community? project)
    {
        if (BearerOf(http) is not { } token)
            return Faults.Unauthenticated;
        var spoken = ReplykeTokens.ProjectOf(token);
        if (project is not null && spoken is not null && spoken != project.Id)
            return Faults.ProjectMismatch;
        project ??= spoken is { } id ? await communities.Find(id, http.RequestAborted) : null;
        if (project is null || await tokens.ViewerOf(project, token, http.RequestAborted) is not { } viewer)
            return Faults.InvalidToken;
        http.SetCaller(new(project, viewer));
        return null;
    }

    /// <summary>
    /// The project of a public read whose path names none: the token's, or else that of the person asked about, or else the default
    /// one, which then has nobody of that id. The token need not be genuine, since naming the project in the path would do as well.
    /// </summary>
    private async Task<Community> ProjectMeant(HttpContext http)
    {
        var stop = http.RequestAborted;
        if (BearerOf(http) is { } token && ReplykeTokens.ProjectOf(token) is { } spoken && await communities.Find(spoken, stop) is { } its)
            return its;
        if (Guid.TryParseExact(http.GetRouteValue("userId") as string, "D", out var user))
        {
            foreach (var community in await communities.All(stop))
            {
                if (await people.Find(community, new UserKey(user), stop) is not null)
                    return community;
            }
        }

        return await communities.Default(stop);
    }

    private async Task<Community?> Project(string named, CancellationToken stop) =>
        Guid.TryParseExact(named, "D", out var id) ? await communities.Find(new CommunityId(id), stop) : null;

    /// <summary>What follows the first word of the header, whatever that word is: so the original takes it.</summary>
    private static string? BearerOf(HttpContext http)
    {
        var words = http.Request.Headers.Authorization.ToString().Split(' ');
        return words.Length > 1 && words[1].Length > 0 ? words[1] : null;
    }
}
