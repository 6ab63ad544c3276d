namespace Acquaint.Core;

/// <summary>Every bound of the product in one place. None of them is a setting: a setting is a community rule.</summary>
public static class Limits
{
    /// <summary>Largest request body, bytes; more answers 413.</summary>
    public const int BodyBytes = 64 * 1024;

    /// <summary>
    /// Bytes of a body that is too large which are read away, so that its sender gets to read the answer; past that the connection is cut.
    /// </summary>
    public const int DrainedBodyBytes = 1024 * 1024;

    /// <summary>Largest page that any list gives.</summary>
    public const int PageSize = 100;

    /// <summary>Most rows of a list that its dialect can't page.</summary>
    public const int UnpagedList = 1000;

    /// <summary>Of how many of a person's connections, the newest, a search looks at the names.</summary>
    public const int SearchedConnections = 5000;

    /// <summary>Most rows of a list that is sorted after it was read, because no index has its order.</summary>
    public const int SortedList = 10_000;

    /// <summary>Most ids of blocked people that are given at once.</summary>
    public const int BlockedIds = 10_000;

    /// <summary>
    /// How many of those who block a person are kept out of what they list and search: the newest. Whoever is asked for by id or name is
    /// not there however many they are.
    /// </summary>
    public const int Blockers = 10_000;

    /// <summary>Most people in one bulk question.</summary>
    public const int BulkIds = 500;

    /// <summary>Characters of a username, an e-mail address, an external id, a name.</summary>
    public const int HandleLength = 255;

    /// <summary>Characters of a password. Hashing cost grows with length, so it is bounded.</summary>
    public const int PasswordLength = 1024;

    /// <summary>Characters of a bearer token or key that is looked at; a longer one is not valid.</summary>
    public const int TokenLength = 8 * 1024;

    /// <summary>Validated tokens remembered at once, and for how long at most.</summary>
    public const int CachedTokens = 50_000;
    public static readonly TimeSpan CachedTokenLife = TimeSpan.FromSeconds(60);

    /// <summary>People held in memory, about two kilobytes each with what was written of them.</summary>
    public const int CachedPeople = 200_000;

    /// <summary>How old the server's view of community rules may be.</summary>
    public static readonly TimeSpan CommunityStaleness = TimeSpan.FromSeconds(2);

    /// <summary>Notifications that one write marks.</summary>
    public const int NotificationsPerWrite = 500;

    /// <summary>People whom a search looks at, and rows per person that finding them reads at most.</summary>
    public const int SearchCandidates = 1000;
    public const int SearchRowsPerPerson = 4;

    /// <summary>
    /// Of how many of a person's connections, the newest, how many connections each are looked at to find people they may know; and how
    /// many such people there are at most.
    /// </summary>
    public const int SuggestFrom = 100;
    public const int SuggestPer = 100;
    public const int Suggestions = 1000;

    /// <summary>Parts of names stored per person besides the username, and characters of each.</summary>
    public const int NameParts = 64;
    public const int NamePartLength = 32;

    /// <summary>Pairs that are purged at once when a person is deleted, each in a write of its own.</summary>
    public const int PurgedAtOnce = 16;

    /// <summary>Times a write is tried when the database asks to try again.</summary>
    public const int WriteTries = 5;

    /// <summary>Writes that wait for the embedded database's writer; more are answered 503.</summary>
    public const int WaitingWrites = 10_000;

    /// <summary>Writes that share one commit of the embedded database.</summary>
    public const int WritesPerCommit = 256;
}
