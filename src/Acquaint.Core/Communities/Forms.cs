using System.Globalization;

namespace Acquaint.Core;

/// <summary>How the values of a setting are written.</summary>
/// <param name="Words">For operators: "days, or never".</param>
/// <param name="Parse">Of what was written, and the present value where one may be changed in part. Throws FormatException.</param>
/// <param name="Print">The other way round.</param>
public sealed record Form<T>(string Words, Func<string, T, T> Parse, Func<T, string> Print)
{
    public Form(string words, Func<string, T> parse, Func<T, string> print)
        : this(words, (text, _) => parse(text), print)
    {
    }
}

/// <summary>The forms that several settings share, and what they are made of.</summary>
public static class Forms
{
    private const string None = "none";
    public static readonly Form<bool> Truth = new("true or false", bool.Parse, value => value ? "true" : "false");

    public static readonly Form<string?> Url = OrNone(
        "URL",
        text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? text
            : throw new FormatException("Give an http or https URL, or none."));

    public static readonly Form<TimeSpan> Days = new("days", text => ParseDays(text, ""), PrintDays);

    public static readonly Form<TimeSpan?> DaysOrNever = new(
        "days, or never",
        text => text == "never" ? null : ParseDays(text, ", or never"),
        value => value is { } days ? PrintDays(days) : "never");

    public static Form<int> Whole(string words, int least, int most, string complaint) => new(
        words,
        text => WholeOrNull(text) is { } number && number >= least && number <= most ? number : throw new FormatException(complaint),
        value => value.ToString(CultureInfo.InvariantCulture));

    public static Form<string> Words(string words, Func<string, string> check) => new(words, check, value => value);

    public static Form<string?> OrNone(string words, Func<string, string> check) => new(
        $"{words}, or {None}", text => text == None ? null : check(text), value => value ?? None);

    public static Form<IReadOnlyList<string>> List(string words, Func<string, string>? form = null) => new(
        words, text => [.. Split(text).Select(form ?? (one => one))], value => string.Join(',', value));

    /// <summary>What stands between commas.</summary>
    public static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static int? WholeOrNull(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan ParseDays(string text, string orElse) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is >= 0 and <= 36_500
            ? TimeSpan.FromDays(days)
            : throw new FormatException($"Give a number of days from 0 to 36500{orElse}.");

    private static string PrintDays(TimeSpan value) => value.TotalDays.ToString(CultureInfo.InvariantCulture);
}
