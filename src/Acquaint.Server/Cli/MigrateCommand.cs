using System.CommandLine;

namespace Acquaint.Server.Cli;

internal static class MigrateCommand
{
    /// <summary>Every verb brings the schema up to date; this one does nothing else.</summary>
    public static Command Migrate() => new Command("migrate", "Create the database, or bring its schema up to date.").Does(async (workplace, line, stop) =>
    {
        Console.WriteLine("The schema is up to date.");
    });
}
