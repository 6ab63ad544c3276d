using System.CommandLine;

namespace Acquaint.Server.Cli;

/// <summary><c>acquaint demo</c>: a throw-away community in a temporary folder, and curl lines to try on it.</summary>
internal static class DemoCommand
{
    public static Command Demo()
    {
        var demo = new Command("demo", "Serve a throw-away community to try things on.") { ServeCommand.UrlsOption };
        demo.SetAction(Demo);
        return demo;
    }

    private static async Task<int> Demo(ParseResult line, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("acquaint-demo-").FullName;
        try
        {
            var settings = ServerSettings.From($"Data Source={Path.Combine(folder, "demo.db")}");
            await using var workplace = await Workplace.Open(line, settings, stop);
            var people = await DemoCommunity.Fill(workplace, stop);
            await ServeCommand.Run(
                workplace, line.GetValue(ServeCommand.UrlsOption)!, url => Console.WriteLine(DemoCommunity.Guide(workplace, people, url)));
            return ExitCode.Done;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A handful of people in every relation, seen from ann.</summary>
internal static class DemoCommunity
{
    private const string Password = "demo";

    private static readonly (string First, string Last, string Does)[] s_people =
    [
        ("Ann", "Archer", "Beekeeper"), ("Bob", "Brook", "Baker"), ("Cas", "Carver", "Cartographer"), ("Dee", "Dale", "Product Manager"),
        ("Eli", "Elms", "Electrician"), ("Fay", "Field", "Farrier"), ("Gus", "Grove", "Gardener"), ("Hal", "Hill", "Historian"),
    ];

    public static async Task<DemoScene> Fill(Workplace workplace, CancellationToken stop)
    {
        var community = await workplace.Communities.Default(stop);
        var users = new Dictionary<string, User>();
        foreach (var (first, last, does) in s_people)
        {
            var name = first.ToLowerInvariant();
            var opened = await workplace.Accounts.Open(community, AccountOf(name, first, last, does), stop);
            users.Add(name, opened.User!);
        }

        var people = new DemoScene(community, users);
        await Act("bob", RelationAction.Request, "ann", "Shall we bake with your honey?");
        await Act("ann", RelationAction.Accept, "bob");
        await Act("ann", RelationAction.Request, "cas", "I would love one of your maps.");
        await Act("dee", RelationAction.Request, "ann", "Hi! I'd like to connect with you.");
        await Act("eli", RelationAction.Request, "ann");
        await Act("ann", RelationAction.Decline, "eli");
        await Act("ann", RelationAction.Request, "fay");
        await Act("fay", RelationAction.Decline, "ann");
        await Act("ann", RelationAction.Block, "gus");
        await Act("bob", RelationAction.Request, "dee");
        await Act("dee", RelationAction.Accept, "bob");
        return people;

        Task Act(string viewer, RelationAction action, string other, string? message = null) => workplace.Connections.Act(
            new(people[viewer].Id, people[viewer].Key, community, people[viewer].Role),
            people[other].Id,
            new(action, Message: message),
            stop);
    }

    /// <summary>What a visitor can paste: one read of each dialect's seed page, and one request that the others then show.</summary>
    public static string Guide(Workplace workplace, DemoScene scene, string url)
    {
        var lines = workplace.Dialects.Select(one => (one.Declared.Title, Lines: one.Examples(scene, url)!))
            .Where(one => one.Lines is not null).ToList();
        var asking = lines.Find(one => one.Lines.Ask is not null);
        var others = lines.FindAll(one => one != asking);
        string[] all =
        [
            $"""
            The community is thrown away when you stop the server (Ctrl+C). Everybody's password is "{Password}".
            Ann is connected with Bob, has asked Cas, was asked by Dee, declined Eli, was declined by Fay, blocks Gus, and doesn't know Hal.
            """,
            .. lines.Select(one => one.Lines.Read),
            $"""
            # Hal asks Ann in {asking.Title}'s words; Ann sees it in {string.Join(" and in ", others.Select(one => $"{one.Title}'s"))}
            {string.Join('\n', [asking.Lines.Ask!, .. others.Select(one => one.Lines.See)])}
            """,
        ];
        return string.Join("\n\n", all);
    }

    private static NewAccount AccountOf(string name, string first, string last, string does) => new(name, $"{name}@example.org", Password)
    {
        Role = name == "ann" ? UserRole.Admin : UserRole.Member,
        Profile = new()
        {
            FirstName = first,
            LastName = last,
            DisplayName = $"{first} {last}",
            Bio = does,
            AvatarUrl = $"https://example.org/avatars/{name}.jpg",
            LargeAvatarUrl = $"https://example.org/avatars/{name}-large.jpg",
            ProfileUrl = $"https://example.org/people/{name}",
        },
    };
}
