using Xunit;

namespace Acquaint.Core.Tests;

/// <summary>The house style, as far as a machine can hold it (docs/design.md). Failures say what to do instead.</summary>
public sealed partial class TidyTests
{
    private static readonly string[] s_bannedEndings = ["Dto", "Manager", "Helper", "Utils", "Base", "Impl"];

    private const string Dialects = "src/Acquaint.Server/Dialects/";

    private static readonly string[] s_dialects =
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, Dialects)).Select(Path.GetFileName).OfType<string>().Where(
            name => name != "Kit")];

    private static IEnumerable<(string Path, string[] Lines)> Sources(string folder = "") =>
        from root in new[] { "src", "tests" }
        let whole = Path.Combine(Repository.Root, root)
        from file in Directory.EnumerateFiles(whole, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where path.StartsWith(folder, StringComparison.Ordinal) && !path.Contains("node_modules", StringComparison.Ordinal)
        select (path, File.ReadAllLines(file));

    [Fact]
    public void Core_depends_on_nothing()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "src/Acquaint.Core/Acquaint.Core.csproj"));
        Assert.DoesNotContain("PackageReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
        string[] outside = ["Acquaint.Server", "Microsoft.AspNetCore", "System.Data", "System.Net.Http"];
        Refuse("src/Acquaint.Core/", outside, "core does no I/O: put it in the server");
    }

    [Fact]
    public void A_dialect_knows_neither_storage_nor_another_dialect()
    {
        foreach (var name in s_dialects)
        {
            string[] others = [.. s_dialects.Where(other => other != name).Select(other => $"Dialects.{other}")];
            Refuse($"{Dialects}{name}/", ["Acquaint.Storage", "IStore", .. others], "call Connections, People or AccountService");
        }
    }

    [Fact]
    public void Only_the_dialects_name_a_dialect()
    {
        Assert.NotEmpty(s_dialects);
        var failures =
            from source in Sources("src/")
            where !source.Path.StartsWith(Dialects, StringComparison.Ordinal)
            from line in source.Lines
            let text = line.Replace(" ", "", StringComparison.Ordinal)
            where s_dialects.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase))
            select $"{source.Path}: '{line.Trim()}': say what it is instead, or let the dialect declare it";
        Assert.Empty(failures);
    }

    [Fact]
    public void Storage_knows_no_dialect()
    {
        string[] above = ["Acquaint.Server", "Microsoft.AspNetCore"];
        Refuse("src/Acquaint.Storage/", above, "storage answers IStore and nothing else");
    }

    [Fact]
    public void No_type_is_named_for_what_it_is_not()
    {
        var failures =
            from source in Sources("src/")
            from line in source.Lines
            let words = line.Split(' ', '(', '<', ':', '{')
            from keyword in new[] { "class", "record", "struct", "interface", "enum" }
            let at = Array.IndexOf(words, keyword)
            where at >= 0 && at + 1 < words.Length
            where s_bannedEndings.Any(ending => words[at + 1].EndsWith(ending, StringComparison.Ordinal))
            select $"{source.Path}: {words[at + 1]}: name it for what it does";
        Assert.Empty(failures);
    }

    [Fact]
    public void Files_stay_short_and_lines_narrow()
    {
        var tooLong =
            from source in Sources()
            let most = source.Path.StartsWith("tests/", StringComparison.Ordinal) ? 500 : 300
            where source.Lines.Length > most
            select $"{source.Path} has {source.Lines.Length} lines: split it by noun";
        var tooWide =
            from source in Sources()
            from line in source.Lines.Select((text, i) => (text, Number: i + 1))
            where line.text.Length > 140 && !IsTableOrCommand(line.text)
            select $"{source.Path}:{line.Number} has {line.text.Length} characters: break it";
        Assert.Empty(tooLong.Concat(tooWide));
    }

    [Fact]
    public void Functions_stay_short()
    {
        var failures = new List<string>();
        foreach (var (path, lines) in Sources("src/"))
        {
            var start = 0;
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i] is "    {")
                    start = i;
                if (lines[i] is "    }" or "    };" && i - start > 70)
                    failures.Add($"{path}:{start}: {i - start} lines: name its parts");
            }
        }

        Assert.Empty(failures);
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        var failures =
            from source in Sources()
            from line in source.Lines
            where marks.Any(mark => line.Contains(mark, StringComparison.Ordinal))
            select $"{source.Path}: {line.Trim()}";
        Assert.Empty(failures);
    }

    private static bool IsTableOrCommand(string line) =>
        line.StartsWith("/// | ", StringComparison.Ordinal) || line.Contains("curl ", StringComparison.Ordinal);

    private static void Refuse(string folder, string[] names, string instead)
    {
        var failures =
            from source in Sources(folder)
            from line in source.Lines
            from name in names
            where line.Contains(name, StringComparison.Ordinal)
            select $"{source.Path}: '{line.Trim()}': {instead}";
        Assert.NotEmpty(Sources(folder));
        Assert.Empty(failures);
    }
}
