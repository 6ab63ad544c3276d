namespace Acquaint.Storage;

/// <summary>The row that a query has come to, its columns by number. Good until the next row.</summary>
internal abstract class SqlRow
{
    public abstract int FieldCount { get; }

    public abstract string GetName(int column);
    public abstract bool IsDBNull(int column);
    public abstract long GetInt64(int column);
    public int GetInt32(int column) => checked((int)GetInt64(column));
    public abstract string GetString(int column);
    public abstract Guid GetGuid(int column);

    /// <summary>Whatever is there: long, string, Guid, byte[] or null, the same on every engine.</summary>
    public abstract object? GetValue(int column);
}
