using System.Globalization;

namespace Acquaint.Core;

/// <summary>A place on earth, in degrees.</summary>
public readonly record struct Coordinates(double Latitude, double Longitude)
{
    private const double EarthRadius = 6371;

    /// <summary>Reads "lat,lng"; null for anything else.</summary>
    public static Coordinates? Parse(string? text) =>
        text?.Split(',') is [var first, var second] && Degrees(first, 90) is { } latitude && Degrees(second, 180) is { } longitude
            ? new(latitude, longitude)
            : null;

    /// <summary>Along the surface, by the haversine formula.</summary>
    public double KilometresTo(Coordinates other)
    {
        var (from, to) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var north = Math.Sin((to - from) / 2);
        var east = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var chord = (north * north) + (Math.Cos(from) * Math.Cos(to) * east * east);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    private static double? Degrees(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;
}
