using Microsoft.OpenApi;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What the OpenAPI document says of this dialect as a whole, and the arguments that operations share.</summary>
internal static class Docs
{
    private static readonly Argument s_id = new("id", "The user's number.", typeof(long), ArgumentPlace.Path) { Example = "7" };

    public static readonly Argument[] Paging =
    [
        new("limit", "Rows of the page, at most the community's largest; without one, its default.", typeof(int)) { Example = "3" },
        new("offset", "Rows before the page.", typeof(int)) { Example = "3" },
    ];

    public static readonly Argument[] Filters =
    [
        Text("username", "Part of the username."),
        Text("real_name", "Part of the real name."),
        Text("gender", "Male, Female or Unspecified.", "Female"),
        Text("location", "Part of the place."),
        Text("description", "Part of the description."),
        Text("ordering", "A field, with a minus for the other direction: id, username, real_name, location, date_joined.", "-username"),
    ];

    public static readonly Argument[] MoreFilters =
    [
        Text("age", "-30, 30-45 or 45+.", "30-45"),
        Text("lat_lng", "A place: those who tell where they are, nearest first.", "45.4642,9.19"),
        new("user_position", "true: the caller's own place.", typeof(bool)),
        new("is_staff", "true: only those who have a role.", typeof(bool)),
        new("tag", "The id of a tag; nobody has any.", typeof(long)),
        new("category", "The id of a category; there are none.", typeof(long)),
    ];

    public static readonly Argument Search = Text("search", "Part of the username or of the real name.", "bo");
    public static readonly Argument User =
        Text("user", "Part of the username or of the real name; those two are then not looked at.", "bo");
    public static readonly Argument Exclude = Text("exclude", "Ids to leave out, with commas between.", "7,9");
    public static readonly Argument Mutual =
        new("mutual", "1: only those whom the caller is connected with too. 0: only the others.", typeof(int)) { Example = "1" };
    public static readonly Argument Hard = new("hard", "1 leaves nothing that tells who it was.", typeof(int)) { Example = "1" };

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
        Examples = Examples.All,
        Common = endpoint => Access.Of(endpoint) == Access.ForEverybody ? [] : [s_id, Refusals.NotSignedIn],
    };

    public static Argument Text(string name, string description, string? example = null) =>
        new(name, description, typeof(string)) { Example = example };

    /// <summary>What an action gives: how the caller stands to the user now.</summary>
    public static Gives Now(string? status) => new("How the caller stands to the user now.", Example: new StatusWire(status));

    /// <summary>A body that is taken as a form too.</summary>
    public static Takes Sent(string json, string form) => Takes.Json(json) with { Form = form };
}
