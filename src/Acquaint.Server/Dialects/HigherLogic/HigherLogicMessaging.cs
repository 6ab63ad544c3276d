using Acquaint.Core;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>What of the Messaging controller is about requests: how many wait for an answer.</summary>
internal static class HigherLogicMessaging
{
    /// <summary>The original adds messages and invitations, of which there are none here.</summary>
    public static async Task<IResult> GetUnreadMessageCounts(HttpContext http, Connections connections, CancellationToken stop)
    {
        var viewer = http.Viewer();
        var tally = await connections.Tally(viewer, stop);
        return new HigherLogicAnswer(new Dictionary<Guid, int> { [viewer.Key.Value] = tally.Received });
    }
}
