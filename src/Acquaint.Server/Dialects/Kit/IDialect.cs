namespace Acquaint.Server.Dialects.Kit;

/// <summary>An API that the server speaks: which paths are its own, who calls there, and how it words what went wrong.</summary>
internal interface IDialect
{
    Declaration Declared { get; }

    string Name => Declared.Name;

    bool Owns(PathString path);

    /// <summary>Adds the endpoints. Those that anybody may call carry <c>AllowAnonymous</c>.</summary>
    void Map(IEndpointRouteBuilder routes);

    /// <summary>
    /// Finds out who calls and for which community, and notes it on the request (<see cref="CallerOfRequest.SetCaller"/>).
    /// Returns null, or the status to refuse the request with.
    /// </summary>
    /// <param name="http">The request, already routed to one of this dialect's endpoints.</param>
    /// <param name="mustSignIn">Whether a request by nobody is refused.</param>
    Task<int?> Authenticate(HttpContext http, bool mustSignIn);

    /// <summary>Answers with this status (already set on the response) in the dialect's error shape.</summary>
    Task WriteFault(HttpContext http);

    /// <summary>A token with which the person can call this dialect at once, as after a sign-in.</summary>
    string IssueToken(Community community, User user);

    /// <summary>What a visitor of the demo at this address can paste.</summary>
    DemoLines? Examples(DemoScene scene, string url) => null;
}
