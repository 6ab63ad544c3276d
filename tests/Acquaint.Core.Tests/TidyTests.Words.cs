using System.Text.RegularExpressions;
using Xunit;

namespace Acquaint.Core.Tests;

/// <summary>The glossary of docs/design.md: its third column names the words that are not used for what its first column names.</summary>
public sealed partial class TidyTests
{
    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary>Where a word does not come back.</summary>
    private enum Scope
    {
        /// <summary>In code, comments and pages of the whole project; what stands in quotes may be a dialect's own text.</summary>
        Everywhere,

        /// <summary>As the whole name of something in the core and the storage; in longer names it tells the viewer's side.</summary>
        Name,

        /// <summary>In the code of the core and of the storage: outside, it is a dialect's word, or means something else.</summary>
        CoreAndStorage,

        /// <summary>In what the relation is made of: anywhere else the word means something else.</summary>
        Relations,
    }

    private static readonly Dictionary<string, Scope> s_scopes = new()
    {
        ["tally"] = Scope.Everywhere,
        ["notice"] = Scope.Everywhere,
        ["cap"] = Scope.Everywhere,
        ["roll"] = Scope.Everywhere,
        ["slice"] = Scope.Everywhere,
        ["attempt"] = Scope.Everywhere,
        ["gone"] = Scope.Everywhere,
        ["erase"] = Scope.Everywhere,
        ["forget"] = Scope.Everywhere,
        ["emptied"] = Scope.Everywhere,
        ["admit"] = Scope.Everywhere,
        ["user1"] = Scope.Name,
        ["currentUser"] = Scope.Name,
        ["me"] = Scope.Name,
        ["you"] = Scope.Name,
        ["move"] = Scope.CoreAndStorage,
        ["hold"] = Scope.CoreAndStorage,
        ["friend"] = Scope.CoreAndStorage,
        ["invitation"] = Scope.CoreAndStorage,
        ["sender"] = Scope.CoreAndStorage,
        ["receiver"] = Scope.CoreAndStorage,
        ["target"] = Scope.CoreAndStorage,
        ["project"] = Scope.CoreAndStorage,
        ["site"] = Scope.CoreAndStorage,
        ["tenant"] = Scope.CoreAndStorage,
        ["origin"] = Scope.CoreAndStorage,
        ["cancel"] = Scope.CoreAndStorage,
        ["reject"] = Scope.CoreAndStorage,
        ["recommendation"] = Scope.CoreAndStorage,
        ["unfriend"] = Scope.CoreAndStorage,
        ["source"] = Scope.Relations,
        ["state"] = Scope.Relations,
        ["status"] = Scope.Relations,
        ["error"] = Scope.Relations,
        ["remove"] = Scope.Relations,
        // The language's own keyword.
        ["record"] = Scope.Relations,
    };

    /// <summary>What looks like such a word and is none: the framework's, or a name that a page or a client needs.</summary>
    private static readonly Regex s_others = new(
        @"\.Slice\(|File\.Move|Cancell\w+|[Rr]oll(s|ed)? back|\brecord\b|UserStatus Status|UserStatus|Origins|AttemptAcquire|TargetSession"
        + @"|\.Status\b|DataSource|time slices|0006-a-deletion\S+", Plain);

    [Fact]
    public void The_words_that_the_glossary_refuses_do_not_come_back()
    {
        var refused = Refused();
        Assert.Equal(s_scopes.Keys.Order(StringComparer.Ordinal), refused.Keys.Order(StringComparer.Ordinal));
        var lines =
            from source in Sources().Concat(Pages())
            where !Exempt(source.Path)
            from line in source.Lines
            from word in Words(source.Path, line)
            where refused.ContainsKey(word.Text) && IsRefused(source.Path, word)
            select $"{source.Path}: '{line.Trim()}': write {refused[word.Text]}, not {word.Text}";
        var failures = string.Join('\n', lines);
        Assert.True(failures.Length == 0, failures);
    }

    /// <summary>Each refused word of the glossary with the word to write.</summary>
    private static Dictionary<string, string> Refused()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/design.md"));
        var table = page[page.IndexOf("| word | means | not |", StringComparison.Ordinal)..];
        var rows = table[..table.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n').Skip(2).Select(row => row.Trim('|').Split('|'));
        return rows
            .SelectMany(row => Aside().Replace(row[2], "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(word => (Word: word, Instead: row[0].Trim())))
            .DistinctBy(one => one.Word)
            .ToDictionary(one => one.Word, one => one.Instead);
    }

    private static IEnumerable<(string Path, string[] Lines)> Pages() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md")).Append(Path.Combine(Repository.Root, "CONTRIBUTING.md"))
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        // Decisions say what was decided in the words of their day; the glossary names what it refuses; the dialects' pages quote.
        where !path.StartsWith("docs/decisions", StringComparison.Ordinal) && !path.StartsWith("docs/dialects", StringComparison.Ordinal)
        select (path, File.ReadAllLines(file).Where(line => line.Count(letter => letter == '|') != 4).ToArray());

    /// <summary>
    /// The words of a line, names taken apart where their letters change case, in the singular; whether they are code, and whole names.
    /// </summary>
    private static IEnumerable<(string Text, bool IsCode, bool IsWhole)> Words(string path, string line)
    {
        var isCode = path.EndsWith(".cs", StringComparison.Ordinal);
        var text = s_others.Replace(isCode ? Quoted().Replace(line, "\"\"") : line, "");
        var comment = isCode ? text.IndexOf("//", StringComparison.Ordinal) : 0;
        foreach (Match match in Word().Matches(text))
        {
            var word = match.Value is "currentUser" ? match.Value : match.Value.ToLowerInvariant();
            var stem = s_scopes.Keys.FirstOrDefault(one => word.StartsWith(one, StringComparison.Ordinal)
                && word[one.Length..] is "" or "s" or "d" or "ed") ?? word;
            var isWhole = !IsLetter(text, match.Index - 1) && !IsLetter(text, match.Index + match.Length);
            var isCodeHere = comment < 0 || match.Index < comment;
            yield return (word is "tallies" ? "tally" : word is "forgotten" ? "forget" : stem, isCodeHere, isWhole);
        }
    }

    /// <summary>This very file, and the test of migrations, which has the schema of before.</summary>
    private static bool Exempt(string path) =>
        path.EndsWith("TidyTests.Words.cs", StringComparison.Ordinal) || path.EndsWith("MigratorTests.cs", StringComparison.Ordinal);

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');

    private static bool IsRefused(string path, (string Text, bool IsCode, bool IsWhole) word) => s_scopes[word.Text] switch
    {
        Scope.Everywhere => true,
        Scope.Name => word.IsCode && word.IsWhole && IsIn(path, "src/Acquaint.Core/", "src/Acquaint.Storage/"),
        Scope.CoreAndStorage => word.IsCode && IsIn(path, "src/Acquaint.Core/", "src/Acquaint.Storage/"),
        Scope.Relations => word.IsCode && IsIn(path, "src/Acquaint.Core/Relations/"),
    };

    private static bool IsIn(string path, params string[] folders) =>
        Array.Exists(folders, folder => path.StartsWith(folder, StringComparison.Ordinal));

    [GeneratedRegex(@"\([^)]*\)", Plain)]
    private static partial Regex Aside();

    [GeneratedRegex("\"[^\"]*\"", Plain)]
    private static partial Regex Quoted();

    [GeneratedRegex("currentUser|[A-Z]?[a-z]+[0-9]?|[A-Z]+", Plain)]
    private static partial Regex Word();
}
