using Microsoft.AspNetCore.WebUtilities;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// What went wrong, in the words of the framework the original is built on: clients compare them. What a rule of the core refuses is no
/// fault here: whichever it is, the answer is false without a reason.
/// </summary>
internal static class Refusals
{
    public static readonly Fault Denied =
        Of(401, "Authorization has been denied for this request.", when: "Nobody is signed in, or not somebody who may.");

    public static readonly Fault WrongPassword = Of(401, "The username or password is incorrect.");

    public static Fault Invalid(string? detail) => Of(400, "The request is invalid.", detail, "An argument or the body is malformed.");

    /// <summary>An argument that is there but no value of its type.</summary>
    public static Fault BadArgument(string name, Type type) =>
        Invalid($"The parameters dictionary contains a null entry for parameter '{name}' of non-nullable type '{type.FullName}'.");

    /// <summary>A required argument that is missing: the original finds its actions by their arguments, so it finds none.</summary>
    public static Fault BadArgument(HttpContext http, Amiss amiss) =>
        amiss.IsMissing ? NoAction(http) : BadArgument(amiss.Name, amiss.Type);

    /// <summary>The controller is quoted percent-encoded as it came, so that any answer can hold it.</summary>
    public static Fault NoAction(HttpContext http)
    {
        var (request, root) = (http.Request, http.Spoken().Root);
        _ = request.Path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase, out var below);
        var named = below.ToUriComponent().Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        var detail = named is null ? null
            : Array.Find(Routes.Controllers, one => one.Equals(named, StringComparison.OrdinalIgnoreCase)) is { } known
                ? $"No action was found on the controller '{known}' that matches the request."
                : $"No type was found that matches the controller named '{named}'.";
        return NotFound($"{request.BaseAddress()}{request.Path.ToUriComponent()}{request.QueryString}", detail);
    }

    public static Fault UnsupportedType(string contentType) => Of(
        415,
        $"The request entity's media type '{contentType}' is not supported for this resource.",
        when: "The body is neither JSON nor XML.");

    /// <summary>The words for a status that something outside the handlers came to.</summary>
    public static Fault Of(HttpContext http, int status) => status switch
    {
        400 => Invalid(detail: null),
        401 => Denied,
        404 => NoAction(http),
        405 => Of(status, $"The requested resource does not support http method '{http.Request.Method}'."),
        500 => Of(status, "An error has occurred."),
        _ => OfReason(status),
    };

    /// <summary>What a fault of this status looks like, for the documents.</summary>
    public static Fault Example(int status) => status switch
    {
        400 => Invalid("The parameters dictionary contains a null entry for …"),
        401 => Denied,
        404 => NotFound("…", "No action was found on the controller '…' that matches the request."),
        413 => OfReason(status) with { When = "The body is too large." },
        415 => UnsupportedType("text/plain"),
        _ => OfReason(status),
    };

    private static Fault NotFound(string uri, string? detail) =>
        Of(404, $"No HTTP resource was found that matches the request URI '{uri}'.", detail, "A required argument is missing.");

    private static Fault OfReason(int status) => Of(status, $"{ReasonPhrases.GetReasonPhrase(status)}.");

    private static Fault Of(int status, string message, string? detail = null, string when = "") =>
        new(status, new HttpError(message, detail, status)) { When = when };
}
