namespace Acquaint.Server.Tests;

/// <summary>The states that tests begin from.</summary>
public static class Given
{
    /// <summary>The first has asked the second.</summary>
    public static Task Requested(this TestServer server, Person requester, Person addressee, string? message = null) =>
        server.Act(requester, RelationAction.Request, addressee, message);

    /// <summary>The first asked, the second said yes.</summary>
    public static async Task Connected(this TestServer server, Person requester, Person addressee)
    {
        await server.Requested(requester, addressee);
        await server.Act(addressee, RelationAction.Accept, requester);
    }

    /// <summary>The first asked, the second said no.</summary>
    public static async Task Declined(this TestServer server, Person requester, Person addressee)
    {
        await server.Requested(requester, addressee);
        await server.Act(addressee, RelationAction.Decline, requester);
    }

    /// <summary>The first blocks the second.</summary>
    public static Task Blocked(this TestServer server, Person blocker, Person blocked) =>
        server.Act(blocker, RelationAction.Block, blocked);
}
