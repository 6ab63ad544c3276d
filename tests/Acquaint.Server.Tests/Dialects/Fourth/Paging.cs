using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary><c>?from=…&amp;count=…</c>: rows from a number on; <c>next</c> is where the next page begins.</summary>
internal static class Paging
{
    private const int Usual = 20;

    public static IReadOnlyList<IOperationPart> Arguments { get; } =
    [
        new Argument("from", "The number of the first row.", typeof(int)) { Default = "0" },
        new Argument("count", "Rows of the page.", typeof(int)) { Default = Usual.ToString(CultureInfo.InvariantCulture) },
    ];

    public static PageRequest Of(HttpContext http, Reader query) => new(
        PageSize.Of(http.Community().Rules, query.Int("count", least: 1, wrong: Wrong.Clamp), Usual),
        query.Int("from", least: 0) ?? 0);

    public static PageWire Page(PageRequest asked, Page<Listed> page)
    {
        var next = asked.Offset + page.Items.Count;
        return new([.. page.Items.Select(AskWire.Of)], page.Items.Count > 0 && next < page.Total ? next : null);
    }
}
