using System.Buffers.Binary;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Acquaint.Bench;

/// <summary>
/// Writes a graph past the store, in bulk: the schema is the product's own, the indexes are made when the rows are there.
/// </summary>
internal static class Seed
{
    private static readonly string[] s_edges =
        ["owner", "other", "tie", "request_id", "by_me", "requested_at", "answered_at"];

    private static readonly string[] s_users =
        ["id", "user_key", "community", "username", "email", "email_verified", "role", "status", "created_at", "updated_at", "first_name",
         "last_name", "display_name", "bio", "description", "avatar_url", "large_avatar_url", "profile_url", "location", "gender",
         "company_name", "is_company", "reputation", "metadata", "secure_metadata"];

    public static async Task Fill(string connectionString, Graph graph, Guid community)
    {
        await using var connection = await Open(connectionString);
        await Run(connection, "DROP INDEX edges_by_request; DROP INDEX edges_by_tie; DROP INDEX edges_accepted; DROP INDEX edges_blocked");
        await Write(connection, "users", s_users, Users(graph, community));
        await Write(connection, "handles", ["handle", "user_id"], Handles(graph));
        await Write(connection, "edges", s_edges, graph.Rows().Select(Row));
        await Run(
            connection,
            """
            CREATE UNIQUE INDEX edges_by_request ON edges (owner, request_id);
            CREATE INDEX edges_by_tie ON edges (owner, tie, requested_at DESC, other DESC);
            CREATE INDEX edges_accepted ON edges (owner, answered_at DESC, other DESC) WHERE tie = 5 AND by_me = 1;
            CREATE INDEX edges_blocked ON edges (owner, i_blocked_at DESC, other DESC) WHERE i_blocked_at IS NOT NULL;
            INSERT INTO counters (owner, sent, received, connected, declined)
            SELECT owner, sum(CASE WHEN tie = 1 THEN 1 ELSE 0 END), sum(CASE WHEN tie = 2 THEN 1 ELSE 0 END),
                sum(CASE WHEN tie = 5 THEN 1 ELSE 0 END), 0 FROM edges WHERE owner > 0 GROUP BY owner;
            DELETE FROM populations;
            INSERT INTO populations (community, people) SELECT community, count(*) FROM users GROUP BY community;
            """);
        await Run(connection, $"UPDATE id_blocks SET next = {graph.LastId + 1} WHERE name = 'user'");
        await Run(connection, connection is NpgsqlConnection ? "VACUUM ANALYZE" : "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static async Task<DbConnection> Open(string connectionString)
    {
        DbConnection connection = connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase)
            ? new NpgsqlConnection(connectionString + ";Command Timeout=0")
            : new SqliteConnection(connectionString);
        await connection.OpenAsync();
        if (connection is SqliteConnection)
            await Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000");
        return connection;
    }

    private static async Task Run(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private static Task Write(DbConnection connection, string table, string[] columns, IEnumerable<object?[]> rows) =>
        connection is NpgsqlConnection postgres
            ? Copy(postgres, $"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)", rows)
            : Insert((SqliteConnection)connection, table, columns, rows);

    private static async Task Copy(NpgsqlConnection connection, string sql, IEnumerable<object?[]> rows)
    {
        await using var writer = await connection.BeginBinaryImportAsync(sql);
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            foreach (var value in row)
            {
                if (value is null)
                    await writer.WriteNullAsync();
                else
                    await writer.WriteAsync(value);
            }
        }

        await writer.CompleteAsync();
    }

    private static async Task Insert(SqliteConnection connection, string table, string[] columns, IEnumerable<object?[]> rows)
    {
        await using var transaction = connection.BeginTransaction();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        var names = columns.Select((_, i) => $"@p{i}").ToList();
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", names)})";
        var parameters = names.ConvertAll(name => command.Parameters.Add(new SqliteParameter { ParameterName = name }));
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                parameters[i].Value = Stored(row[i]);
            command.ExecuteNonQuery();
        }

        await transaction.CommitAsync();
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToByteArray(bigEndian: true),
        _ => value,
    };

    private static object?[] Row(EdgeRow edge) =>
        [edge.Owner, edge.Other, (short)edge.Tie, edge.Request, (short)(edge.ByMe ? 1 : 0), edge.AskedAt, edge.AnsweredAt];

    private static IEnumerable<object?[]> Users(Graph graph, Guid community)
    {
        const short Zero = 0;
        var at = Rows.Micros(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        for (long id = 1; id <= graph.LastId; id++)
        {
            yield return
            [
                id, Key(id), community, $"person{id}", $"person{id}@example.org", Zero, Zero, Zero, at, at, "First", $"Last{id}",
                $"First Last{id}", "A few words about this person, as people write them.", "Product Manager",
                $"https://example.org/avatars/{id}.jpg", $"https://example.org/avatars/{id}-large.jpg", $"https://example.org/people/{id}",
                "Utrecht", Zero, "Example Company", Zero, 200, "{}", "{}",
            ];
        }
    }

    private static IEnumerable<object?[]> Handles(Graph graph)
    {
        for (long id = 1; id <= graph.LastId; id++)
            yield return [$"{(int)HandleKind.Key}/{Key(id):D}", id];
    }

    /// <summary>The UUID of the person with this number.</summary>
    public static Guid Key(long id) =>
        new(0, 0, 0x7000, BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(id | (1L << 63))));
}
