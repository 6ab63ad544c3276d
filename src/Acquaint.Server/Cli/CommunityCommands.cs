using System.CommandLine;
using Acquaint.Server.Dialects;

namespace Acquaint.Server.Cli;

internal static class CommunityCommands
{
    public static Command All() => new("community", "List, add, show and set communities.") { ListAll(), Add(), Show(), Set() };

    private static Command ListAll() => new Command("list", "List the communities.").Does(async (workplace, line, stop) =>
    {
        var all = await workplace.Communities.All(stop);
        workplace.Print(all.Select(one => Shown(workplace, one)), string.Join('\n', all.Select(Line)));
    });

    private static Command Add()
    {
        var name = new Argument<string>("name");
        var hosts = new Option<string[]>("--host") { Description = "A host name by which requests that name no community find it." };
        return new Command("add", "Add a community.") { name, hosts }.Does(async (workplace, line, stop) =>
        {
            var added = await workplace.Communities.Add(
                line.GetValue(name)!, [.. (line.GetValue(hosts) ?? []).Select(host => host.ToLowerInvariant())], stop);
            workplace.Print(Shown(workplace, added), Line(added));
        });
    }

    private static Command Show()
    {
        var id = Id();
        return new Command("show", "Show the rules of a community.") { id }.Does(async (workplace, line, stop) =>
        {
            var community = await workplace.Community(line.GetValue(id)!, stop);
            var rules = workplace.CommunitySettings.ToList();
            workplace.Print(
                rules.Select(one => new
                {
                    name = one.Name,
                    value = one.IsSecret ? null : one.Show(community),
                    isDefault = one.IsDefault(community),
                    isSecret = one.IsSecret,
                    form = one.Form,
                    help = one.Help,
                }),
                string.Join('\n', rules.Select(one => Line(one, community))));
        });
    }

    private static Command Set()
    {
        var id = Id();
        var known = CoreSettings.All.Concat(AllDialects.Declared.SelectMany(one => one.Settings));
        var rule = new Argument<string>("rule") { Description = string.Join("; ", known.Select(one => $"{one.Name} ({one.Form})")) };
        var value = new Argument<string>("value");
        return new Command("set", "Set a rule of a community.") { id, rule, value }.Does(async (workplace, line, stop) =>
        {
            var community = await workplace.Community(line.GetValue(id)!, stop);
            var (name, rules) = (line.GetValue(rule)!, workplace.CommunitySettings.ToList());
            var named = rules.Find(one => one.Name == name || one.Alias == name)
                ?? throw new RefusedException(
                    $"There is no rule {name}: the rules are {string.Join(", ", rules.Select(one => one.Name))}.");
            if (await workplace.Communities.Save(named.Set(community, line.GetValue(value)!), stop) is { } taken)
                throw new RefusedException($"The host {taken} belongs to another community.");
        });
    }

    private static Argument<string> Id() => new("id") { Description = "Id, name or host of the community." };

    private static Dictionary<string, object> Shown(Workplace workplace, Community one)
    {
        var shown = new Dictionary<string, object> { ["id"] = one.Id.Value, ["name"] = one.Name };
        foreach (var setting in workplace.CommunitySettings.Where(setting => setting.ShownAs is not null))
            shown[setting.ShownAs!] = setting.Show(one);
        shown["hosts"] = one.Hosts;
        return shown;
    }

    private static string Line(Community one) =>
        $"{one.Id.Value}  {one.Name}  {string.Join(',', one.Hosts)}{(one.IsDefault ? "  (default)" : "")}";

    private static string Line(Setting one, Community community)
    {
        var isDefault = one.IsDefault(community);
        var value = one.IsSecret ? isDefault ? "(not set)" : "(set)" : one.Show(community).ReplaceLineEndings(" ");
        return $"{one.Name}  {value}{(isDefault && !one.IsSecret ? "  (default)" : "")}";
    }
}
