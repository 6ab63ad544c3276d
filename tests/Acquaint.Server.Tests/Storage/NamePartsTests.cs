using Xunit;

namespace Acquaint.Server.Tests.Storage;

public sealed class NamePartsTests
{
    [Fact]
    public void The_parts_are_the_ends_of_each_name_and_the_whole_username() => Assert.Equal(
        ["\0abc", "abc", "b c", "bc", "c"],
        NameParts.Of(["aBc", "B C", null, ""]).Order(StringComparer.Ordinal));

    [Fact]
    public void A_surrogate_pair_is_never_cut()
    {
        var parts = NameParts.Of(["a\U0001F600b", string.Concat(Enumerable.Repeat("\U0001F600", 40))]);
        Assert.All(parts, part => Assert.True(Text.IsStorable(part.TrimStart('\0'))));
        Assert.Contains("\U0001F600b", parts);
    }

    [Fact]
    public void The_limit_leaves_out_the_middle_of_long_names_and_never_the_beginning_of_a_word()
    {
        var longName = string.Concat(Enumerable.Range(100, 50)) + " last-word";
        var parts = NameParts.Of(["username", longName]);
        Assert.Equal(Limits.NameParts + 1, parts.Count);
        string[] kept = ["last-word", "word", "username", "name", "e", longName[..Limits.NamePartLength]];
        Assert.Empty(kept.Except(parts));
        Assert.All(parts.Where(part => part[0] != '\0'), part => Assert.True(part.Length <= Limits.NamePartLength));
    }
}
