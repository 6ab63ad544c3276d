using System.Text.Json.Nodes;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What the official client's component tree asks for before it shows anything.</summary>
internal static class PreferenceHandlers
{
    /// <summary>
    /// Until an operator sets them otherwise. The tree dies without any of the twelve address templates, and its profile header
    /// without a default cover; what they say is the application's business.
    /// </summary>
    private static readonly Dictionary<string, string> s_defaults = new()
    {
        ["configurations.category_follow_enabled"] = "false",
        ["configurations.private_messages_enabled"] = "false",
        ["configurations.url_template_categories_list"] = "/categories/",
        ["configurations.url_template_category"] = "/category/{id}/",
        ["configurations.url_template_comment"] = "/comment/{id}/",
        ["configurations.url_template_discussion"] = "/discussion/{id}/",
        ["configurations.url_template_incubator"] = "/incubator/{id}/",
        ["configurations.url_template_live_stream"] = "/live_stream/{id}/",
        ["configurations.url_template_notifications"] = "/notifications/",
        ["configurations.url_template_post"] = "/post/{id}/",
        ["configurations.url_template_private_message"] = "/messages/{id}/",
        ["configurations.url_template_profile"] = "/user/{id}/",
        ["configurations.url_template_profile_settings"] = "/user/settings/",
        ["configurations.url_template_status"] = "/status/{id}/",
        ["images.user_default_cover"] = "",
        ["staff.staff_badge_icon"] = "",
        ["staff.staff_badge_label"] = "Staff",
    };

    /// <summary>Whole unless a limit is asked for: the client never asks for a second page.</summary>
    public static Answer<PageWire<PreferenceWire>> All(HttpContext http)
    {
        var found = Of(http.Community())
            .Where(one => IsAskedFor(http.Request.Query, one.Key))
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => Shown(one.Key, one.Value));
        return Paging.Cut(http, [.. found]);
    }

    /// <summary>None of the features that the client knows by name (reactions, tagging, courses, …) exists here.</summary>
    public static Answer<PageWire<FeatureWire>> Features() => new PageWire<FeatureWire>(0, null, null, []);

    /// <summary>The three that say what the server does come last: no setting of an operator can contradict them.</summary>
    private static Dictionary<string, string> Of(Community community)
    {
        var all = new Dictionary<string, string>(s_defaults) { ["text.application_name"] = community.Name };
        foreach (var (key, value) in community.Get(Settings.Preferences))
            all[key] = value;
        all["configurations.follow_enabled"] = "false";
        all["configurations.connection_enabled"] = "true";
        all["configurations.content_availability"] = community.Get(Settings.ContentAvailability) ? "true" : "false";
        return all;
    }

    private static bool IsAskedFor(IQueryCollection query, string key)
    {
        var (search, section, keys) = (Argument("search"), Argument("section"), Argument("keys"));
        return (search is null || key.Contains(search, StringComparison.OrdinalIgnoreCase))
            && (section is null || key.StartsWith($"{section}.", StringComparison.Ordinal))
            && (keys is null || keys.Split(',', StringSplitOptions.TrimEntries).Contains(key));

        string? Argument(string name) => query[name].LastOrDefault() is { Length: > 0 } value ? value : null;
    }

    private static PreferenceWire Shown(string key, string value)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return new(key[..dot], key[(dot + 1)..], ValueOf(value));
    }

    /// <summary>The text "false" would be true to the client, so what looks like a boolean or a number is one.</summary>
    private static JsonValue ValueOf(string text)
    {
        if (text is "true" or "false")
            return JsonValue.Create(text is "true");
        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text;
        return isNumber ? JsonValue.Create(number) : JsonValue.Create(text);
    }
}
