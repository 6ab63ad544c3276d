using Xunit;

namespace Acquaint.Core.Tests;

public sealed class PageTests
{
    private static readonly Cursor s_place = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(10), new(42));

    [Fact]
    public void A_cursor_comes_back_as_it_went()
    {
        Assert.True(Cursor.TryDecode(s_place.Encode("received of 7"), "received of 7", out var back));
        Assert.Equal(s_place, back);
    }

    [Fact]
    public void A_cursor_of_another_list_is_refused() =>
        Assert.False(Cursor.TryDecode(s_place.Encode("received of 7"), "received of 8", out _));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("????????????????????????????????")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Text_that_is_no_cursor_is_refused(string text) => Assert.False(Cursor.TryDecode(text, "received of 7", out _));

    [Fact]
    public void No_single_changed_character_of_a_digest_or_time_is_believed_to_be_out_of_range()
    {
        var text = s_place.Encode("f");
        for (var i = 0; i < text.Length; i++)
        {
            // Whatever it decodes to, it must not throw.
            Cursor.TryDecode(text[..i] + (text[i] == '_' ? 'A' : '_') + text[(i + 1)..], "f", out _);
        }
    }

    [Theory]
    [InlineData("plain", true)]
    [InlineData("a\u00e9\U0001F600", true)]
    [InlineData("nul\0", false)]
    public void Text_with_NUL_is_not_storable(string text, bool storable) => Assert.Equal(storable, Text.IsStorable(text));

    [Fact]
    public void Text_with_half_a_surrogate_pair_is_not_storable()
    {
        Assert.False(Text.IsStorable("\uD83D"));
        Assert.False(Text.IsStorable("\uDE00\uD83D"));
        Assert.False(Text.IsStorable("x\uD83Dx"));
    }

    [Fact]
    public void The_clock_gives_whole_microseconds_in_UTC()
    {
        var now = TimeProvider.System.Now();
        Assert.Equal(0, now.UtcTicks % TimeSpan.TicksPerMicrosecond);
        Assert.Equal(TimeSpan.Zero, now.Offset);
    }

    [Fact]
    public void Ids_made_later_sort_later_even_within_a_millisecond()
    {
        var ids = new Ids(TimeProvider.System);
        var made = Enumerable.Range(0, 20_000).Select(_ => ids.Next()).ToList();
        Assert.Equal(made.Select(id => id.ToString()).Order(StringComparer.Ordinal), made.Select(id => id.ToString()));
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.All(made, id => Assert.Equal((7, 0x8), (id.Version, id.Variant & 0xC)));
    }

    [Fact]
    public void Counters_count_the_block_of_the_one_who_blocks()
    {
        var blocking = new Relation(IBlockedAt: s_place.At);
        Assert.Equal(new Counters { Blocking = 1 }, Counters.Of(blocking));
        Assert.Equal(new Counters { BlockedBy = 1 }, Counters.Of(blocking.Mirror()));
        Assert.Equal(new Counters { Blocking = 1 }, Counters.Of(blocking with { TheyBlockedAt = s_place.At }));
        Assert.Equal(new Counters { Blocking = 2 }, Counters.Of(blocking) + Counters.Of(blocking));
        Assert.Equal(default, Counters.Of(blocking) - Counters.Of(blocking));
    }

    [Fact]
    public void Counters_count_each_tie_once_on_each_side()
    {
        foreach (var tie in Enum.GetValues<Tie>())
        {
            var mine = Counters.Of(new Relation(tie));
            var sum = mine.Sent + mine.Received + mine.Connected + mine.Declined;
            Assert.Equal(tie is Tie.None or Tie.DeclinedByMe ? 0 : 1, sum);
            Assert.Equal(default, mine - mine);
            Assert.Equal(mine, default(Counters) + mine);
        }
    }
}
