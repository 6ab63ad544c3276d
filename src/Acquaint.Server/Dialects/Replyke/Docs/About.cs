using Microsoft.OpenApi;
using Told = Acquaint.Server.Dialects.Kit.Response;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What the OpenAPI document says of this dialect as a whole, and what its operations have in common.</summary>
internal static class Docs
{
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
    };

    public static readonly Argument Project = new("projectId", "The community's id.", typeof(Guid), ArgumentPlace.Path);

    public static readonly Argument UserKeyArgument = new("userId", "The user's id.", typeof(Guid), ArgumentPlace.Path);

    public static readonly Argument Connection =
        new("connectionId", "The id of the request, which the connection keeps.", typeof(Guid), ArgumentPlace.Path);

    public static readonly Argument[] PageArguments =
    [
        new("page", "Which page; the first without it.", typeof(int)) { Example = "1" },
        new("limit", "Rows of a page, 20 without it, at most 100 or what the community sets.", typeof(int)) { Example = "20" },
    ];

    public static readonly Argument[] SearchArguments =
    [
        new("query", "Part of the username or the name, in any letter case.", typeof(string)) { Example = "ja" },
        new("searchFields", "Where to look for it: username or name; both without it.", typeof(string)) { Example = "username" },
    ];

    private static readonly Told s_tooMany = new(429, "Called too often from one address.", new Sample(Limiting.Words)
    {
        JsonTypes = [],
        Texts = new Dictionary<string, string> { ["text/html"] = Limiting.Words },
    });

    /// <summary>Says what an endpoint is; where version 7 words a body otherwise, with another operation.</summary>
    public static RouteHandlerBuilder Documented(this RouteHandlerBuilder endpoint, Operation six, Operation? seven = null)
    {
        endpoint.Add(built => built.Metadata.Add(
            seven is not null && built.Metadata.OfType<SpokenVersion>().Single().Version is ApiVersion.V7 ? seven : six));
        return endpoint;
    }

    public static Told Ok(string description, object body) => new(200, description, new Sample(body));

    public static Told Created(string description, object body) => new(201, description, new Sample(body));

    /// <summary>The answers of an operation that takes somebody signed in: what it does, and each no with its words.</summary>
    public static IReadOnlyList<Told> SignedIn(Told done, params Fault[] faults) =>
        Anybody(done, [Faults.Unauthenticated, Faults.InvalidToken, Faults.ProjectMismatch, Faults.NoActingUser, .. faults]);

    /// <summary>The same of an operation that anybody calls.</summary>
    public static IReadOnlyList<Told> Anybody(Told done, params Fault[] faults) =>
        [done, .. faults.Append(Faults.NoSuchProject).GroupBy(fault => fault.Status).OrderBy(group => group.Key).Select(No), s_tooMany];

    /// <summary>The faults that have one status. The example is one of the operation's own, if it has any.</summary>
    private static Told No(IGrouping<int, Fault> faults)
    {
        var shown = faults.Last(fault => fault != Faults.NoSuchProject || faults.Count() == 1);
        var codes = faults.Select(fault => fault.Code).Distinct().Order(StringComparer.Ordinal);
        return new(faults.Key, string.Join(", ", codes), new Sample(new FaultBody(shown.Error, shown.Code, shown.Field)));
    }
}
