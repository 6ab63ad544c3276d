namespace Acquaint.Storage;

/// <summary>One SQL statement with its arguments, by name.</summary>
internal readonly record struct Step(string Sql, params (string Name, object? Value)[] Args);

/// <summary>What a write came to, and whether to keep what it wrote.</summary>
internal readonly record struct Written<T>(T Value, bool Keep = true);

/// <summary>A step whose rows are of another kind than those of the steps it is sent with.</summary>
internal abstract class Question(Step step)
{
    public Step Step => step;

    public abstract void Take(SqlRow row);
}

/// <summary>A question and, once it was asked, its rows.</summary>
internal sealed class Question<T>(Func<SqlRow, T> map, Step step) : Question(step)
{
    public List<T> Rows { get; } = [];

    public override void Take(SqlRow row) => Rows.Add(map(row));
}

/// <summary>All that differs between databases: how a connection is held, how a write begins, which error means try again.</summary>
internal interface ISqlEngine : IAsyncDisposable
{
    /// <summary>How many user ids the server takes at a time.</summary>
    int UserIdBlock { get; }

    /// <summary>Whether a write has the whole database to itself, so that what it reads needs no lock to stay as it is.</summary>
    bool WritesAlone { get; }

    /// <summary>Within a write: keeps other processes from changing the schema until it ends.</summary>
    Task LockSchema(SqlSession session);

    /// <summary>Runs reads on one connection. Each statement sees one moment; whether all see the same is the engine's to say.</summary>
    Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken stop);

    /// <summary>Runs reads that all see one moment.</summary>
    Task<T> Snapshot<T>(Func<SqlSession, Task<T>> work, CancellationToken stop);

    /// <summary>
    /// Runs one transaction and returns when it is durable. May run <paramref name="work"/> again after the database asked to.
    /// Throws <see cref="Core.StoreUnavailableException"/> when nothing was written and trying later may help.
    /// </summary>
    Task<T> Write<T>(Func<SqlSession, Task<Written<T>>> work, CancellationToken stop);
}

/// <summary>Statements on one connection. Values: long, int, string, Guid, byte[] or null; see <see cref="Rows"/>.</summary>
internal abstract class SqlSession
{
    /// <summary>Sends the steps together and returns the rows of all, in their order; steps may have none.</summary>
    public abstract Task<List<T>> Query<T>(Func<SqlRow, T> map, params Step[] steps);

    /// <summary>Sends the questions together and fills in their answers. Only the last may be statements that return no rows.</summary>
    public abstract Task Ask(params Question[] questions);

    /// <summary>Sends the steps together and returns how many rows they changed in all.</summary>
    public abstract Task<int> Run(params Step[] steps);

    /// <summary>Runs a script of several statements without arguments.</summary>
    public abstract Task Script(string sql);
}
