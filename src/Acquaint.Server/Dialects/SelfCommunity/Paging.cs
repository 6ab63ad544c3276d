using System.Globalization;
using System.Numerics;
using Microsoft.AspNetCore.Http.Extensions;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>
/// Which rows a request asks for, read as Django REST framework's limit/offset paging reads it: what makes no sense is as good as absent.
/// </summary>
internal readonly record struct Paging(int Limit, int Offset)
{
    public PageRequest PageRequest => new(Limit, Offset);

    public static Paging Of(HttpContext http)
    {
        var rules = http.Community().Rules;
        var limit = Number(http, "limit", rules.MaxPageSize);
        var offset = Number(http, "offset", int.MaxValue);
        return new(limit is > 0 ? limit.Value : Math.Min(rules.PageSize, rules.MaxPageSize), offset is > 0 ? offset.Value : 0);
    }

    /// <summary>The part of a short list that the request asks for: all of it when it names no limit.</summary>
    public static PageWire<T> Cut<T>(HttpContext http, IReadOnlyList<T> whole)
    {
        var offset = Number(http, "offset", int.MaxValue) ?? 0;
        var limit = Number(http, "limit", int.MaxValue) is > 0 and var asked ? asked : int.MaxValue;
        return new Paging(limit, offset).Page(http, whole.Count, [.. whole.Skip(offset).Take(limit)]);
    }

    public PageWire<T> Page<T>(HttpContext http, int count, IReadOnlyList<T> rows) => new(count, Next(http, count), Previous(http), rows);

    /// <summary>This request's own address, with another query.</summary>
    public static string Address(HttpContext http, QueryBuilder query)
    {
        var request = http.Request;
        var local = UriHelper.BuildRelative(request.PathBase, request.Path, query.ToQueryString());
        // Not Request.Host, which throws at some names. An HTTP/1.0 client may name no host; then the path alone leads back here.
        var host = request.Headers.Host.ToString();
        return host.Length > 0 ? $"{request.Scheme}://{host}{local}" : local;
    }

    private string? Next(HttpContext http, int count) =>
        (long)Offset + Limit < count ? Link(http, Offset + Limit) : null;

    private string? Previous(HttpContext http) => Offset == 0 ? null : Link(http, Math.Max(0, Offset - Limit));

    /// <summary>This request's own address, with another offset. The first page is the one without.</summary>
    private string Link(HttpContext http, int offset)
    {
        var query = new QueryBuilder { { "limit", Limit.ToString(CultureInfo.InvariantCulture) } };
        if (offset > 0)
            query.Add("offset", offset.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, values) in http.Request.Query.Where(one => !IsOurs(one.Key)))
            query.Add(name, values.Select(value => value ?? ""));
        return Address(http, query);
    }

    private static bool IsOurs(string name) =>
        name.Equals("limit", StringComparison.OrdinalIgnoreCase) || name.Equals("offset", StringComparison.OrdinalIgnoreCase);

    /// <summary>The integer of the last such argument, at most <paramref name="max"/>; null when there is none.</summary>
    private static int? Number(HttpContext http, string name, int max)
    {
        var text = http.Request.Query[name].LastOrDefault();
        if (!BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
            return null;
        return (int)BigInteger.Clamp(number, 0, max);
    }
}
