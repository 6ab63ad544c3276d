using System.Runtime.InteropServices;

namespace Acquaint.Storage;

/// <summary>
/// The calls of SQLite's C interface that each statement and each column makes, on plain pointers. See https://sqlite.org/c3ref/.
/// </summary>
/// <remarks>
/// Connections and statements are opened and closed by the library; what is here is called hundreds of times for one page, and there the
/// library's safe handles and look-ups by name cost more than SQLite does (docs/performance.md). Those that only look something up in
/// memory don't tell the garbage collector that they are away, which would take longer than they do.
/// </remarks>
internal static partial class SqliteNative
{
    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset"), SuppressGCTransition]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static partial int BindInt64(nint statement, int at, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static partial int BindNull(nint statement, int at);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text16", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int BindText(nint statement, int at, ReadOnlySpan<char> text, int bytes, nint transient);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    public static partial int BindBlob(nint statement, int at, ReadOnlySpan<byte> blob, int bytes, nint transient);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int ColumnType(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long ColumnInt64(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text"), SuppressGCTransition]
    public static partial nint ColumnText(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    public static partial nint ColumnBlob(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static partial int ColumnBytes(nint statement, int column);
}
