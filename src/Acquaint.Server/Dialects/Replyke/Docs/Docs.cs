using Microsoft.OpenApi;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What the documents say of this dialect as a whole, and what its operations have in common.</summary>
internal static class Docs
{
    private static readonly Argument[] s_path =
    [
        new("projectId", "The community's id.", typeof(Guid), ArgumentPlace.Path),
        new("userId", "The user's id.", typeof(Guid), ArgumentPlace.Path),
        new("connectionId", "The id of the request, which the connection keeps.", typeof(Guid), ArgumentPlace.Path),
        new("notificationId", "The notification's id.", typeof(Guid), ArgumentPlace.Path),
    ];

    private static readonly Fault[] s_signingIn =
        [Refusals.Unauthenticated, Refusals.InvalidToken, Refusals.ProjectMismatch, Refusals.NoActingUser];

    public static readonly Documentation About = new(
        "Replyke",
        "6",
        "The connections of the Replyke API, versions 6 and 7, with the users, sign-in and notifications around them. The connections "
        + "family exists with the project in the path and without it: then the access token tells the project. Beside what each "
        + "operation names, everything can answer 404 and 405 for an address or a method that is not there, 413 for a body over 64 KiB, "
        + "500, and 503 when the server can't answer now, all in the same form of error.")
    {
        Security = new Dictionary<string, OpenApiSecurityScheme>
        {
            ["bearer"] = new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "An access token; or a service key, which names whom it acts for as userId or actingUserId.",
            },
        },
        Examples = Examples.All,
        Common = Common,
    };

    /// <summary>A service key names whom it acts for; people send an empty object, or nothing.</summary>
    public static readonly Takes Acting = Takes.Json("""{"userId":null}""");

    public static readonly Takes RefreshToken = Takes.Json($$"""{"refreshToken":"{{Examples.Token}}"}""");

    public static readonly Gives SignedIn = new("Signed in; the cookie has the refresh token too.");

    public static readonly Takes SignUp = Takes.Json(
        """
        {
          "email": "me@example.com", "password": "correct horse", "name": "Me", "username": "me", "avatar": null, "bio": null,
          "location": {"longitude": 13.4, "latitude": 52.5}, "birthdate": "1990-02-28", "metadata": {"team": "A"}, "secureMetadata": null
        }
        """,
        "email", "password");

    public static readonly Takes Update = Takes.Json(
        """
        {
          "update": {
            "name": "Me", "username": "me", "avatar": "https://example.com/me.jpg", "bio": "Hello",
            "location": {"longitude": 13.4, "latitude": 52.5}, "birthdate": "1990-02-28", "metadata": {"team": "A"}, "secureMetadata": null
          }
        }
        """,
        "update");

    public static readonly Takes Signing = Takes.Json(
        $$"""
        {
          "projectId": "{{Examples.Project.Id}}", "privateKey": "LS0tLS1CRUdJTi…", "payload": {"id": "ext-1", "username": "me"}
        }
        """,
        "projectId", "privateKey", "payload");

    public static readonly Argument[] NewUser =
    [
        Needed("foreignId", "The integrator's id.", "ext-1"),
        new("createIfNotFound", "true: add whom it does not find.", typeof(bool)) { Example = "true" },
        .. new[] { "name", "username", "avatar", "bio", "metadata", "secureMetadata" }
            .Select(name => new Argument(name, "Of whom is added.", typeof(string))),
    ];

    public static Argument Needed(string name, string description, string example) =>
        new(name, description, typeof(string)) { IsRequired = true, Example = example };

    /// <summary>A list of such rows.</summary>
    public static IReadOnlyList<IOperationPart> Page<T>(ApiVersion version, T row, string description = "A page.") =>
    [
        new Argument("page", "Which page; the first without it.", typeof(int)) { Example = "1" },
        new Argument("limit", "Rows of a page, 20 without it, at most 100 or what the community sets.", typeof(int)) { Example = "20" },
        PageOf(version, row, description), Refusals.InvalidPage, Refusals.InvalidLimit,
    ];

    public static IReadOnlyList<IOperationPart> NotificationPage(ApiVersion version) =>
    [
        new Argument("page", "A whole number from 1.", typeof(int)) { Example = "1" },
        new Argument("limit", "From 1; 5 without it, at most 50 or what the community sets.", typeof(int)) { Example = "10" },
        PageOf(version, Examples.Notification, "A page."),
        Refusals.InvalidNotificationPage, Refusals.InvalidNotificationLimit,
    ];

    /// <summary>What version 7 added to the lists of connections.</summary>
    public static IReadOnlyList<IOperationPart> Search(ApiVersion version) => version is ApiVersion.V6 ? [] :
    [
        new Argument("query", "Part of the username or the name, in any letter case.", typeof(string)) { Example = "ja" },
        new Argument("searchFields", "Where to look for it: username or name; both without it.", typeof(string)) { Example = "username" },
        Refusals.InvalidSearch,
    ];

    private static Gives PageOf<T>(ApiVersion version, T row, string description) =>
        new(description, Example: new ListBody<T>([row], 1, new(1, 20)).In(version));

    private static IEnumerable<IOperationPart> Common(RouteEndpoint endpoint) =>
    [
        .. s_path, .. endpoint.IsOpen() ? [] : s_signingIn, Refusals.NoSuchProject, endpoint.Metadata.GetMetadata<RateLimit>()!.TooMany,
    ];
}
