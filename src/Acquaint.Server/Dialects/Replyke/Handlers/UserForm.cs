namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What is told of a person: the members, their forms and lengths (docs/dialects/replyke.md, "Choices").</summary>
internal static class UserForm
{
    private const int BioLength = 300;

    /// <summary>An account to open. Without a username it gets the one that is offered.</summary>
    public static NewAccount NewAccount(RequestBody body, string offered) => new(Username(body) ?? offered, Email(body))
    {
        Profile = Profile(body, new()),
    };

    /// <summary>The person with what the body names; the rest stays. <see cref="RequestBody.WrongField"/> says what is amiss.</summary>
    public static User Apply(RequestBody body, User user) => user with
    {
        Username = Username(body) ?? user.Username,
        Profile = Profile(body, user.Profile),
    };

    /// <summary>Whether the body takes the username away: everybody here has one.</summary>
    public static bool RemovesUsername(RequestBody body) =>
        body.Names("username") && string.IsNullOrEmpty(body.Text("username", Limits.BodyBytes));

    public static string? Email(RequestBody body)
    {
        var email = body.Text("email", Limits.HandleLength);
        if (email?.Any(char.IsWhiteSpace) == true)
            body.Refuse("email");
        return string.IsNullOrEmpty(email) ? null : email.ToLowerInvariant();
    }

    /// <summary>In lower case, as the original keeps it; null when absent or empty.</summary>
    private static string? Username(RequestBody body)
    {
        var username = body.Text("username", Limits.HandleLength);
        // Where people sign in by username or e-mail address, a username that reads as another's address would stand before it.
        if (username?.Contains('@', StringComparison.Ordinal) == true)
            body.Refuse("username");
        return string.IsNullOrEmpty(username) ? null : username.ToLowerInvariant();
    }

    private static Profile Profile(RequestBody body, Profile before) => before with
    {
        DisplayName = body.Names("name") ? body.Text("name", Limits.HandleLength) : before.DisplayName,
        AvatarUrl = body.Names("avatar") ? body.Text("avatar", Limits.BodyBytes) : before.AvatarUrl,
        Bio = body.Names("bio") ? body.Text("bio", BioLength) : before.Bio,
        LocationLatLng = body.Names("location") ? body.Place("location") : before.LocationLatLng,
        BirthDate = body.Names("birthdate") ? body.Day("birthdate") : before.BirthDate,
        Metadata = body.Names("metadata") ? body.ObjectText("metadata") : before.Metadata,
        SecureMetadata = body.Names("secureMetadata") ? body.ObjectText("secureMetadata") : before.SecureMetadata,
    };
}
