using System.CommandLine;
using Acquaint.Server.Dialects;

namespace Acquaint.Server.Cli;

internal static class UserCommands
{
    public static Command All() => new("user", "Add and look at people.") { Add(), Show(), List() };

    /// <summary><c>acquaint token</c>: prints a token and nothing else, for scripts.</summary>
    public static Command Token()
    {
        var username = new Argument<string>("username");
        var dialects = string.Join(", ", AllDialects.Declared.Select(one => one.Name));
        var dialect = new Option<string>("--dialect") { Required = true, Description = $"One of {dialects}." };
        return new Command("token", "Print a token that works in a dialect.") { username, dialect }.Does(async (workplace, line, stop) =>
        {
            var spoken = workplace.Dialects.FirstOrDefault(one => one.Name == line.GetValue(dialect))
                ?? throw new RefusedException($"There is no dialect {line.GetValue(dialect)}.");
            var user = await workplace.User(line.GetValue(username)!, stop);
            Console.WriteLine(spoken.IssueToken(await workplace.Community(stop), user));
        });
    }

    private static Command Add()
    {
        var username = new Argument<string>("username");
        var password = new Option<string?>("--password") { Description = "Without one, the person can't sign in by password." };
        var email = new Option<string?>("--email");
        var firstName = new Option<string?>("--first-name");
        var lastName = new Option<string?>("--last-name");
        var externalId = new Option<string?>("--external-id") { Description = "Your own id for the person." };
        var admin = new Option<bool>("--admin");
        var add = new Command("add", "Add a person.") { username, password, email, firstName, lastName, externalId, admin };
        return add.Does(async (workplace, line, stop) =>
        {
            var account = new NewAccount(line.GetValue(username)!, line.GetValue(email), line.GetValue(password))
            {
                ExternalId = line.GetValue(externalId),
                Role = line.GetValue(admin) ? UserRole.Admin : UserRole.Member,
                Profile = ProfileOf(line.GetValue(firstName), line.GetValue(lastName)),
            };
            var opened = await workplace.Accounts.Open(await workplace.Community(stop), account, stop);
            Print(workplace, opened.User ?? throw new RefusedException(Explain(opened.Fault!.Value)));
        });
    }

    private static Command Show()
    {
        var username = new Argument<string>("username");
        return new Command("show", "Look at a person.") { username }.Does(async (workplace, line, stop) =>
        {
            Print(workplace, await workplace.User(line.GetValue(username)!, stop));
        });
    }

    private static Command List() => new Command("list", "List the people of a community.").Does(async (workplace, line, stop) =>
    {
        var community = await workplace.Community(stop);
        var all = new List<User>();
        for (var after = new UserId(0); ; after = all[^1].Id)
        {
            var some = await workplace.Store.Users(community.Id, after, Limits.UnpagedList, stop);
            all.AddRange(some);
            if (some.Count < Limits.UnpagedList)
                break;
        }

        workplace.Print(all.Select(Shown), string.Join('\n', all.Select(Line)));
    });

    private static Profile ProfileOf(string? first, string? last)
    {
        var whole = string.Join(' ', new[] { first, last }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return new() { FirstName = first, LastName = last, DisplayName = whole.Length == 0 ? null : whole };
    }

    private static void Print(Workplace workplace, User user) => workplace.Print(Shown(user), Line(user));
    private static object Shown(User user) => new { id = user.Id.Value, key = user.Key.Value, username = user.Username };
    private static string Line(User user) => $"{user.Id}  {user.Key.Value}  {user.Username}";

    private static string Explain(AccountFault fault) => fault switch
    {
        AccountFault.InvalidUsername => $"A username has 1 to {Limits.HandleLength} characters and no spaces.",
        AccountFault.InvalidEmail => "That is no e-mail address.",
        AccountFault.InvalidPassword => $"A password has 1 to {Limits.PasswordLength} characters.",
        AccountFault.UsernameTaken => "Somebody has that username.",
        AccountFault.EmailTaken => "Somebody has that e-mail address.",
        AccountFault.ExternalIdTaken => "Somebody has that external id.",
    };
}
