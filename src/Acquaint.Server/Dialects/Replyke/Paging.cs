namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The page and limit that a request asks for.</summary>
internal readonly record struct Paging(long Page, int Limit)
{
    // The largest whole number that every JavaScript client reads as it was written.
    private const long MaxNumber = (1L << 53) - 1;

    /// <summary>Of connections and blocks, read as the original reads them: 0 and what is no number are as good as absent.</summary>
    public static Fault? Read(HttpContext http, out Paging paging)
    {
        var (page, limit) = (ParseInt(http, "page"), ParseInt(http, "limit"));
        paging = Of(http, page, limit, usual: 20, most: 100);
        return page < 0 ? Refusals.InvalidPage : limit < 0 ? Refusals.InvalidLimit : null;
    }

    /// <summary>Of notifications, which take nothing but whole numbers from 1.</summary>
    public static Fault? ReadStrictly(HttpContext http, out Paging paging)
    {
        var (page, limit) = (WholeNumber(http, "page"), WholeNumber(http, "limit"));
        paging = Of(http, page, limit, usual: 5, most: 50);
        return page < 0 ? Refusals.InvalidNotificationPage : limit < 0 ? Refusals.InvalidNotificationLimit : null;
    }

    /// <summary>A page that lies beyond what an offset can say lies beyond every list.</summary>
    public PageRequest PageRequest => new(Limit, (int)Math.Min((Page - 1) * Limit, int.MaxValue));

    public ListBody<TRow> Rows<TRow>(Page<Listed> page, Func<Listed, TRow> row) => new([.. page.Items.Select(row)], page.Total, this);

    private static Paging Of(HttpContext http, long page, long limit, int usual, int most) => new(
        page == 0 ? 1 : page,
        PageSize.Of(http.Community().Rules, limit == 0 ? null : (int)Math.Min(limit, most), usual, most));

    /// <summary>0 when it is absent, negative when it is anything else.</summary>
    private static long WholeNumber(HttpContext http, string name)
    {
        var text = http.Request.Query[name].ToString();
        if (text.Length == 0)
            return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxNumber
            ? number
            : -1;
    }

    /// <summary>As JavaScript's parseInt: blanks, a sign, then digits up to whatever else follows; 0 where that has none.</summary>
    private static long ParseInt(HttpContext http, string name)
    {
        var rest = http.Request.Query[name].ToString().AsSpan().TrimStart();
        var isNegative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        var radix = rest.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 16 : 10;
        long value = 0;
        foreach (var digit in radix == 16 ? rest[2..] : rest)
        {
            if (!(radix == 16 ? char.IsAsciiHexDigit(digit) : char.IsAsciiDigit(digit)))
                break;
            value = Math.Min((value * radix) + ValueOf(digit), MaxNumber);
        }

        return isNegative ? -value : value;
    }

    private static int ValueOf(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | ' ') - 'a' + 10;
}

/// <summary>Rows that a handler answers with; they leave in the envelope of the version that is spoken.</summary>
internal sealed record ListBody<T>(IReadOnlyList<T> Items, int Total, Paging Paging) : IListBody
{
    public object In(ApiVersion version)
    {
        var (page, limit) = Paging;
        var pages = ((long)Total + limit - 1) / limit;
        if (version is ApiVersion.V7)
            return new DataList<T>(Items, new(page, limit, pages, Total, page < pages));
        var six = new Pagination(page, pages, Total, page < pages, page > 1, limit);
        return Items switch
        {
            IReadOnlyList<PendingRequest> requests => new RequestList(requests, six),
            IReadOnlyList<EstablishedConnection> connections => new ConnectionList(connections, six),
            IReadOnlyList<BlockedUser> blocks => new BlockList(blocks, six),
            _ => Items.ToArray(),
        };
    }
}

/// <summary>Rows of whatever.</summary>
internal interface IListBody
{
    /// <summary>The wire value: version 7 has one envelope for all, version 6 one for each, and none for notifications.</summary>
    object In(ApiVersion version);
}
