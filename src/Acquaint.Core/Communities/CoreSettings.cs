namespace Acquaint.Core;

/// <summary>What can be set for every community, whatever the dialect.</summary>
public static class CoreSettings
{
    private static readonly Form<int> s_quota =
        Forms.Whole("number, or 0 for no limit", 0, int.MaxValue, "Give a whole number, or 0 for no limit.");
    private static readonly Form<int> s_pageSize = Forms.Whole("number", 1, Limits.PageSize, $"Give a number from 1 to {Limits.PageSize}.");

    private static readonly Form<bool> s_true = new(
        "true",
        text => bool.Parse(text) ? true : throw new FormatException("Make another community the default instead."),
        Forms.Truth.Print);

    private static readonly Form<DeclinePolicy> s_policy = new(
        "documented or strict",
        text => text switch
        {
            "documented" => DeclinePolicy.Documented,
            "strict" => DeclinePolicy.Strict,
            _ => throw new FormatException("Say documented or strict."),
        },
        value => value is DeclinePolicy.Strict ? "strict" : "documented");

    public static IReadOnlyList<Setting> All { get; } =
    [
        new CoreSetting<string>("name", Forms.Words("text", text => text), "What operators call it.",
            it => it.Name, (it, value) => it with { Name = value }),
        new CoreSetting<IReadOnlyList<string>>("hosts", Forms.List("host,host,…", host => host.ToLowerInvariant()),
            "The host names by which requests that name no community find it.",
            it => it.Hosts, (it, value) => it with { Hosts = value }),
        new CoreSetting<bool>("default", s_true, "Requests for a host that no community names come here.",
            it => it.IsDefault, (it, value) => it with { IsDefault = value }),
        Rule("ask-again-after", Forms.DaysOrNever, "How long a declined requester waits before asking again.",
            it => it.AskAgainAfter, (it, value) => it with { AskAgainAfter = value }),
        Rule("decline-policy", s_policy, "Whether a decline is the end of it.",
            it => it.DeclinePolicy, (it, value) => it with { DeclinePolicy = value }),
        Quota("open-requests", s_quota, "Open requests that one person may have sent at once.",
            it => it.OpenRequests, (it, value) => it with { OpenRequests = value }),
        Quota("requests-per-day", s_quota, "Requests that one person may send on one day of UTC.",
            it => it.RequestsPerDay, (it, value) => it with { RequestsPerDay = value }),
        Quota("newcomer-requests-per-day", s_quota, "The same for newcomers, who may never send more than others.",
            it => it.NewcomerRequestsPerDay, (it, value) => it with { NewcomerRequestsPerDay = value }),
        Quota("newcomer-for", Forms.Days, "For how long after their account was opened somebody is a newcomer.",
            it => it.NewcomerFor, (it, value) => it with { NewcomerFor = value }),
        Quota("connections", s_quota, "Connections that one person may have.",
            it => it.Connections, (it, value) => it with { Connections = value }),
        Rule("page-size", s_pageSize, "Rows of a page where neither the request nor the dialect says.",
            it => it.PageSize, (it, value) => it with { PageSize = value }),
        Rule("max-page-size", s_pageSize, "Rows of the largest page.",
            it => it.MaxPageSize, (it, value) => it with { MaxPageSize = value }),
        Rule("origins", Forms.List("origin,origin,…"), "Web pages whose requests may sign in by cookie.",
            it => it.Origins, (it, value) => it with { Origins = value }),
    ];

    private static CoreSetting<T> Rule<T>(
        string name, Form<T> form, string help, Func<CommunityRules, T> get, Func<CommunityRules, T, CommunityRules> set) =>
        new(name, form, help, it => get(it.Rules), (it, value) => it with { Rules = set(it.Rules, value) });

    private static CoreSetting<T> Quota<T>(string name, Form<T> form, string help, Func<Quotas, T> get, Func<Quotas, T, Quotas> set) =>
        Rule(name, form, help, it => get(it.Quotas), (it, value) => it with { Quotas = set(it.Quotas, value) });
}
