using System.Text;

namespace Acquaint.Storage;

/// <summary>What of a person's names is stored to find them by (docs/decisions/0005). Parts are text here and UTF-8 in the table.</summary>
/// <remarks>
/// A name contains a text if one of its ends begins with it, and what begins with a text is one range: from the text to the text
/// followed by a byte that UTF-8 doesn't have. The whole username stands behind a NUL, which no name contains.
/// </remarks>
internal static class NameParts
{
    private const char Whole = '\0';
    private const byte Last = 0xFF;

    /// <summary>The range of all whole usernames.</summary>
    public static readonly (byte[] From, byte[] To) Usernames = ([0], [1]);

    /// <summary>None for the deleted: nobody finds them.</summary>
    public static HashSet<string> Of(User? user)
    {
        if (user is null or { IsDeleted: true })
            return [];
        return Of([user.Username, user.Profile.DisplayName, user.Profile.FirstName, user.Profile.LastName]);
    }

    /// <summary>
    /// Of the username and the other names. Ends that are a word's beginning come first, then those near a name's beginning, so that
    /// what the limit leaves out is the middle of long names.
    /// </summary>
    public static HashSet<string> Of(string?[] names)
    {
        var all = names.OfType<string>().Select(name => name.ToLowerInvariant()).ToList();
        var ends =
            from name in all
            from start in Enumerable.Range(0, name.Length)
            where !char.IsWhiteSpace(name[start]) && !char.IsLowSurrogate(name[start])
            let isWord = start == 0 || !char.IsLetterOrDigit(name[start - 1])
            orderby isWord descending, start
            select Cut(name[start..]);
        return [Whole + all[0], .. ends.Distinct().Take(Limits.NameParts)];
    }

    /// <summary>The range of the parts that begin with the text.</summary>
    public static (byte[] From, byte[] To) Beginning(string text)
    {
        var from = Stored(Cut(text.ToLowerInvariant()));
        return (from, [.. from, Last]);
    }

    /// <summary>The range of the usernames that begin with the text.</summary>
    public static (byte[] From, byte[] To) UsernamesBeginning(string text)
    {
        var from = Stored(Whole + text.ToLowerInvariant());
        return (from, [.. from, Last]);
    }

    public static byte[] Stored(string part) => Encoding.UTF8.GetBytes(part);

    private static string Cut(string text) =>
        text.Length <= Limits.NamePartLength ? text : string.Concat(text.EnumerateRunes().Take(Limits.NamePartLength));
}
