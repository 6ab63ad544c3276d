using System.CommandLine;
using Acquaint.Storage;
using Spectre.Console;

namespace Acquaint.Server.Cli;

internal static class CopyCommand
{
    private static readonly Option<string> s_from = new("--from") { Description = "The database that has them.", Required = true };

    private static readonly Option<string> s_to = new("--to") { Description = "The database that shall have them.", Required = true };

    public static Command Copy()
    {
        var copy = new Command(
            "copy", "Copy communities (--community: one of them) from one database to another, on either engine, and compare the two.")
        {
            s_from, s_to,
        };
        copy.SetAction(Copy);
        return copy;
    }

    private static async Task<int> Copy(ParseResult line, CancellationToken stop)
    {
        Database.RefuseMissing(line.GetValue(s_from)!);
        await using var from = await Database.OpenEngine(line.GetValue(s_from)!, stop);
        await using var to = await Database.OpenEngine(line.GetValue(s_to)!, stop);
        var all = await new SqlStore(from).Communities(stop);
        IReadOnlyList<Community> named = line.GetValue(CommandLine.CommunityOption) is { } name ? [Workplace.Named(all, name)] : all;
        if (named.Count == 0)
            throw new RefusedException($"There is no community in {Database.Name(line.GetValue(s_from)!)}.");
        foreach (var community in named.OrderByDescending(one => one.IsDefault))
            await Copy(community, new CommunityCopy(from, to, community.Id), stop);
        return ExitCode.Done;
    }

    private static async Task Copy(Community community, CommunityCopy copy, CancellationToken stop)
    {
        try
        {
            var sums = await Bars().StartAsync(shown => copy.Run(Shown(shown), stop));
            Console.WriteLine($"The community {community.Name} is the same in both databases:");
            foreach (var (table, sum) in sums)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {table,-16}{sum.Rows,14:N0} rows  {sum.Sum:x32}"));
        }
        catch (CopyRefusedException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    /// <summary>A bar for each thing that is done, as it begins; plain lines where nobody looks.</summary>
    private static Progress Bars() => AnsiConsole.Create(new()
    {
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    }).Progress();

    private static Action<CopyProgress> Shown(ProgressContext shown)
    {
        var bars = new Dictionary<string, ProgressTask>();
        return progress =>
        {
            if (!bars.TryGetValue(progress.Doing, out var bar))
                bars.Add(progress.Doing, bar = shown.AddTask(progress.Doing));
            bar.MaxValue = progress.Total;
            bar.Value = progress.Done;
        };
    }
}
