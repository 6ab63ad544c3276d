using Xunit;

namespace Acquaint.Core.Tests;

public sealed class QuotaRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Quotas s_quotas = new() { OpenRequests = 3, RequestsPerDay = 5, Connections = 7 };

    /// <summary>What can be beyond its quota, in the words of the table, and how it gets there.</summary>
    private static readonly (string Number, Func<Pair, Pair> Beyond)[] s_numbers =
    [
        ("the viewer's open requests", pair =>
            pair with { Viewer = pair.Viewer with { Counters = pair.Viewer.Counters with { Sent = 4 } } }),
        ("the viewer's requests of the day", pair => pair with { Viewer = pair.Viewer with { AskedToday = 6 } }),
        ("the viewer's connections", pair =>
            pair with { Viewer = pair.Viewer with { Counters = pair.Viewer.Counters with { Connected = 8 } } }),
        ("the other's connections", pair =>
            pair with { Other = pair.Other with { Counters = pair.Other.Counters with { Connected = 8 } } }),
    ];

    private sealed record Pair(Standing Viewer, Standing Other);

    private sealed record Row(ChangeKind Change, string Number, Refusal Refusal);

    [Fact]
    public void The_table_has_a_row_for_each_refusal() => Assert.Equal(
        Enum.GetValues<Refusal>().Where(refusal => refusal >= Refusal.TooManyOpenRequests), Table().Select(row => row.Refusal));

    [Fact]
    public void The_code_does_what_the_table_says_whatever_happens_and_whatever_is_beyond_its_quota()
    {
        var (table, changes) = (Table(), Enum.GetValues<ChangeKind>().Select(kind => (ChangeKind?)kind).Append(null));
        foreach (var (change, set) in changes.SelectMany(change => Enumerable.Range(0, 1 << s_numbers.Length), ValueTuple.Create))
        {
            var beyond = s_numbers.Where((_, i) => (set & (1 << i)) != 0).ToList();
            var pair = beyond.Aggregate(AtEveryQuota(), (one, number) => number.Beyond(one));
            var row = table.Find(row => row.Change == change && beyond.Exists(number => number.Number == row.Number));
            Assert.Equal(row?.Refusal, QuotaRules.Refuse(change, pair.Viewer, pair.Other, s_quotas));
            Assert.Null(QuotaRules.Refuse(change, pair.Viewer, pair.Other, Quotas.None));
        }
    }

    [Fact]
    public void Without_quotas_there_is_no_end()
    {
        var most = new Standing(new(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue), int.MaxValue);
        Assert.Null(QuotaRules.Refuse(ChangeKind.RequestSent, most, most, Quotas.None));
        Assert.Null(QuotaRules.Refuse(ChangeKind.RequestAccepted, most, most, Quotas.None));
    }

    [Theory]
    [InlineData(100, 20, 6.999, 20)]
    [InlineData(100, 20, 7, 100)]
    [InlineData(100, 20, -1, 20)]
    [InlineData(100, 200, 0, 100)]
    [InlineData(100, 0, 0, 100)]
    [InlineData(0, 20, 0, 20)]
    [InlineData(0, 20, 7, 0)]
    [InlineData(0, 0, 0, 0)]
    public void A_newcomer_has_the_lower_number_of_requests_per_day(int everybodys, int newcomers, double days, int own)
    {
        var quotas = new Quotas { RequestsPerDay = everybodys, NewcomerRequestsPerDay = newcomers };
        Assert.Equal(quotas with { RequestsPerDay = own }, quotas.For(Aged(days).CreatedAt, s_now));
    }

    [Fact]
    public void Where_nobody_is_a_newcomer_all_have_the_same()
    {
        var quotas = new Quotas { NewcomerFor = TimeSpan.Zero };
        Assert.Equal(quotas, quotas.For(Aged(0).CreatedAt, s_now));
    }

    [Fact]
    public void A_day_is_a_day_of_UTC_wherever_its_time_was_read()
    {
        var midnight = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var elsewhere = midnight.ToOffset(TimeSpan.FromHours(-9));
        Assert.Equal(QuotaRules.DayOf(midnight), QuotaRules.DayOf(elsewhere));
        Assert.Equal(QuotaRules.DayOf(midnight), QuotaRules.DayOf(midnight.AddDays(1).AddTicks(-1)));
        Assert.Equal(QuotaRules.DayOf(midnight) + 1, QuotaRules.DayOf(midnight.AddDays(1)));
        Assert.Equal(TimeSpan.FromDays(1), QuotaRules.RestOfDay(elsewhere));
        Assert.Equal(TimeSpan.FromSeconds(1), QuotaRules.RestOfDay(midnight.AddDays(1).AddSeconds(-1)));
    }

    /// <summary>The table in the comment of QuotaRules.</summary>
    private static List<Row> Table() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "src/Acquaint.Core/Relations/QuotaRules.cs"))
            .Where(line => line.StartsWith("/// | ", StringComparison.Ordinal))
            .Select(line => line["/// | ".Length..^1].Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new Row(Enum.Parse<ChangeKind>(cells[0]), cells[1], Enum.Parse<Refusal>(cells[2][1..]))),
    ];

    private static Pair AtEveryQuota()
    {
        var standing = new Standing(new(Sent: 3, Received: 99, Connected: 7, Declined: 99, Blocking: 99, BlockedBy: 99), AskedToday: 5);
        return new(standing, standing);
    }

    private static User Aged(double days) => new()
    {
        Id = new(1),
        Key = default,
        Community = default,
        Username = "ann",
        CreatedAt = s_now - TimeSpan.FromDays(days),
        UpdatedAt = s_now,
    };
}
