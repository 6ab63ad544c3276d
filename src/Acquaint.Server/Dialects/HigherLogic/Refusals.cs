using Microsoft.AspNetCore.WebUtilities;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>What went wrong, in the words of the framework the original is built on: clients compare them.</summary>
internal static class Refusals
{
    private const string InvalidRequest = "The request is invalid.";
    private const string AccessDenied = "Authorization has been denied for this request.";

    public static IResult Denied { get; } = Fault(StatusCodes.Status401Unauthorized, AccessDenied);

    public static IResult WrongPassword { get; } = Fault(StatusCodes.Status401Unauthorized, "The username or password is incorrect.");

    public static IResult Invalid(string detail) => Fault(StatusCodes.Status400BadRequest, InvalidRequest, detail);

    public static IResult UnsupportedType(string contentType) => Fault(
        StatusCodes.Status415UnsupportedMediaType, $"The request entity's media type '{contentType}' is not supported for this resource.");

    /// <summary>A required argument that is missing: the original finds its actions by their arguments, so it finds none.</summary>
    public static IResult NoAction(HttpContext http) => new Answer(NotFound(http), StatusCodes.Status404NotFound);

    /// <summary>An argument that is there but no value of its type.</summary>
    public static IResult BadArgument(string name, Type type) =>
        Invalid($"The parameters dictionary contains a null entry for parameter '{name}' of non-nullable type '{type.FullName}'.");

    /// <summary>What a fault of this status looks like, for the documentation.</summary>
    public static HttpError Example(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Detailed(status, InvalidRequest, "The parameters dictionary contains a null entry for …"),
        StatusCodes.Status401Unauthorized => new(AccessDenied, null, status),
        StatusCodes.Status404NotFound => Detailed(
            status,
            "No HTTP resource was found that matches the request URI '…'.",
            "No action was found on the controller '…' that matches the request."),
        StatusCodes.Status415UnsupportedMediaType =>
            new("The request entity's media type 'text/plain' is not supported for this resource.", null, status),
        _ => new($"{ReasonPhrases.GetReasonPhrase(status)}.", null, status),
    };

    /// <summary>The words for a status that something outside the handlers set.</summary>
    public static HttpError Of(HttpContext http, int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(InvalidRequest, null, status),
        StatusCodes.Status401Unauthorized => new(AccessDenied, null, status),
        StatusCodes.Status404NotFound => NotFound(http),
        StatusCodes.Status405MethodNotAllowed =>
            new($"The requested resource does not support http method '{http.Request.Method}'.", null, status),
        StatusCodes.Status500InternalServerError => new("An error has occurred.", null, status),
        _ => new($"{ReasonPhrases.GetReasonPhrase(status)}.", null, status),
    };

    private static HttpError NotFound(HttpContext http)
    {
        var controller = Paths.ControllerOf(http.Request.Path);
        var detail = controller is null ? null
            : Paths.Controllers.Contains(controller)
                ? $"No action was found on the controller '{controller}' that matches the request."
                : $"No type was found that matches the controller named '{controller}'.";
        return new($"No HTTP resource was found that matches the request URI '{UriOf(http.Request)}'.", detail, 404);
    }

    /// <summary>The host is read from the header: Request.Host throws at a name that looks international and is not.</summary>
    private static string UriOf(HttpRequest request) =>
        $"{request.Scheme}://{request.Headers.Host}{request.Path.ToUriComponent()}{request.QueryString}";

    private static HttpError Detailed(int status, string message, string detail) => new(message, detail, status);

    private static Answer Fault(int status, string message, string? detail = null) =>
        new(new HttpError(message, detail, status), status);
}
