using Microsoft.OpenApi;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What the OpenAPI document says of this dialect as a whole, and what its operations have in common.</summary>
internal static class Docs
{
    public static readonly Documentation About = new(
        "SelfCommunity",
        "2",
        "The connections of SelfCommunity's API v2 in friendship mode, with what its official client needs. Any address may end in a "
        + "slash or not. Beside what each operation names, everything can answer 404 and 405 for an address or a method that is not "
        + "there, 413 for a body over 64 KiB, 500, and 503 when the server can't answer now, all in the same form of error.")
    {
        Security = new Dictionary<string, OpenApiSecurityScheme>
        {
            ["bearer"] = new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A token from oauth/token or jwt/token, or one that an integrator signed with the community's secret.",
            },
        },
    };

    public static readonly Argument Id = new("id", "The user's number.", typeof(long), ArgumentPlace.Path) { Example = "7" };

    public static readonly Argument[] PagingArguments =
    [
        new("limit", "Rows of the page, at most the community's largest; without one, its default.", typeof(int)) { Example = "3" },
        new("offset", "Rows before the page.", typeof(int)) { Example = "3" },
    ];

    public static readonly Argument[] FilterArguments =
    [
        new("username", "Part of the username.", typeof(string)),
        new("real_name", "Part of the real name.", typeof(string)),
        new("gender", "Male, Female or Unspecified.", typeof(string)) { Example = "Female" },
        new("location", "Part of the place.", typeof(string)),
        new("description", "Part of the description.", typeof(string)),
        new("ordering", "A field, with a minus for the other direction: id, username, real_name, location, date_joined.", typeof(string))
        {
            Example = "-username",
        },
    ];

    public static readonly Argument Search = new("search", "Part of the username or of the real name.", typeof(string)) { Example = "bo" };

    public static readonly Response NeedsSignIn = No(Refusals.NotSignedIn(), "No token, or one that is not valid.");

    public static readonly Response NoSuchUser = No(Refusals.Refused(Refusal.NoSuchUser), "There is no such user.");

    public static readonly Response NotYours = No(Refusals.NotYours(), "It is another user's.");

    public static readonly Response InvalidGender = No(
        Refusals.Invalid("gender", "invalid_choice", "Send Male, Female or Unspecified."), "An argument makes no sense.");

    public static Response Ok(string description, object body) => new(200, description, new Sample(body));

    public static Response Done(string description) => new(204, description);

    /// <summary>An error as the answers themselves word it.</summary>
    public static Response No(Fault fault, string description) => new(fault.StatusCode!.Value, description, new Sample(fault.Value!));
}
