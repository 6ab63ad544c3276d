namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>What of the Messaging controller is about requests: how many wait for an answer.</summary>
internal static class MessagingHandlers
{
    /// <summary>The original adds messages and invitations, of which there are none here.</summary>
    public static async Task<IResult> GetUnreadMessageCounts(HttpContext http, Connections connections, CancellationToken stop)
    {
        var viewer = http.Viewer();
        var counters = await connections.Counters(viewer, stop);
        return new Answer(new Dictionary<Guid, int> { [viewer.Key.Value] = counters.Received });
    }
}
