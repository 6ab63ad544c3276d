using Npgsql;

namespace Acquaint.Storage;

/// <summary>Statements on a borrowed connection; those that are sent together share one round trip.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection) : SqlSession
{
    public override async Task<List<T>> Query<T>(Func<SqlRow, T> map, params Step[] steps)
    {
        var rows = new List<T>();
        await using var batch = Batch(steps);
        await using var reader = await batch.ExecuteReaderAsync();
        var row = new Row(reader);
        do
        {
            while (await reader.ReadAsync())
                rows.Add(map(row));
        }
        while (await reader.NextResultAsync());
        return rows;
    }

    public override async Task Ask(params Question[] questions)
    {
        await using var batch = Batch(questions.Select(question => question.Step));
        await using var reader = await batch.ExecuteReaderAsync();
        var row = new Row(reader);
        foreach (var question in questions)
        {
            while (await reader.ReadAsync())
                question.Take(row);
            await reader.NextResultAsync();
        }
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

    private NpgsqlBatch Batch(IEnumerable<Step> steps)
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

    private sealed class Row(NpgsqlDataReader reader) : SqlRow
    {
        public override int FieldCount => reader.FieldCount;

        public override string GetName(int column) => reader.GetName(column);

        public override bool IsDBNull(int column) => reader.IsDBNull(column);

        public override long GetInt64(int column) => reader.GetInt64(column);

        public override string GetString(int column) => reader.GetString(column);

        public override Guid GetGuid(int column) => reader.GetGuid(column);

        public override object? GetValue(int column) => reader.GetValue(column) switch
        {
            DBNull => null,
            short number => (long)number,
            int number => (long)number,
            var value => value,
        };
    }
}
