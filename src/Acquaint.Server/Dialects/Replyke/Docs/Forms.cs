namespace Acquaint.Server.Dialects.Replyke;

// What clients send, for the OpenAPI document only: bodies are read member by member (RequestBody), so that anything else in them is
// no error and each member that is not allowed can be named.

/// <summary>A request to connect; the last member with a service key only.</summary>
internal sealed record MessageForm(string? Message, Guid? ActingUserId);

/// <summary>Whom a service key acts for; people send an empty object, or nothing.</summary>
internal sealed record ActingForm(Guid? UserId);

/// <summary>A sign-up.</summary>
internal sealed record SignUpForm(
    string Email,
    string Password,
    string? Name,
    string? Username,
    string? Avatar,
    string? Bio,
    PlaceForm? Location,
    string? Birthdate,
    JsonObjectText? Metadata,
    JsonObjectText? SecureMetadata);

/// <summary>A place in degrees.</summary>
internal sealed record PlaceForm(double Longitude, double Latitude);

/// <summary>A sign-in.</summary>
internal sealed record SignInForm(string Email, string Password);

/// <summary>A refresh token, unless the cookie has it.</summary>
internal sealed record RefreshForm(string? RefreshToken);

/// <summary>A change of password.</summary>
internal sealed record PasswordForm(string Password, string NewPassword);

/// <summary>A token by which the project's own server vouches for a user.</summary>
internal sealed record ExternalForm(string UserJwt);

/// <summary>A token to be signed for trying that out.</summary>
internal sealed record SigningForm(Guid ProjectId, string PrivateKey, JsonObjectText Payload);

/// <summary>Changes to a user; what is left out stays.</summary>
internal sealed record UpdateForm(UserChangesForm Update);

/// <summary>What can be changed.</summary>
internal sealed record UserChangesForm(
    string? Name,
    string? Username,
    string? Avatar,
    string? Bio,
    PlaceForm? Location,
    string? Birthdate,
    JsonObjectText? Metadata,
    JsonObjectText? SecureMetadata);
