using System.Runtime.Versioning;
using System.Text.Json;
using Acquaint.Server.Cli;
using Acquaint.Server.Tests.Dialects;
using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>The command line as scripts use it: other processes, one database.</summary>
public sealed class CliTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("acquaint-cli-").FullName;

    private string Database => $"Data Source={Path.Combine(_folder, "sub", "cli.db")}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_first_verb_on_an_empty_database_makes_one_community()
    {
        var list = Json(await Cli("community", "list", "--json"));
        var one = Assert.Single(list.EnumerateArray());
        Assert.Equal(["id", "name", "iamKey", "hosts"], one.EnumerateObject().Select(member => member.Name));
        Assert.True(one.GetProperty("id").TryGetGuid(out _) && one.GetProperty("iamKey").TryGetGuid(out _));
        Assert.Equal("localhost", one.GetProperty("hosts")[0].GetString());
    }

    [Fact]
    public async Task A_person_is_added_shown_and_listed_in_one_form()
    {
        string[] add =
            ["user", "add", "ann", "--password", "pw", "--email", "a@example.org", "--first-name", "Ann", "--external-id", "7", "--admin"];
        var added = Json(await Cli([.. add, "--json"]));
        Assert.Equal(["id", "key", "username"], added.EnumerateObject().Select(member => member.Name));
        Assert.Equal((1L, "ann"), (added.GetProperty("id").GetInt64(), added.GetProperty("username").GetString()));
        Assert.True(added.GetProperty("key").TryGetGuid(out _));
        Assert.Equal(added.GetRawText(), Json(await Cli("user", "show", "ann", "--json")).GetRawText());
        Assert.Equal($"[{added.GetRawText()}]", (await Cli("user", "list", "--json")).Output);
        Refused(await Cli(add), ExitCode.Refused);
    }

    [Fact]
    public async Task People_of_another_community_are_not_found()
    {
        await Cli("community", "add", "Second", "--host", "second.example");
        Assert.Equal(0, (await Cli("user", "add", "ann", "--community", "Second")).ExitCode);
        Refused(await Cli("user", "show", "ann"), ExitCode.Refused);
        Assert.Equal(0, (await Cli("user", "show", "ann", "--community", "second.example")).ExitCode);
        Refused(await Cli("user", "list", "--community", "Third"), ExitCode.Refused);
    }

    [Theory]
    [InlineData("ask-again-after", "never", true)]
    [InlineData("ask-again-after", "3.5", true)]
    [InlineData("ask-again-after", "-1", false)]
    [InlineData("ask-again-after", "soon", false)]
    [InlineData("decline-policy", "strict", true)]
    [InlineData("decline-policy", "documented", true)]
    [InlineData("decline-policy", "lenient", false)]
    [InlineData("open-requests", "0", true)]
    [InlineData("open-requests", "700", true)]
    [InlineData("open-requests", "-1", false)]
    [InlineData("requests-per-day", "50", true)]
    [InlineData("requests-per-day", "many", false)]
    [InlineData("newcomer-requests-per-day", "5", true)]
    [InlineData("newcomer-requests-per-day", "1.5", false)]
    [InlineData("newcomer-for", "0.5", true)]
    [InlineData("newcomer-for", "never", false)]
    [InlineData("connections", "5000", true)]
    [InlineData("connections", "", false)]
    [InlineData("rate-limits", "POST /auth/sign-in=20,*=0", true)]
    [InlineData("rate-limits", "default", true)]
    [InlineData("rate-limits", "sign-in=20", false)]
    [InlineData("rate-limits", "*=-1", false)]
    [InlineData("external-key", "none", true)]
    [InlineData("external-key", "nonsense", false)]
    [InlineData("previous-external-key", "none", true)]
    [InlineData("previous-external-key", "LS0t", false)]
    [InlineData("time-zone", "America/New_York", true)]
    [InlineData("time-zone", "Nowhere", false)]
    [InlineData("page-size", "20", true)]
    [InlineData("page-size", "0", false)]
    [InlineData("max-page-size", "101", false)]
    [InlineData("hosts", "A.example,b.example", true)]
    [InlineData("token-secret", "short", false)]
    [InlineData("origins", "https://a.example", true)]
    [InlineData("token-life", "30", true)]
    [InlineData("token-life", "29", false)]
    [InlineData("token-life", "525601", false)]
    [InlineData("token-life", "1.5", false)]
    [InlineData("home-page", "https://a.example/c", true)]
    [InlineData("home-page", "none", true)]
    [InlineData("home-page", "javascript:alert(1)", false)]
    [InlineData("login-page", "a.example", false)]
    [InlineData("iam-contact", "none", true)]
    [InlineData("iam-contact", "ann", false)]
    [InlineData("content-availability", "false", true)]
    [InlineData("content-availability", "maybe", false)]
    [InlineData("preference", "configurations.url_template_profile=/people/{id}/?a=b", true)]
    [InlineData("preference", "colors.colorprimary=", true)]
    [InlineData("preference", "colorprimary=red", false)]
    [InlineData("preference", "colors.Primary=red", false)]
    [InlineData("preference", "configurations.follow_enabled=true", false)]
    [InlineData("default", "false", false)]
    [InlineData("colour", "red", false)]
    public async Task A_rule_takes_the_values_it_says(string rule, string value, bool taken)
    {
        var ran = await Cli("community", "set", "localhost", rule, value);
        if (taken)
            Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        else
            Refused(ran, ExitCode.Refused);
    }

    [Fact]
    public async Task A_quota_that_is_set_is_the_one_that_holds()
    {
        string[] quotas = ["open-requests", "requests-per-day", "newcomer-requests-per-day", "newcomer-for", "connections"];
        foreach (var (i, quota) in quotas.Index())
            Assert.Equal(0, (await Cli("community", "set", "localhost", quota, $"{i + 1}")).ExitCode);
        await using var store = await Acquaint.Storage.Database.Open(Database, default);
        var expected = new Quotas
        {
            OpenRequests = 1,
            RequestsPerDay = 2,
            NewcomerRequestsPerDay = 3,
            NewcomerFor = TimeSpan.FromDays(4),
            Connections = 5,
        };
        Assert.Equal(expected, (await store.Communities(default)).Single().Rules.Quotas);
    }

    [Fact]
    public async Task Every_rule_is_shown_but_secrets()
    {
        Assert.Equal(0, (await Cli("community", "set", "localhost", "higherlogic.time-zone", "Europe/Rome")).ExitCode);
        Assert.Equal(0, (await Cli("community", "set", "localhost", "page-size", "7")).ExitCode);
        foreach (var (key, value) in new[] { ("a.b", "one"), ("c.d", "two"), ("a.b", "") })
            Assert.Equal(0, (await Cli("community", "set", "localhost", "preference", $"{key}={value}")).ExitCode);
        var json = Json(await Cli("community", "show", "localhost", "--json"));
        Assert.Equal(["name", "value", "isDefault", "isSecret", "form", "help"], json[0].EnumerateObject().Select(member => member.Name));
        var rules = json.EnumerateArray().ToDictionary(one => $"{one.GetProperty("name")}");
        Assert.Equal(DeclaredTests.All.Select(setting => setting.Name), rules.Keys);
        Assert.Equal("Europe/Rome False", $"{rules["higherlogic.time-zone"].GetProperty("value")} {IsDefault("higherlogic.time-zone")}");
        Assert.Equal("100 True", $"{rules["max-page-size"].GetProperty("value")} {IsDefault("max-page-size")}");
        Assert.Equal("c.d=two", $"{rules["selfcommunity.preference"].GetProperty("value")}");
        Assert.Equal("null", rules["selfcommunity.token-secret"].GetProperty("value").GetRawText());

        var lines = (await Cli("community", "show", "localhost")).Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("page-size  7", lines);
        Assert.Contains("max-page-size  100  (default)", lines);
        Assert.Contains("selfcommunity.token-secret  (set)", lines);
        Assert.Contains("higherlogic.iam-key  (set)", lines);

        bool IsDefault(string name) => rules[name].GetProperty("isDefault").GetBoolean();
    }

    public static TheoryData<string> Dialects => [.. TestedDialects.OfProduct.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task A_token_is_printed_alone(string dialect)
    {
        await Cli("user", "add", "ann");
        var token = await Cli("token", "ann", "--dialect", dialect);
        Assert.Equal(0, token.ExitCode);
        Assert.DoesNotContain(token.Output, char.IsWhiteSpace);
        Assert.True(token.Output.Length > 40);
    }

    [Fact]
    public async Task A_token_for_nobody_or_for_no_dialect_is_refused()
    {
        await Cli("user", "add", "ann");
        foreach (var dialect in TestedDialects.OfProduct)
            Refused(await Cli("token", "bob", "--dialect", dialect.Name), ExitCode.Refused);
        Refused(await Cli("token", "ann", "--dialect", "esperanto"), ExitCode.Refused);
    }

    [Fact]
    public async Task A_service_key_is_shown_once_listed_without_itself_and_revoked()
    {
        var added = Json(await Cli("key", "add", "backend", "--json"));
        Assert.Equal(["id", "name", "key"], added.EnumerateObject().Select(member => member.Name));
        var (id, key) = (added.GetProperty("id").GetString()!, added.GetProperty("key").GetString()!);
        Assert.StartsWith("acquaint_sk_", key, StringComparison.Ordinal);
        var listed = await Cli("key", "list", "--json");
        Assert.Equal(["id", "name", "createdAt"], Json(listed)[0].EnumerateObject().Select(member => member.Name));
        Assert.DoesNotContain(key, listed.Output, StringComparison.Ordinal);
        Refused(await Cli("key", "remove", "nonsense"), ExitCode.Refused);
        Refused(await Cli("key", "remove", Guid.Empty.ToString()), ExitCode.Refused);
        Assert.Equal(0, (await Cli("key", "remove", id)).ExitCode);
        Assert.Equal("[]", (await Cli("key", "list", "--json")).Output);
        Assert.Matches("^acquaint_sk_[A-Za-z0-9_-]{43}$", (await Cli("key", "add", "plain")).Output);
    }

    [Fact]
    public async Task A_line_that_is_not_understood_is_refused_in_one_sentence() => Refused(await Cli("user", "ad"), ExitCode.Usage);

    [Theory]
    [InlineData("Host=somewhere;Username=x")]
    [InlineData("Data Source=/proc/nowhere/a.db")]
    [InlineData("Data Source=:memory:")]
    [InlineData("nonsense")]
    public async Task A_database_that_can_not_be_used_is_refused_in_one_sentence(string database) =>
        Refused(await ServerProcess.Run("user", "list", "--database", database), ExitCode.Database);

    [Fact]
    public async Task A_database_of_a_newer_program_is_left_alone()
    {
        Assert.Equal(0, (await Cli("migrate")).ExitCode);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(Database))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schema_migrations (version, name) VALUES (9999, 'future')";
            command.ExecuteNonQuery();
        }

        var ran = await Cli("user", "list");
        Refused(ran, ExitCode.Database);
        Assert.Contains("newer", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Secrets_on_disk_are_for_their_owner_only()
    {
        await Cli("migrate");
        foreach (var file in new[] { "cli.db", "cli.db.key" })
        {
            var mode = File.GetUnixFileMode(Path.Combine(_folder, "sub", file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }
    }

    private Task<Ran> Cli(params string[] args) => ServerProcess.Run([.. args, "--database", Database]);

    private static JsonElement Json(Ran ran)
    {
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        return JsonDocument.Parse(ran.Output).RootElement;
    }

    /// <summary>One sentence on standard error, nothing on standard output, the documented code.</summary>
    private static void Refused(Ran ran, int code)
    {
        Assert.Equal((code, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("acquaint: ", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', ran.Error);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }
}
