using System.CommandLine;

namespace Acquaint.Server.Cli;

/// <summary><c>acquaint key</c>: keys with which an integrator's own server acts for people of a community.</summary>
internal static class KeyCommands
{
    public static Command All() => new("key", "Issue and revoke service keys.") { Add(), List(), Remove() };

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "What the key is for." };
        return new Command("add", "Issue a key and print it, this once.") { name }.Does(async (workplace, line, stop) =>
        {
            var (key, secret) = await workplace.ServiceKeys.Issue(await workplace.Community(stop), line.GetValue(name)!, stop);
            workplace.Print(new { id = key.Id.Value, name = key.Name, key = secret }, secret);
        });
    }

    private static Command List() =>
        new Command("list", "List the keys of a community, without the keys themselves.").Does(async (workplace, line, stop) =>
        {
            var all = await workplace.ServiceKeys.List(await workplace.Community(stop), stop);
            workplace.Print(
                all.Select(key => new { id = key.Id.Value, name = key.Name, createdAt = key.CreatedAt }),
                string.Join('\n', all.Select(key => $"{key.Id.Value}  {key.CreatedAt:yyyy-MM-dd'T'HH:mm:ss'Z'}  {key.Name}")));
        });

    private static Command Remove()
    {
        var id = new Argument<string>("id");
        return new Command("remove", "Revoke a key.") { id }.Does(async (workplace, line, stop) =>
        {
            var named = Guid.TryParseExact(line.GetValue(id), "D", out var uuid);
            if (!named || !await workplace.ServiceKeys.Revoke(await workplace.Community(stop), new ServiceKeyId(uuid), stop))
                throw new RefusedException($"There is no key {line.GetValue(id)}.");
        });
    }
}
