using System.Globalization;
using System.Text.Json;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What people set for themselves. It is kept for the client's sake: nothing here sends e-mail.</summary>
internal static class SettingsHandlers
{
    private const string QaFrequency = "qa_frequency";
    private const string EmailNotQa = "email_notification_not_qa";
    private const string Mobile = "mobile_notifications_scmty";
    private const string ShowToast = "show_toast_notifications";
    private const string ToastSound = "toast_notifications_emit_sound";

    /// <summary>The settings there are, what each may be, and what it is until somebody sets it.</summary>
    private static readonly Dictionary<string, (int Least, int Most, int Default)> s_known = new()
    {
        [QaFrequency] = (-1, 1, 0),
        [EmailNotQa] = (0, 1, 0),
        [Mobile] = (0, 1, 0),
        [ShowToast] = (0, 1, 1),
        [ToastSound] = (0, 1, 0),
    };

    public static async Task<Answer<SettingsWire>> Show(
        HttpContext http, long id, PersonalSettings settings, CancellationToken stop) => id == http.Viewer().Id.Value
        ? Shown(await settings.Of(http.Viewer(), stop))
        : Refusals.NotYours;

    public static async Task<Answer<SettingsWire>> Patch(
        HttpContext http, long id, PersonalSettings settings, CancellationToken stop)
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
        foreach (var (name, (least, most, _)) in s_known.Where(one => body.Has(one.Key)))
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
        return new(Value(QaFrequency), Value(EmailNotQa), Value(Mobile), Value(ShowToast), Value(ToastSound));
        int Value(string name) => set.TryGetValue(name, out var value) ? value : s_known[name].Default;
    }
}
