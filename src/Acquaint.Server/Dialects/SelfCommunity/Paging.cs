using Microsoft.AspNetCore.Http.Extensions;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>
/// Which rows a request asks for, read as Django REST framework's limit/offset paging reads it: what makes no sense is as good as absent.
/// </summary>
internal sealed class Paging(HttpContext http, int limit, int offset)
{
    private static readonly string[] s_own = ["limit", "offset"];

    public PageRequest Request => new(limit, offset);

    public static Paging Of(HttpContext http)
    {
        var rules = http.Community().Rules;
        var (limit, offset) = Asked(http);
        return new(http, PageSize.Of(rules, limit, rules.PageSize), offset);
    }

    /// <summary>The part of a short list that the request asks for: all of it when it names no limit.</summary>
    public static PageWire<T> Cut<T>(HttpContext http, IReadOnlyList<T> whole)
    {
        var (asked, offset) = Asked(http);
        var limit = asked ?? int.MaxValue;
        return new Paging(http, limit, offset).Page(whole.Count, whole.Skip(offset).Take(limit));
    }

    public PageWire<T> Page<T>(int count, IEnumerable<T> rows) => new(
        count,
        Next: (long)offset + limit < count ? Link(offset + limit) : null,
        Previous: offset == 0 ? null : Link(Math.Max(0, offset - limit)),
        [.. rows]);

    /// <summary>This request's own address, with another query.</summary>
    public static string Address(HttpContext http, QueryBuilder query)
    {
        var local = UriHelper.BuildRelative(http.Request.PathBase, http.Request.Path, query.ToQueryString());
        // An HTTP/1.0 client may name no host; then the path alone leads back here.
        return http.Request.HostAndPort().Length > 0 ? http.Request.BaseAddress() + local : local;
    }

    /// <summary>This request's own address, with another offset. The first page is the one without.</summary>
    private string Link(int place)
    {
        var query = new QueryBuilder { { "limit", limit.ToString(CultureInfo.InvariantCulture) } };
        if (place > 0)
            query.Add("offset", place.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, values) in http.Request.Query.Where(one => !s_own.Contains(one.Key, StringComparer.OrdinalIgnoreCase)))
            query.Add(name, values.Select(value => value ?? ""));
        return Address(http, query);
    }

    private static (int? Limit, int Offset) Asked(HttpContext http)
    {
        var query = Reader.OfQuery(http, Refusals.Invalid);
        var limit = query.Int("limit", least: 0, wrong: Wrong.Clamp);
        return (limit is 0 ? null : limit, query.Int("offset", least: 0, wrong: Wrong.Clamp) ?? 0);
    }
}
