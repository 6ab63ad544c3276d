using Xunit;

namespace Acquaint.Core.Tests;

/// <summary>The house style, as far as a machine can hold it (docs/design.md). Failures say what to do instead.</summary>
public sealed partial class TidyTests
{
    private static readonly string[] s_bannedEndings = ["Dto", "Manager", "Helper", "Utils", "Base", "Impl"];

    private const string DialectsFolder = "src/Acquaint.Server/Dialects/";

    private static readonly string[] s_dialects =
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, DialectsFolder)).Select(Path.GetFileName).OfType<string>().Where(
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
            Refuse($"{DialectsFolder}{name}/", ["Acquaint.Storage", "IStore", .. others], "call Connections, People or AccountService");
        }
    }

    [Fact]
    public void Only_the_dialects_name_a_dialect()
    {
        Assert.NotEmpty(s_dialects);
        var failures =
            from source in Sources("src/")
            where !source.Path.StartsWith(DialectsFolder, StringComparison.Ordinal)
            from line in source.Lines
            let text = line.Replace(" ", "", StringComparison.Ordinal)
            where s_dialects.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase))
            select $"{source.Path}: '{line.Trim()}': say what it is instead, or let the dialect declare it";
        Assert.Empty(failures);
    }

    [Fact]
    public void Every_dialect_has_the_same_plan()
    {
        string[] files = ["Dialect.cs", "Routes.cs", "SignIn.cs", "Tokens.cs", "Refusals.cs", "Paging.cs", "Json.cs"];
        string[] some = [.. files, "Settings.cs"];
        string[] folders = ["Handlers", "Wire", "Docs"];
        var failures = new List<string>();
        foreach (var (dialect, isOfProduct) in Dialects())
        {
            var top = dialect.EnumerateFiles().Select(file => file.Name).ToList();
            failures.AddRange(files.Except(top).Select(file => $"{dialect.Name} has no {file}"));
            failures.AddRange(top.Except(some).Select(file => $"{dialect.Name}/{file}: put it into {string.Join(", ", folders)}"));
            // One that only tests speak has its tests with it.
            var others = dialect.EnumerateDirectories().Select(folder => folder.Name).Except(isOfProduct ? folders : [.. folders, "Tests"]);
            failures.AddRange(others.Select(folder => $"{dialect.Name}/{folder}: no dialect has such a folder"));
            var called =
                from file in dialect.EnumerateFiles("*.cs", SearchOption.AllDirectories)
                from name in TypesIn(File.ReadAllLines(file.FullName)).Prepend(file.Name)
                where name.StartsWith(dialect.Name, StringComparison.Ordinal)
                select $"{dialect.Name}/{file.Name}: {name}: the folder says whose it is";
            failures.AddRange(called);
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    /// <summary>A test that holds in every dialect learns what it must know of one from the dialect's folder.</summary>
    [Fact]
    public void Tests_of_all_dialects_name_none()
    {
        const string Tests = "tests/Acquaint.Server.Tests/";
        const string Client = "a client must speak some dialect";
        const string Setting = "a setting is set by its whole name";
        const string Credentials = "signs in by every way there is and knows where each credential goes";
        var exceptions = new Dictionary<string, string>
        {
            [$"{Tests}TestServer.cs"] = "registers the one that only tests speak",
            [$"{Tests}Askers.cs"] = Client,
            [$"{Tests}Deployment/ShutdownTests.cs"] = Client,
            ["tests/fire/Load.cs"] = Client,
            [$"{Tests}Secrets/SecretLoad.cs"] = Credentials,
            [$"{Tests}Secrets/SecretsTests.cs"] = Credentials,
            [$"{Tests}CliTests.cs"] = Setting,
            [$"{Tests}DeclaredTests.cs"] = Setting,
            ["tests/fire/HostileWorld.cs"] = Setting,
            [$"{Tests}CommunityKeys.cs"] = Setting,
            [$"{Tests}Storage/StoreContract.cs"] = Setting,
            [$"{Tests}Storage/MigratorTests.cs"] = Setting,
            [$"{Tests}Storage/HopTests.cs"] = "counts what named calls of each cost",
        };
        var dialects = Dialects();
        var naming =
            from source in Sources("tests/")
            where !dialects.Any(one => source.Path.StartsWith($"{Tests}Dialects/{one.Folder.Name}/", StringComparison.Ordinal))
            from line in source.Lines
            where dialects.Any(one => Names(line, one.Folder.Name, one.IsOfProduct))
            select (source.Path, Line: line.Trim());
        var found = naming.ToList();
        Assert.Empty(found.Where(one => !exceptions.ContainsKey(one.Path))
            .Select(one => $"{one.Path}: '{one.Line}': ask the dialect (ITestedDialect), or give a reason"));
        Assert.Empty(exceptions.Keys.Except(found.Select(one => one.Path)));
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
            from name in TypesIn(source.Lines)
            where s_bannedEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            select $"{source.Path}: {name}: name it for what it does";
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

    private static IEnumerable<string> TypesIn(IEnumerable<string> lines) =>
        from line in lines
        let words = line.Split(' ', '(', '<', ':', '{')
        from keyword in new[] { "class", "record", "struct", "interface", "enum" }
        let at = Array.IndexOf(words, keyword)
        where at >= 0 && at + 1 < words.Length
        select words[at + 1];

    /// <summary>The product's, and those that only tests speak.</summary>
    private static List<(DirectoryInfo Folder, bool IsOfProduct)> Dialects()
    {
        var product = new DirectoryInfo(Path.Combine(Repository.Root, DialectsFolder));
        var tests = new DirectoryInfo(Path.Combine(Repository.Root, "tests/Acquaint.Server.Tests/Dialects"));
        return
        [
            .. product.EnumerateDirectories().Where(folder => folder.Name != "Kit").Select(folder => (folder, true)),
            .. tests.EnumerateFiles("Dialect.cs", SearchOption.AllDirectories).Select(file => (file.Directory!, false)),
        ];
    }

    /// <summary>Whether a line names a dialect, in one word or in several; the name of one of the tests may be a plain word.</summary>
    private static bool Names(string line, string dialect, bool isOfProduct) => isOfProduct
        ? line.Replace(" ", "", StringComparison.Ordinal).Contains(dialect, StringComparison.OrdinalIgnoreCase)
        : line.Contains($"Dialects.{dialect}", StringComparison.Ordinal)
            || line.Contains($"\"{dialect}\"", StringComparison.OrdinalIgnoreCase);

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
