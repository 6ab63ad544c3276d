using System.Text.RegularExpressions;
using Xunit;

namespace Acquaint.Core.Tests;

/// <summary>Names lead to one place.</summary>
public sealed partial class TidyTests
{
    /// <summary>What every dialect has, so that whoever knows one knows all.</summary>
    private static readonly string[] s_plan =
        ["Dialect", "Routes", "SignIn", "Tokens", "Refusals", "Paging", "Json", "Settings", "Docs", "Examples", "Services"];

    [Fact]
    public void No_two_types_have_one_name_but_those_of_the_plan_that_dialects_share()
    {
        var twice =
            from source in Sources("src/")
            from name in Types(source.Lines)
            where !(source.Path.Contains("/Dialects/", StringComparison.Ordinal) && IsOfThePlan(name))
            group source.Path by name into places
            where places.Distinct().Count() > 1 && !places.All(path => path.Contains("/SqlStore.", StringComparison.Ordinal))
            select $"{places.Key} is in {string.Join(" and ", places.Distinct())}: give one of them a name of its own";
        Assert.True(!twice.Any(), string.Join("\n", twice));
    }

    [Fact]
    public void Files_are_named_after_a_type_that_they_hold()
    {
        var failures =
            from source in Sources("src/")
            let name = Path.GetFileName(source.Path).Split('.')[0]
            where name is not "Program" && !Types(source.Lines).Contains(name)
            select $"{source.Path} holds {string.Join(", ", Types(source.Lines))}: name it after one of them";
        Assert.True(!failures.Any(), string.Join("\n", failures));
    }

    private static bool IsOfThePlan(string name) => s_plan.Contains(name) || name.EndsWith("Handlers", StringComparison.Ordinal);

    /// <summary>The types of a file that stand in no other type, each once, without the number of their parameters.</summary>
    private static HashSet<string> Types(IEnumerable<string> lines) =>
        [.. lines.Select(line => Declaration().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"^(public|internal) [a-z ]*(class|record struct|record|struct|interface|enum) (?<name>\w+)", Plain)]
    private static partial Regex Declaration();
}
