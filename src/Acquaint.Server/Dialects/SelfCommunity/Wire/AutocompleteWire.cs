#pragma warning disable CA1822 // a member that is the same for everybody is still a member of the answer

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>The schema "User autocomplete".</summary>
internal sealed class AutocompleteWire(User user)
{
    public long Id => user.Id.Value;
    public string Username => user.Username;
    public string RealName => user.Profile.DisplayName ?? "";

    [JsonConverter(typeof(ExternalIdConverter))]
    public string? ExtId => user.ExternalId;
    public string? Avatar => user.Profile.AvatarUrl;
}

/// <summary>The schema "Suggestion". The score is 2 for the very username, 1 for one that begins with the text, else 0.</summary>
internal sealed class SuggestionWire(UserWire user, string text)
{
    public string Type => "user";

    public int Score => user.Username.Equals(text, StringComparison.OrdinalIgnoreCase)
        ? 2
        : user.Username.StartsWith(text, StringComparison.OrdinalIgnoreCase) ? 1 : 0;

    public UserWire User => user;
}
