using System.Data.Common;
using Npgsql;

namespace Acquaint.Server.Storage;

/// <summary>Statements on a borrowed connection; those that are sent together share one round trip.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection) : SqlSession
{
    public override async Task<List<T>> Query<T>(Func<DbDataReader, T> map, params Step[] steps)
    {
        var rows = new List<T>();
        await using var batch = Batch(steps);
        await using var reader = await batch.ExecuteReaderAsync();
        do
        {
            while (await reader.ReadAsync())
                rows.Add(map(reader));
        }
        while (await reader.NextResultAsync());
        return rows;
    }

    public override async Task<int> Run(params Step[] steps)
    {
        await using var batch = Batch(steps);
        return await batch.ExecuteNonQueryAsync();
    }

    public override async Task Script(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlBatch Batch(Step[] steps)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var step in steps)
        {
            var command = new NpgsqlBatchCommand(step.Sql);
            foreach (var (name, value) in step.Args)
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
