namespace Acquaint.Core;

public static class Text
{
    /// <summary>
    /// True for text that every database and every answer can carry: no NUL (PostgreSQL refuses it) and no half of a surrogate pair
    /// (UTF-8 has no form for it).
    /// </summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]) && !(++i < text.Length && char.IsLowSurrogate(text[i])))
                return false;
        }

        return true;
    }
}
