using Acquaint.Core;
using Acquaint.Server.Accounts;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What a sign-up sends (docs/dialects/replyke.md, "Choices"), turned into an account to open.</summary>
internal static class SignUpForm
{
    private const int BioLength = 300;

    /// <summary>Reads the account; returns the fault when it can't be opened from what was sent.</summary>
    public static Fault? Read(RequestBody body, Func<string> newUsername, out NewAccount account)
    {
        var email = body.Text("email", Limits.HandleLength);
        var password = body.Text("password", Limits.PasswordLength);
        var username = body.Text("username", Limits.HandleLength);
        account = new(
            string.IsNullOrEmpty(username) ? newUsername() : username.ToLowerInvariant(), email?.ToLowerInvariant(), password)
        {
            Profile = ProfileOf(body),
        };

        // Where people sign in by username or e-mail address, a username that reads as another's address would stand before it.
        if (username?.Contains('@', StringComparison.Ordinal) == true)
            body.Refuse("username");
        if (email?.Any(char.IsWhiteSpace) == true)
            body.Refuse("email");
        if (body.WrongField is { } wrong)
            return Faults.Invalid(wrong);
        return string.IsNullOrEmpty(email) || string.IsNullOrEmpty(password) ? Faults.MissingFields : null;
    }

    public static Fault FaultOf(AccountFault fault) => fault switch
    {
        AccountFault.InvalidUsername => Faults.Invalid("username"),
        AccountFault.InvalidEmail => Faults.Invalid("email"),
        AccountFault.InvalidPassword => Faults.Invalid("password"),
        AccountFault.UsernameTaken => Faults.UsernameTaken,
        AccountFault.EmailTaken => Faults.EmailTaken,
        AccountFault.ExternalIdTaken => Faults.ForeignIdTaken,
    };

    private static Profile ProfileOf(RequestBody body) => new()
    {
        DisplayName = body.Text("name", Limits.HandleLength),
        AvatarUrl = body.Text("avatar", Limits.BodyBytes),
        Bio = body.Text("bio", BioLength),
        LocationLatLng = body.Place("location"),
        BirthDate = body.Day("birthdate"),
        Metadata = body.ObjectText("metadata"),
        SecureMetadata = body.ObjectText("secureMetadata"),
    };
}
