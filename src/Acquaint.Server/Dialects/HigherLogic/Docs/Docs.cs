using Microsoft.OpenApi;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>What the OpenAPI document and the help pages tell of the dialect as a whole, and arguments that operations share.</summary>
internal static class Docs
{
    /// <summary>Ends the summary of whatever a rule may say no to.</summary>
    public const string IfRefused = "False when a rule says no.";

    public static readonly Argument ContactKey = Key("contactKey", "The person's key.", Examples.Ada);

    public static readonly Argument EitherKey = ContactKey with
    {
        IsRequired = false,
        Description = "The person's key. One of the two keys is required; this one wins.",
    };

    public static readonly Argument LegacyKey =
        new("legacyContactKey", "The integrator's own id for the person.", typeof(string)) { Example = "M-1815" };

    public static readonly Argument TenantKey = Key("tenantKey", "The community's key.", Examples.Tenants[0].TenantKey);

    public static readonly Argument RecordKey =
        Key("friendRequestRecordKey", "The request's key, as the lists give it.", Examples.Request);

    public static readonly Argument Groups = Flag("includeSecurityGroups", "Whether to tell the person's roles.", "false");

    public static readonly Argument Address =
        Needed("communityUrl", "The address of the community's pages, or its host name.", "https://community.example.org/");

    public static readonly Argument Email = Needed("emailAddress", "The address, in any letter case.", "ada@example.org");

    public static readonly Argument Message =
        new("message", "What to write with the request; other protocols show it.", typeof(string)) { IsExtension = true };

    public static readonly Argument DaysBack =
        new("daysBack", "How many days to look back.", typeof(int)) { IsRequired = true, Example = "30" };

    public static readonly Argument Terms =
        Needed("searchTerms", "Words, each of which must be a part of one of the person's names.", "ada love");

    public static readonly Argument[] SearchFlags =
    [
        Flag("searchAllAddresses", "Read, but there are no addresses here.", "true"),
        new("memberStatus", "All, or NonMembers for nobody: everybody here is a member.", typeof(string)) { Default = "All" },
        Flag("searchOnlyCompanies", "Leaves out people who are no company.", "false"),
        Flag("overrideOptOut", "Read, but nobody can opt out here.", "false"),
        new("contactStatusCode", "A for active people, I for suspended ones, All for both.", typeof(string)) { Default = "A" },
        Flag("includeMiddleName", "Read, but there are no middle names here.", "true"),
        Flag("limitToAcceptedTerms", "Read, but terms are not kept here.", "false"),
        Flag("includeCurrentContact", "Whether the caller may be among them.", "true"),
    ];

    public static readonly Argument[] Mentions =
    [
        Needed("searchText", "Three characters at least; fewer find nobody.", "ada"),
        new("maxCount", "Most people to find, up to 100.", typeof(int)) { Default = "10" },
    ];

    public static readonly Argument[] ContactsPage =
    [
        new("afterContactKey", "The person after whom the page begins.", typeof(Guid)),
        new("beforeContactKey", "The person before whom the page ends; read when afterContactKey is absent.", typeof(Guid)),
        new("limit", "People of a page, 1 to 100; more are cut down.", typeof(int)) { Default = "100" },
    ];

    public static readonly Argument[] Listing =
    [
        new("limit", "Rows of a page, 1 to 100; more are cut down.", typeof(int)) { IsExtension = true, Example = "20" },
        new("cursor", "Where to go on: the X-Next-Cursor of the page before.", typeof(string)) { IsExtension = true },
        new("sort", "newest, oldest, or name (last, then first).", typeof(string)) { IsExtension = true, Default = "newest" },
    ];

    public static readonly Documentation About = new(
        "Higher Logic API v1.0 and v2.0",
        "2.0",
        "Connection requests, connections and people as Higher Logic's API has them, in JSON and XML. Every operation is there under two "
            + "versions and two ways to sign in. A rule that says no is 200 with [false]. Help pages: /Help and /v2.0/Help.")
    {
        Security = new Dictionary<string, OpenApiSecurityScheme>
        {
            ["HLAuthToken"] = Header(SignIn.Token, "A token from Login, together with the community's key in HLIAMKey."),
            ["HLPassword"] = Header("HLPassword", "The password of the person whom the key in HLIAMKey speaks for."),
            ["Bearer"] = new()
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token from Login; under /higherlogic/external only, and there the only way.",
            },
        },
        Examples = Examples.All,
        Common = endpoint => FaultsOf(endpoint).Select(Refusals.Example),
        Show = Show,
    };

    /// <summary>In both formats, each under its two names.</summary>
    private static Sample Show(object value)
    {
        var xml = Encoding.UTF8.GetString(Xml.Write(value, TimeZoneInfo.Utc));
        return new(value)
        {
            JsonTypes = ["application/json", "text/json"],
            Texts = new Dictionary<string, string> { ["application/xml"] = xml, ["text/xml"] = xml },
        };
    }

    private static int[] FaultsOf(RouteEndpoint endpoint)
    {
        if (!endpoint.IsOpen())
            return [400, 401, 404];
        return endpoint.Metadata.GetMetadata<Operation>()!.Parts.Any(part => part is Takes) ? [400, 401, 413, 415] : [400];
    }

    private static Argument Key(string name, string description, Guid example) =>
        new(name, description, typeof(Guid)) { IsRequired = true, Example = example.ToString("D") };

    private static Argument Needed(string name, string description, string example) =>
        new(name, description, typeof(string)) { IsRequired = true, Example = example };

    private static Argument Flag(string name, string description, string absent) =>
        new(name, description, typeof(bool)) { Default = absent };

    private static OpenApiSecurityScheme Header(string name, string description) =>
        new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = name, Description = description };
}
