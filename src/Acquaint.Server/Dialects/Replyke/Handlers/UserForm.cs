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

    /// <summary>The person with what the body names; the rest stays.</summary>
    public static User Apply(RequestBody body, User user) => user with
    {
        Username = Username(body) ?? user.Username,
        Profile = Profile(body, user.Profile),
    };

    public static string? Email(RequestBody body)
    {
        var email = body.Text("email", Limits.HandleLength)?.ToLowerInvariant();
        return email?.Any(char.IsWhiteSpace) == true ? body.Refuse<string>("email") : email;
    }

    /// <summary>In lower case, as the original keeps it; null when absent or empty.</summary>
    private static string? Username(RequestBody body)
    {
        var username = body.Text("username", Limits.HandleLength)?.ToLowerInvariant();
        // Where people sign in by username or e-mail address, a username that reads as another's address would stand before it.
        return username?.Contains('@', StringComparison.Ordinal) == true ? body.Refuse<string>("username") : username;
    }

    private static Profile Profile(RequestBody body, Profile before) => before with
    {
        DisplayName = body.Has("name") ? body.Kept("name", Limits.HandleLength) : before.DisplayName,
        AvatarUrl = body.Has("avatar") ? body.Kept("avatar", Limits.BodyBytes) : before.AvatarUrl,
        Bio = body.Has("bio") ? body.Kept("bio", BioLength) : before.Bio,
        LocationLatLng = body.Has("location") ? body.Place("location") : before.LocationLatLng,
        BirthDate = body.Has("birthdate") ? body.Day("birthdate") : before.BirthDate,
        Metadata = body.Has("metadata") ? body.ObjectText("metadata") : before.Metadata,
        SecureMetadata = body.Has("secureMetadata") ? body.ObjectText("secureMetadata") : before.SecureMetadata,
    };
}
