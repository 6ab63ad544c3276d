namespace Acquaint.Server.Tests.Authorisation;

/// <summary>Why anybody may call what anybody may call, where several dialects have the same reason.</summary>
internal static class Reasons
{
    public const string SignIn = "signing in: the proof is in the body";
    public const string Ends = "whoever holds the token may end it, and nobody else can";
    public const string Shown = "people and whom they are connected with are public in the original";
    public const string Documentation = "documentation";
}

/// <summary>What anybody may call of the server itself. Each dialect tells of its own.</summary>
internal static class PublicOperations
{
    /// <summary>Paths outside the dialects.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfNoDialect = new Dictionary<string, string>
    {
        ["/openapi/{name}.json"] = Reasons.Documentation,
        ["/health/live"] = "load balancers ask it; says one word",
        ["/health/ready"] = "load balancers ask it; says one word",
    };
}
