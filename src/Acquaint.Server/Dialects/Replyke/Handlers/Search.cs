namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What a list of connections is searched for (docs/dialects/replyke.md, "Version 7").</summary>
internal static class Search
{
    /// <summary>Reads <c>query</c> and <c>searchFields</c>, which version 6 doesn't know; null when nothing is searched for.</summary>
    public static Fault? Read(HttpContext http, out ConnectionQuery? query)
    {
        query = null;
        var text = http.Request.Query["query"].ToString().Trim();
        if (!http.SpeaksV7() || text.Length == 0)
            return null;
        if (text.Length > Limits.HandleLength || !Text.IsStorable(text))
            return Faults.InvalidSearch;
        var fields = http.Request.Query["searchFields"]
            .SelectMany(one => (one ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet();
        if (fields.Any(field => field is not ("username" or "name")))
            return Faults.InvalidSearch;
        query = new(text, fields.Count == 0 || fields.Contains("username"), fields.Count == 0 || fields.Contains("name"));
        return null;
    }
}
