using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Acquaint.Storage;

/// <summary>
/// A statement that was prepared once, and the row that it stands on. UUIDs are kept big-endian, so that version 7 sorts by time.
/// </summary>
internal sealed class SqliteStatement : SqlRow, IDisposable
{
    private const int UuidBytes = 16;

    /// <summary>SQLite copies what is bound so: it must not read a buffer that the garbage collector has moved.</summary>
    private const nint Transient = -1;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _held;
    private readonly nint _statement;

    /// <summary>Where each argument goes, by its place in <see cref="Step.Args"/>: the same for every run of one text.</summary>
    private readonly int[] _places;

    public SqliteStatement(sqlite3 database, Step step)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, step.Sql, raw.SQLITE_PREPARE_PERSISTENT, out _held));
        _statement = _held.DangerousGetHandle();
        _places = [.. step.Args.Select(arg => raw.sqlite3_bind_parameter_index(_held, "@" + arg.Name))];
        ChangesRows = raw.sqlite3_stmt_readonly(_held) == 0;
    }

    public bool ChangesRows { get; }

    public override int FieldCount => raw.sqlite3_column_count(_held);

    public void Bind(Step step)
    {
        for (var i = 0; i < _places.Length; i++)
            Check(Bind(_places[i], step.Args[i].Value));
    }

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool Next()
    {
        var code = SqliteNative.Step(_statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Lets go of the rows. A failure was already told by <see cref="Next"/>.</summary>
    public void Reset() => _ = SqliteNative.Reset(_statement);
    public override string GetName(int column) => raw.sqlite3_column_name(_held, column).utf8_to_string();
    public override bool IsDBNull(int column) => SqliteNative.ColumnType(_statement, column) == raw.SQLITE_NULL;
    public override long GetInt64(int column) => SqliteNative.ColumnInt64(_statement, column);
    public override string GetString(int column) => Encoding.UTF8.GetString(Bytes(SqliteNative.ColumnText(_statement, column), column));
    public override Guid GetGuid(int column) => new(Bytes(SqliteNative.ColumnBlob(_statement, column), column), bigEndian: true);

    public override object? GetValue(int column) => SqliteNative.ColumnType(_statement, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_TEXT => GetString(column),
        // The type that the migration declared.
        _ when raw.sqlite3_column_decltype(_held, column).utf8_to_string() == "uuid" => GetGuid(column),
        _ => Bytes(SqliteNative.ColumnBlob(_statement, column), column).ToArray(),
    };

    public void Dispose() => _held.Dispose();

    private int Bind(int at, object? value) => value switch
    {
        null => SqliteNative.BindNull(_statement, at),
        long number => SqliteNative.BindInt64(_statement, at, number),
        int number => SqliteNative.BindInt64(_statement, at, number),
        string text => SqliteNative.BindText(_statement, at, NotNull<char>(text), text.Length * sizeof(char), Transient),
        Guid guid => Bind(at, guid),
        byte[] blob => SqliteNative.BindBlob(_statement, at, NotNull<byte>(blob), blob.Length, Transient),
        _ => throw new ArgumentException($"A {value.GetType()} is not stored.", nameof(value)),
    };

    private int Bind(int at, Guid guid)
    {
        Span<byte> bytes = stackalloc byte[UuidBytes];
        _ = guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return SqliteNative.BindBlob(_statement, at, bytes, bytes.Length, Transient);
    }

    /// <summary>What is bound by a null pointer is NULL; the empty must be empty.</summary>
    private static ReadOnlySpan<T> NotNull<T>(ReadOnlySpan<T> some)
        where T : struct => some.IsEmpty ? new T[1].AsSpan() : some;

    private unsafe ReadOnlySpan<byte> Bytes(nint start, int column) => new((void*)start, SqliteNative.ColumnBytes(_statement, column));

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), code & 0xff, code);
    }
}
