using System.CommandLine;

namespace Acquaint.Server.Cli;

internal static class DemoCommand
{
    public static Command Demo() => new("demo", "Serve a throw-away community to try things on.") { ServeCommand.UrlsOption };
}
