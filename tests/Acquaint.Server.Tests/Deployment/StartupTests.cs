using Acquaint.Server.Cli;
using Xunit;

namespace Acquaint.Server.Tests.Deployment;

/// <summary>What an operator reads when the server can't start on their PostgreSQL: one sentence, and an exit code of its own.</summary>
public sealed class StartupTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task A_server_that_can_not_start_says_why_in_one_sentence()
    {
        var unused = "Host=127.0.0.1;Port=1;Username=x;Database=unused";
        await Refuses(unused, "The database unused at 127.0.0.1:1 can't be used: Connection refused");
        await Refuses("Host=nowhere.invalid;Username=x;Database=y", "The database y at nowhere.invalid:5432 can't be used: Name or ser");
        await Refuses("Host=127.0.0.1:1,127.0.0.1:2;Username=x;Database=y", "can't be used: Connection refused");
        await Refuses(postgres.ConnectionString(password: "guess"), "can't be used: password authentication failed for user \"acquaint\"");
        await Refuses(postgres.ConnectionString(password: ""), "can't be used: No password has been provided");
        await Refuses(postgres.ConnectionString("nowhere"), "can't be used: database \"nowhere\" does not exist");
        await Refuses(postgres.ConnectionString() + ";Prot=1", "The connection string is not valid");
    }

    [Fact]
    public async Task A_role_that_may_not_make_tables_is_told_so()
    {
        await postgres.Execute("CREATE ROLE guest LOGIN PASSWORD 'guest'");
        var guest = postgres.ConnectionString().Replace("Username=acquaint", "Username=guest", StringComparison.Ordinal)
            .Replace("Password=secret", "Password=guest", StringComparison.Ordinal);
        await Refuses(guest, "can't be used: permission denied for schema public");
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_left_alone()
    {
        await postgres.Execute("CREATE DATABASE future");
        var future = postgres.ConnectionString("future");
        Assert.Equal(0, (await ServerProcess.Run(ServerProcess.Shared, "migrate", "--database", future)).ExitCode);
        await postgres.Execute("INSERT INTO schema_migrations (version, name) VALUES (9999, 'future')", "future");
        await Refuses(future, "can't be used: The database has schema 9999, this program knows");
    }

    [Fact]
    public async Task The_password_of_the_database_is_not_printed()
    {
        using var server = await ServerProcess.Serve(ServerProcess.Shared, "--database", postgres.ConnectionString());
        Assert.Equal(0, await server.Stop());
        Assert.Equal($"The database is {postgres.Name}\n", await server.Output);
    }

    private static async Task Refuses(string database, string words)
    {
        var ran = await ServerProcess.Run(ServerProcess.Shared, "serve", "--urls", "http://127.0.0.1:0", "--database", database);
        Assert.Equal((ExitCode.Database, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("acquaint: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains(words, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', ran.Error);
        Assert.DoesNotContain("secret", ran.Error, StringComparison.Ordinal);
    }
}
