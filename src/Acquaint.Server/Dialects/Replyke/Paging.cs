namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Where a page stands in its list (docs/dialects/replyke.md, "Paging").</summary>
internal sealed record Pagination(
    long CurrentPage, long TotalPages, int TotalCount, bool HasNextPage, bool HasPreviousPage, int Limit);

/// <summary>The same in version 7 (docs/dialects/replyke.md, "Version 7").</summary>
internal sealed record DataPagination(long Page, int PageSize, long TotalPages, int TotalItems, bool HasMore);

/// <summary>The page and limit a request asks for, read as the original reads them.</summary>
internal readonly record struct Paging(long Page, int Limit)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    // The largest whole number that every JavaScript client reads as it was written.
    public const long MaxPage = (1L << 53) - 1;

    /// <summary>Reads <c>page</c> and <c>limit</c>; returns the fault when one is negative.</summary>
    public static Fault? Read(HttpContext http, out Paging paging)
    {
        var query = http.Request.Query;
        var page = ParseInt(query["page"].ToString());
        var limit = ParseInt(query["limit"].ToString());
        var largest = Math.Min(MaxLimit, http.Community().Rules.MaxPageSize);
        paging = new(page == 0 ? 1 : page, (int)Math.Min(limit == 0 ? DefaultLimit : limit, largest));
        return page < 0 ? Faults.InvalidPage : limit < 0 ? Faults.InvalidLimit : null;
    }

    /// <summary>A page that lies beyond what an offset can say lies beyond every list.</summary>
    public PageRequest PageRequest => new(Limit, (int)Math.Min((Page - 1) * Limit, int.MaxValue));

    public Pagination Of(int total)
    {
        var pages = ((long)total + Limit - 1) / Limit;
        return new(Page, pages, total, Page < pages, Page > 1, Limit);
    }

    public DataPagination AsData(int total)
    {
        var of = Of(total);
        return new(of.CurrentPage, of.Limit, of.TotalPages, of.TotalCount, of.HasNextPage);
    }

    /// <summary>As JavaScript's parseInt: blanks, a sign, then digits up to whatever else follows; 0 where that has none.</summary>
    private static long ParseInt(string text)
    {
        var rest = text.AsSpan().TrimStart();
        var isNegative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        var radix = rest.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 16 : 10;
        long value = 0;
        foreach (var digit in radix == 16 ? rest[2..] : rest)
        {
            if (!(radix == 16 ? char.IsAsciiHexDigit(digit) : char.IsAsciiDigit(digit)))
                break;
            value = Math.Min((value * radix) + ValueOf(digit), MaxPage);
        }

        return isNegative ? -value : value;
    }

    private static int ValueOf(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | ' ') - 'a' + 10;
}
