namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What people set for themselves. It is kept for the client's sake: nothing here sends e-mail.</summary>
internal static class SettingsHandlers
{
    /// <summary>The settings there are, in the wire's order: what each may be, and what it is until somebody sets it.</summary>
    private static readonly (string Name, int Least, int Most, int Default)[] s_known =
    [
        ("qa_frequency", -1, 1, 0),
        ("email_notification_not_qa", 0, 1, 0),
        ("mobile_notifications_scmty", 0, 1, 0),
        ("show_toast_notifications", 0, 1, 1),
        ("toast_notifications_emit_sound", 0, 1, 0),
    ];

    public static async Task<Answer<SettingsWire>> Show(HttpContext http, long id, PersonalSettings settings, CancellationToken stop) =>
        id == http.Viewer().Id.Value ? Shown(await settings.Of(http.Viewer(), stop)) : Refusals.NotYours;

    public static async Task<Answer<SettingsWire>> Patch(HttpContext http, long id, PersonalSettings settings, CancellationToken stop)
    {
        if (id != http.Viewer().Id.Value)
            return Refusals.NotYours;
        if (await SentBody.Read(http) is not { } body)
            return Refusals.NoObject;
        return FaultIn(body, out var changed) is { } fault ? fault : Shown(await settings.Set(http.Viewer(), changed, stop));
    }

    private static Fault? FaultIn(SentBody body, out Dictionary<string, int> settings)
    {
        settings = [];
        foreach (var (name, least, most, _) in s_known.Where(one => body.Has(one.Name)))
        {
            if (Integer(body.Json(name)) is not { } value || value < least || value > most)
                return Refusals.Invalid(name, "invalid_choice", $"Send an integer from {least} to {most}.");
            settings.Add(name, value);
        }

        return null;
    }

    /// <summary>A form has nothing but text, so digits are taken from JSON too.</summary>
    private static int? Integer(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        return Body.TryText(value, out var text)
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            ? number
            : null;
    }

    private static SettingsWire Shown(IReadOnlyDictionary<string, int> set)
    {
        var values = s_known.Select(one => set.TryGetValue(one.Name, out var value) ? value : one.Default).ToArray();
        return new(values[0], values[1], values[2], values[3], values[4]);
    }
}
