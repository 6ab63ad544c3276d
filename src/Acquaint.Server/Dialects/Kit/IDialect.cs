namespace Acquaint.Server.Dialects.Kit;

/// <summary>An API that the server speaks: which paths are its own, who calls there, and how it words what it says.</summary>
internal interface IDialect
{
    Declaration Declared { get; }

    string Name => Declared.Name;

    /// <summary>What its paths begin with, in any letter case. No other dialect has one of them.</summary>
    IReadOnlyList<string> Roots { get; }

    /// <summary>How its wire types are written as JSON (<see cref="WireJson"/>).</summary>
    JsonSerializerOptions Json { get; }

    /// <summary>What its documents say of it as a whole.</summary>
    Documentation About { get; }

    /// <summary>Adds the endpoints, with the dialect in their metadata. Those that anybody may call carry <c>AllowAnonymous</c>.</summary>
    void Map(IEndpointRouteBuilder routes);

    /// <summary>
    /// Finds out who calls and for which community, and notes it on the request (<see cref="CallerOfRequest.SetCaller"/>).
    /// Returns null, or why the request is refused.
    /// </summary>
    /// <param name="http">The request, already routed to one of this dialect's endpoints.</param>
    /// <param name="mustSignIn">Whether a request by nobody is refused.</param>
    Task<Fault?> Authenticate(HttpContext http, bool mustSignIn);

    /// <summary>The words for a status that something outside the handlers came to: no such path, too large, broken.</summary>
    Fault FaultOf(HttpContext http, int status);

    /// <summary>A token with which the person can call this dialect at once, as after a sign-in.</summary>
    string IssueToken(Community community, User user);

    /// <summary>Writes a wire value as the answer.</summary>
    Task Write(HttpContext http, int status, object body) => WireJson.Write(http, status, body, Json);

    /// <summary>What a visitor of the demo at this address can paste.</summary>
    DemoLines? Examples(DemoScene scene, string url) => null;

    /// <summary>Whose window a call of an endpoint with a <see cref="RateLimit"/> counts in; null when it is not counted.</summary>
    ValueTask<RateScope?> RateScopeOf(HttpContext http) => default;
}

/// <summary>The dialect whose path a request has, and the root that the path begins with: found once per request.</summary>
internal sealed record Spoken(IDialect Dialect, string Root);

internal static class SpokenOfRequest
{
    /// <summary>Only of a request that came through the gate to a dialect.</summary>
    public static Spoken Spoken(this HttpContext http) =>
        http.Features.Get<Spoken>() ?? throw new InvalidOperationException("The path belongs to no dialect.");
}
