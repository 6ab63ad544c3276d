using System.CommandLine;
using Acquaint.Storage;

namespace Acquaint.Server.Cli;

internal static class ServeCommand
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    public static readonly Option<string> UrlsOption = new("--urls")
    {
        Description = "Addresses to listen on, separated by semicolons.",
        DefaultValueFactory = _ => DefaultUrls,
    };

    public static Command Serve()
    {
        var serve = new Command("serve", "Run the server (the default verb).") { UrlsOption };
        serve.SetAction(Serve);
        return serve;
    }

    private static async Task<int> Serve(ParseResult line, CancellationToken stop)
    {
        await using var workplace = await Workplace.Open(line, stop);
        var database = Database.Name(workplace.Settings.ConnectionString);
        await Run(workplace, line.GetValue(UrlsOption)!, _ => Console.WriteLine($"The database is {database}"));
        return ExitCode.Done;
    }

    /// <summary>Serves until a signal asks to stop; requests under way are finished.</summary>
    public static async Task Run(Workplace workplace, string urls, Action<string> whenStarted)
    {
        await using var app = Host.Build(workplace.Store, workplace.Settings.Key, urls);
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or FormatException or InvalidOperationException)
        {
            throw new RefusedException($"The server can't listen on {urls}: {e.Message}");
        }

        Console.WriteLine($"Acquaint listens on {string.Join(", ", app.Urls)}");
        whenStarted(app.Urls.First());
        await app.WaitForShutdownAsync();
    }
}
