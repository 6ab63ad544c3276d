using Xunit;

namespace Acquaint.Core.Tests;

public sealed class CoordinatesTests
{
    [Theory]
    [InlineData("45.4642, 9.19", 45.4642, 9.19)]
    [InlineData("-90,180", -90, 180)]
    public void A_place_is_read(string text, double latitude, double longitude) =>
        Assert.Equal(new Coordinates(latitude, longitude), Coordinates.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("45.4")]
    [InlineData("45.4,9.1,3")]
    [InlineData("90.1,0")]
    [InlineData("0,-180.5")]
    [InlineData("NaN,0")]
    [InlineData("Infinity,0")]
    [InlineData("north,east")]
    public void What_is_no_place_is_none(string? text) => Assert.Null(Coordinates.Parse(text));

    [Theory]
    [InlineData("45.4642,9.19", "41.9028,12.4964", 477)]
    [InlineData("0,179.5", "0,-179.5", 111)]
    [InlineData("90,0", "-90,0", 20015)]
    [InlineData("1,1", "1,1", 0)]
    public void Distances_are_those_of_the_globe(string from, string to, int kilometres)
    {
        var (here, there) = (Coordinates.Parse(from)!.Value, Coordinates.Parse(to)!.Value);

        Assert.Equal(kilometres, (int)Math.Round(here.KilometresTo(there)));
        Assert.Equal(here.KilometresTo(there), there.KilometresTo(here), 6);
    }
}
