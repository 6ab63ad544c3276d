namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>Lists as answers: where they end before all is told, headers say so.</summary>
internal static class Paging
{
    /// <summary>On a list that holds only some of the rows there are.</summary>
    public const string TruncatedHeader = "X-Truncated";

    /// <summary>Where a list that was asked for with a limit goes on; absent at its end.</summary>
    public const string NextHeader = "X-Next-Cursor";

    /// <summary>Rows of the whole list, where a part of it was asked for.</summary>
    public const string TotalHeader = "X-Total-Count";

    public static Friend[] Friends(HttpContext http, IEnumerable<Listed> listed, bool truncated)
    {
        SayIfTruncated(http, truncated);
        return [.. listed.Select(one => Friend.Of(http.Viewer(), one))];
    }

    public static Contact[] Contacts(HttpContext http, IEnumerable<User> users, bool truncated)
    {
        SayIfTruncated(http, truncated);
        return [.. users.Select(user => Contact.Of(http.Viewer(), user))];
    }

    /// <summary>The page after a place, before it, or from the beginning.</summary>
    public static PaginatedContacts ContactsPage(HttpContext http, Sorted mine, Place? place, bool isBack, int limit)
    {
        var (start, end) = mine.Part(place, isBack, limit);
        var shown = Contacts(http, mine.Part(start, end - start).Select(one => one.User), mine.IsCut);
        var next = end < mine.Count && shown.Length > 0 ? Link(http, "afterContactKey", shown[^1], limit) : null;
        var previous = start > 0 && shown.Length > 0 ? Link(http, "beforeContactKey", shown[0], limit) : null;
        return new(shown, HasMore: isBack ? start > 0 : end < mine.Count, next, previous);
    }

    private static void SayIfTruncated(HttpContext http, bool truncated)
    {
        if (truncated)
            http.Response.Headers[TruncatedHeader] = "true";
    }

    private static string Link(HttpContext http, string name, Contact contact, int limit) =>
        $"{http.Request.Path.ToUriComponent()}?{name}={contact.ContactKey:D}&limit={limit}";
}
