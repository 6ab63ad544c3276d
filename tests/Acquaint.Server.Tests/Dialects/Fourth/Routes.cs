using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>The calls.</summary>
internal static class Routes
{
    public const string Root = "/fourth";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("asks", AskHandlers.List).Told("listAsks", "Lists who asks the caller to connect.", Paging.Arguments);
        api.MapPost("asks", AskHandlers.Ask).Told("ask", "Asks somebody to connect.",
            [Docs.Ask, new Gives("Asked.", StatusCodes.Status201Created), .. Refusals.All]);
        api.MapPost("asks/{ask}/accept", AskHandlers.Accept).Told("acceptAsk", "Says yes.", Refusals.All);
    }
}
