using Acquaint.Core;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>A body with its status, in whichever format the caller takes.</summary>
internal sealed record HigherLogicAnswer(object Body, int Status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => HigherLogicAnswers.Write(httpContext, Status, Body);
}

/// <summary>What handlers answer with.</summary>
internal static class HigherLogicAnswers
{
    /// <summary>On a list that holds only the first <see cref="Limits.UnpagedList"/> rows of those there are.</summary>
    public const string TruncatedHeader = "X-Truncated";

    private const string CurrentContact = "CurrentContactKey";

    /// <summary>Done, or not: whichever rule said no, the original answers false without a reason.</summary>
    public static IResult Done(bool done) => new HigherLogicAnswer(new[] { done });

    public static IResult Done(Transition transition) => Done(transition.Refusal is null);

    /// <summary>The dialect can't page its lists, so what is left out of one is at least said.</summary>
    public static IResult Friends(HttpContext http, IEnumerable<Listed> listed, bool truncated)
    {
        if (truncated)
            http.Response.Headers[TruncatedHeader] = "true";
        return new HigherLogicAnswer(listed.Select(one => Friend.Of(http.Viewer(), one)).ToArray());
    }

    /// <summary>Every answer leaves through here: format, caching, and whom the server takes the caller for.</summary>
    public static async Task Write(HttpContext http, int status, object body)
    {
        var format = HigherLogicFormat.OfAnswer(http.Request);
        var bytes = format.IsXml ? HigherLogicXml.Write(body, ZoneOf(http)) : HigherLogicJson.Write(body);
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = $"{format.MediaType}; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Pragma = "no-cache";
        response.Headers.Expires = "-1";
        response.Headers[CurrentContact] = (http.ViewerOrNull()?.Key.Value ?? Guid.Empty).ToString("D");
        await response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>The zone was checked when it was set, but perhaps on a machine that knows more zones than this one.</summary>
    private static TimeZoneInfo ZoneOf(HttpContext http) =>
        http.CallerOrNull() is { } caller && TimeZoneInfo.TryFindSystemTimeZoneById(caller.Community.Rules.TimeZone, out var zone)
            ? zone
            : TimeZoneInfo.Utc;
}
