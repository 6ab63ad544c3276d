namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>Where the operations live: the same ones four times, two versions by two ways to sign in.</summary>
internal static class Paths
{
    private const string External = "/higherlogic/external";

    /// <summary>All of them, in any letter case. Those under <see cref="External"/> take bearer tokens, the others key headers.</summary>
    public static readonly string[] Prefixes = ["/api/v1.0", "/api/v2.0", $"{External}/api/v1.0", $"{External}/api/v2.0"];

    /// <summary>Those that the help pages tell of; the others hold the same operations.</summary>
    public static readonly string[] HelpVersions = Prefixes[..2];

    /// <summary>The first path segment below a prefix is called a controller, the second an action.</summary>
    public static readonly string[] Controllers = ["Authentication", "Contacts", "Federation", "Friends", "Messaging"];

    public static bool TakesBearer(PathString path) => Begins(path, External);

    /// <summary>v1.0 and v2.0 differ in the order of a few members only.</summary>
    public static bool IsFirstVersion(PathString path) => PrefixOf(path)?.EndsWith("v1.0", StringComparison.Ordinal) is true;

    /// <summary>The prefix that the path begins with; null when it is no path of this dialect.</summary>
    public static string? PrefixOf(PathString path) => Array.Find(Prefixes, prefix => Begins(path, prefix));

    /// <summary>
    /// The controller that the path names, percent-encoded as it came so that any answer can quote it; null when it names none.
    /// </summary>
    public static string? ControllerOf(PathString path)
    {
        if (PrefixOf(path) is not { } prefix || !path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase, out var below))
            return null;
        var named = below.ToUriComponent().Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return Array.Find(Controllers, one => one.Equals(named, StringComparison.OrdinalIgnoreCase)) ?? named;
    }

    private static bool Begins(PathString path, string with) => path.StartsWithSegments(with, StringComparison.OrdinalIgnoreCase);
}
