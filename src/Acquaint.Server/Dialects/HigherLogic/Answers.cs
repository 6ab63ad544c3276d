using System.Text;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>A body with its status, in whichever format the caller takes.</summary>
internal sealed record Answer(object Body, int Status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Answers.Write(httpContext, Status, Body);
}

/// <summary>Which page of contacts: after a place, before it, or from the beginning.</summary>
internal sealed record ContactsQuestion(Place? Place, bool IsBack, int Limit);

/// <summary>What handlers answer with.</summary>
internal static class Answers
{
    /// <summary>On a list that holds only some of the rows there are.</summary>
    public const string TruncatedHeader = "X-Truncated";

    /// <summary>Where a list that was asked for with a limit goes on; absent at its end.</summary>
    public const string NextHeader = "X-Next-Cursor";

    /// <summary>Rows of the whole list, where a part of it was asked for.</summary>
    public const string TotalHeader = "X-Total-Count";

    private const string CurrentContact = "CurrentContactKey";

    public static IResult NoContact { get; } = new Answer(new Nothing(typeof(Contact)));

    /// <summary>Done, or not: whichever rule said no, the original answers false without a reason.</summary>
    public static IResult Done(bool done) => new Answer(new[] { done });

    public static IResult Done(Transition transition) => Done(transition.Refusal is null);

    public static IResult Friends(HttpContext http, IEnumerable<Listed> listed, bool truncated)
    {
        SayIfTruncated(http, truncated);
        return new Answer(listed.Select(one => Friend.Of(http.Viewer(), one)).ToArray());
    }

    public static IResult Contact(Contact contact) => new Answer(contact);

    public static IResult Contacts(HttpContext http, IEnumerable<Contact> contacts, bool truncated)
    {
        SayIfTruncated(http, truncated);
        return new Answer(contacts.ToArray());
    }

    public static IResult ContactsPage(HttpContext http, Sorted mine, ContactsQuestion question)
    {
        SayIfTruncated(http, mine.IsCut);
        var (start, end) = Bounds(mine, question);
        var shown = mine.Slice(start, end - start).Select(one => HigherLogic.Contact.Of(http.Viewer(), one.User)).ToArray();
        var next = end < mine.Count && shown.Length > 0 ? Link(http, "afterContactKey", shown[^1], question.Limit) : null;
        var previous = start > 0 && shown.Length > 0 ? Link(http, "beforeContactKey", shown[0], question.Limit) : null;
        var hasMore = question.IsBack ? start > 0 : end < mine.Count;
        return new Answer(new PaginatedContacts(shown, hasMore, next, previous));
    }

    /// <summary>Every answer leaves through here: format, caching, and whom the server takes the caller for.</summary>
    public static async Task Write(HttpContext http, int status, object body)
    {
        var format = Format.OfAnswer(http.Request);
        var encoding = Format.EncodingOfAnswer(http.Request);
        var bytes = format.IsXml
            ? Xml.Write(body, ZoneOf(http))
            : HigherLogicJson.Write(body, Paths.IsFirstVersion(http.Request.Path));
        if (encoding is UnicodeEncoding)
            bytes = Encoding.Convert(Encoding.UTF8, encoding, bytes);
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = $"{format.MediaType}; charset={encoding.WebName}";
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Pragma = "no-cache";
        response.Headers.Expires = "-1";
        response.Headers[CurrentContact] = (http.ViewerOrNull()?.Key.Value ?? Guid.Empty).ToString("D");
        await response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static void SayIfTruncated(HttpContext http, bool truncated)
    {
        if (truncated)
            http.Response.Headers[TruncatedHeader] = "true";
    }

    private static (int Start, int End) Bounds(Sorted mine, ContactsQuestion question)
    {
        if (question.Place is not { } place)
            return (0, Math.Min(question.Limit, mine.Count));
        if (question.IsBack && mine.CountBefore(place) is var before)
            return (Math.Max(0, before - question.Limit), before);
        var start = mine.IndexAfter(place);
        return (start, Math.Min(start + question.Limit, mine.Count));
    }

    private static string Link(HttpContext http, string name, Contact contact, int limit) =>
        $"{http.Request.Path.ToUriComponent()}?{name}={contact.ContactKey:D}&limit={limit}";

    /// <summary>The zone was checked when it was set, but perhaps on a machine that knows more zones than this one.</summary>
    private static TimeZoneInfo ZoneOf(HttpContext http) =>
        http.CallerOrNull() is { } caller && TimeZoneInfo.TryFindSystemTimeZoneById(caller.Community.Get(Settings.TimeZone), out var zone)
            ? zone
            : TimeZoneInfo.Utc;
}
