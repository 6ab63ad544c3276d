using System.CommandLine;
using System.Globalization;

namespace Acquaint.Server.Cli;

internal static class CommunityCommands
{
    private const string QuotaForm = "number, or 0 for no limit";

    /// <summary>What can be set, how its value is written, how it is put into a community. Throws <see cref="FormatException"/>.</summary>
    private static readonly Dictionary<string, (string Form, Func<Community, string, Community> Set)> s_rules = new()
    {
        ["name"] = ("text", (it, value) => it with { Name = value }),
        ["hosts"] = ("host,host,…", (it, value) => it with { Hosts = [.. List(value).Select(host => host.ToLowerInvariant())] }),
        ["default"] = ("true", (it, value) => bool.Parse(value) ? it with { IsDefault = true } : throw new FormatException(
            "Make another community the default instead.")),
        ["iam-key"] = ("UUID", (it, value) => it with { IamKey = Guid.Parse(value) }),
        ["token-secret"] = ("text of 32 characters or more", (it, value) => it with { TokenSecret = Secret(value) }),
        ["ask-again-after"] = ("days, or never", (it, value) => With(it, it.Rules with { AskAgainAfter = DaysOrNever(value) })),
        ["decline-policy"] = ("documented or strict", (it, value) => With(it, it.Rules with { DeclinePolicy = Policy(value) })),
        ["open-requests"] = (QuotaForm, (it, value) => With(it, it.Rules.Quotas with { OpenRequests = Quota(value) })),
        ["requests-per-day"] = (QuotaForm, (it, value) => With(it, it.Rules.Quotas with { RequestsPerDay = Quota(value) })),
        ["newcomer-requests-per-day"] = (QuotaForm, (it, value) => With(it,
            it.Rules.Quotas with { NewcomerRequestsPerDay = Quota(value) })),
        ["newcomer-for"] = ("days", (it, value) => With(it, it.Rules.Quotas with { NewcomerFor = Days(value) })),
        ["connections"] = (QuotaForm, (it, value) => With(it, it.Rules.Quotas with { Connections = Quota(value) })),
        ["time-zone"] = ("IANA name", (it, value) => With(it, it.Rules with { TimeZone = Zone(value) })),
        ["page-size"] = ("number", (it, value) => With(it, it.Rules with { PageSize = PageSize(value) })),
        ["max-page-size"] = ("number", (it, value) => With(it, it.Rules with { MaxPageSize = PageSize(value) })),
        ["iam-contact"] = ("user id, or none", (it, value) => With(it, it.Rules with { IamContact = Number(value) })),
        ["token-life"] = ("minutes, 30 or more", (it, value) => With(it, it.Rules with { TokenLife = TokenLife(value) })),
        ["home-page"] = ("URL, or none", (it, value) => With(it, it.Rules with { HomePage = Url(value) })),
        ["login-page"] = ("URL, or none", (it, value) => With(it, it.Rules with { LoginPage = Url(value) })),
        ["origins"] = ("origin,origin,…", (it, value) => With(it, it.Rules with { Origins = List(value) })),
        ["rate-limits"] = ("METHOD /route=calls,*=calls,… where 0 is no limit, or default", (it, value) => With(it, it.Rules with
        {
            RateLimits = RouteLimits(value),
        })),
        ["external-key"] = ("RSA public key in PEM or base64 of it, or none", (it, value) => With(it, it.Rules with
        {
            ExternalKey = PublicKey(value),
        })),
        ["previous-external-key"] = ("the same", (it, value) => With(it, it.Rules with { PreviousExternalKey = PublicKey(value) })),
        ["content-availability"] = ("true or false", (it, value) => With(it, it.Rules with { ContentAvailability = bool.Parse(value) })),
        ["preference"] = ("section.name=value", (it, value) => With(it, it.Rules with { Preferences = Preferences(it.Rules, value) })),
    };

    public static Command All() => new("community", "List, add and set communities.") { ListAll(), Add(), Set() };

    private static Command ListAll()
    {
        var list = new Command("list", "List the communities.");
        list.SetAction(async (line, stop) =>
        {
            await using var workplace = await Workplace.Open(line, stop);
            var all = await workplace.Communities.All(stop);
            workplace.Print(all.Select(Shown), string.Join('\n', all.Select(Line)));
            return ExitCode.Done;
        });
        return list;
    }

    private static Command Add()
    {
        var name = new Argument<string>("name");
        var hosts = new Option<string[]>("--host") { Description = "A host name by which SelfCommunity clients find it." };
        var add = new Command("add", "Add a community.") { name, hosts };
        add.SetAction(async (line, stop) =>
        {
            await using var workplace = await Workplace.Open(line, stop);
            try
            {
                var added = await workplace.Communities.Add(
                    line.GetValue(name)!, [.. (line.GetValue(hosts) ?? []).Select(host => host.ToLowerInvariant())], stop);
                workplace.Print(Shown(added), Line(added));
                return ExitCode.Done;
            }
            catch (HostTakenException e)
            {
                throw new RefusedException(e.Message);
            }
        });
        return add;
    }

    private static Command Set()
    {
        var id = new Argument<string>("id") { Description = "Id, name or host of the community." };
        var rule = new Argument<string>("rule") { Description = string.Join("; ", s_rules.Select(one => $"{one.Key} ({one.Value.Form})")) };
        var value = new Argument<string>("value");
        var set = new Command("set", "Set a rule of a community.") { id, rule, value };
        set.SetAction(async (line, stop) =>
        {
            await using var workplace = await Workplace.Open(line, stop);
            var community = await workplace.Community(line.GetValue(id)!, stop);
            if (!s_rules.TryGetValue(line.GetValue(rule)!, out var known))
                throw new RefusedException($"There is no rule {line.GetValue(rule)}: the rules are {string.Join(", ", s_rules.Keys)}.");
            if (await workplace.Communities.Save(known.Set(community, line.GetValue(value)!), stop) is { } taken)
                throw new RefusedException($"The host {taken} belongs to another community.");
            return ExitCode.Done;
        });
        return set;
    }

    private static object Shown(Community one) => new { id = one.Id.Value, name = one.Name, iamKey = one.IamKey, hosts = one.Hosts };

    private static string Line(Community one) =>
        $"{one.Id.Value}  {one.Name}  {string.Join(',', one.Hosts)}{(one.IsDefault ? "  (default)" : "")}";

    private static Community With(Community community, CommunityRules rules) => community with { Rules = rules };

    private static Community With(Community community, Quotas quotas) => With(community, community.Rules with { Quotas = quotas });

    private static string[] List(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static TimeSpan? DaysOrNever(string value) => value == "never" ? null : Days(value, ", or never");

    private static TimeSpan Days(string value, string orElse = "") =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is >= 0 and <= 36_500
            ? TimeSpan.FromDays(days)
            : throw new FormatException($"Give a number of days from 0 to 36500{orElse}.");

    private static int Quota(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var quota)
        ? quota
        : throw new FormatException("Give a whole number, or 0 for no limit.");

    private static DeclinePolicy Policy(string value) => value switch
    {
        "documented" => DeclinePolicy.Documented,
        "strict" => DeclinePolicy.Strict,
        _ => throw new FormatException("Say documented or strict."),
    };

    private static TimeSpan TokenLife(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 30 and <= 525_600
            ? TimeSpan.FromMinutes(minutes)
            : throw new FormatException("Give a number of minutes from 30 to 525600.");

    private static string? Url(string value) => value == "none"
        ? null
        : Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? value
            : throw new FormatException("Give an http or https URL, or none.");

    private static string Zone(string value) => TimeZoneInfo.TryFindSystemTimeZoneById(value, out _)
        ? value
        : throw new FormatException($"There is no time zone {value}.");

    private static int PageSize(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= Limits.PageSize
            ? size
            : throw new FormatException($"Give a number from 1 to {Limits.PageSize}.");

    private static string Secret(string value) => value.Length >= 32
        ? value
        : throw new FormatException("The secret must have at least 32 characters.");

    private static Dictionary<string, int> RouteLimits(string value) => value == "default" ? [] : List(value)
        .Select(one => one.Split('='))
        .Select(pair => pair is [{ } route, { } calls] && IsRoute(route)
            && int.TryParse(calls, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? (Route: route, Most: most)
            : throw new FormatException("Write METHOD /route=calls, several of them separated by commas, * for every other route."))
        .DistinctBy(one => one.Route)
        .ToDictionary(one => one.Route, one => one.Most);

    private static bool IsRoute(string text) => text == "*" || text.Split(' ') is [{ Length: > 0 }, ['/', ..]];

    private static string? PublicKey(string value)
    {
        if (value == "none")
            return null;
        RsaKeys.Parse(value, isPrivate: false);
        return value;
    }

    /// <summary>With one more preference, or, when no value is given, without it.</summary>
    private static Dictionary<string, string> Preferences(CommunityRules rules, string value)
    {
        if (value.Split('=', 2) is not [var key, var text] || !IsPreferenceKey(key))
            throw new FormatException("Write section.name=value, or section.name= for the default.");
        if (key is "configurations.follow_enabled" or "configurations.connection_enabled" or "configurations.content_availability")
            throw new FormatException($"{key} says what the server does; no setting changes it.");
        if (!Text.IsStorable(text))
            throw new FormatException("That is no text.");
        var preferences = rules.Preferences.ToDictionary();
        preferences.Remove(key);
        if (text.Length > 0)
            preferences.Add(key, text);
        return preferences;
    }

    private static bool IsPreferenceKey(string key) =>
        key.Split('.') is [{ Length: > 0 and <= 64 }, { Length: > 0 and <= 64 }]
        && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '.');

    private static long? Number(string value) => value == "none"
        ? null
        : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("Give a user id, or none.");
}
