using System.CommandLine;
using Acquaint.Storage;

namespace Acquaint.Server.Cli;

/// <summary>What the program's exit code says. Documented in docs/operations.md.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The request was understood and refused (no such user, name taken).</summary>
    public const int Refused = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>The database can't be used.</summary>
    public const int Database = 3;
}

/// <summary>A verb can't do what it was asked; the message is one sentence for standard error.</summary>
internal sealed class RefusedException(string message) : Exception(message);

/// <summary>The program's verbs.</summary>
internal static class CommandLine
{
    public static readonly Option<string?> DatabaseOption = new("--database")
    {
        Description =
            $"Connection string ('Data Source=FILE'). Default: {ServerSettings.DatabaseVariable}, or a file in the data directory.",
        Recursive = true,
    };

    public static readonly Option<string?> CommunityOption = new("--community")
    {
        Description = "Id, name or host of the community. Default: the default one.",
        Recursive = true,
    };

    public static readonly Option<bool> JsonOption = new("--json") { Description = "Print JSON.", Recursive = true };

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Acquaint: a server for connection requests.")
        {
            DatabaseOption, CommunityOption, JsonOption,
            ServeCommand.Serve(), DemoCommand.Demo(), CommunityCommands.All(), UserCommands.All(), UserCommands.Token(), KeyCommands.All(),
            Migrate(), CopyCommand.Copy(),
        };

        var parsed = root.Parse(WithDefaultVerb(args, root));
        if (parsed.Errors.Count > 0)
            return await Complain(ExitCode.Usage, parsed.Errors[0].Message);
        try
        {
            // The server handles signals itself, and what verbs throw is worded below.
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (RefusedException e)
        {
            return await Complain(ExitCode.Refused, e.Message);
        }
        catch (Exception e) when (e is DatabaseException or StoreUnavailableException)
        {
            return await Complain(ExitCode.Database, e.Message);
        }
        catch (Exception e) when (e is HostTakenException or FormatException or IOException or UnauthorizedAccessException)
        {
            return await Complain(ExitCode.Refused, e.Message);
        }
    }

    /// <summary>Every verb brings the schema up to date; this one does nothing else.</summary>
    private static Command Migrate() => new Command("migrate", "Create the database, or bring its schema up to date.").Does(
        (_, _, _) => Console.Out.WriteLineAsync("The schema is up to date."));

    /// <summary><c>acquaint</c> and <c>acquaint --urls …</c> mean <c>acquaint serve …</c>.</summary>
    private static string[] WithDefaultVerb(string[] args, RootCommand root)
    {
        var named = args.Any(arg => root.Subcommands.Any(verb => verb.Name == arg));
        var asksAbout = args.Any(arg => arg is "--help" or "-h" or "-?" or "--version");
        return named || asksAbout || (args.Length > 0 && !args[0].StartsWith('-')) ? args : ["serve", .. args];
    }

    private static async Task<int> Complain(int code, string message)
    {
        await Console.Error.WriteLineAsync($"acquaint: {message.ReplaceLineEndings(" ")}");
        return code;
    }
}
