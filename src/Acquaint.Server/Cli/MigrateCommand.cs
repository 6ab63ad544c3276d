using System.CommandLine;

namespace Acquaint.Server.Cli;

internal static class MigrateCommand
{
    /// <summary>Every verb brings the schema up to date; this one does nothing else.</summary>
    public static Command Migrate()
    {
        var migrate = new Command("migrate", "Create the database, or bring its schema up to date.");
        migrate.SetAction(async (line, stop) =>
        {
            await using var workplace = await Workplace.Open(line, stop);
            Console.WriteLine("The schema is up to date.");
            return ExitCode.Done;
        });
        return migrate;
    }
}
