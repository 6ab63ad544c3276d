using Microsoft.Data.Sqlite;

namespace Acquaint.Storage;

/// <summary>A write that waits for the writer; its caller waits for <see cref="PendingWrite{T}.Outcome"/>.</summary>
internal abstract class PendingWrite
{
    /// <summary>Runs the work in a savepoint of its own. Throws only when the whole transaction is lost.</summary>
    public abstract Task Try(SqliteSession session);

    /// <summary>The commit is durable: tell the caller what the work came to.</summary>
    public abstract void Finish();
    public abstract void Fail(Exception why);
}

internal sealed class PendingWrite<T>(Func<SqlSession, Task<Written<T>>> work) : PendingWrite
{
    private static readonly Step s_begin = new("SAVEPOINT one");
    private static readonly Step s_undo = new("ROLLBACK TO one");
    private static readonly Step s_end = new("RELEASE one");

    // The writer must not run callers' continuations.
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _value;
    private Exception? _failure;

    public Task<T> Outcome => _outcome.Task;

    public override async Task Try(SqliteSession session)
    {
        session.Do(s_begin);
        try
        {
            var written = await work(session);
            _value = written.Value;
            if (!written.Keep)
                session.Do(s_undo);
        }
#pragma warning disable CA1031 // the exception is this caller's, not the group's
        catch (Exception e) when (e is not SqliteException sqlite || !SqliteSession.IsUnavailable(sqlite))
#pragma warning restore CA1031
        {
            _failure = e;
            session.Do(s_undo);
        }

        session.Do(s_end);
    }

    public override void Finish()
    {
        if (_failure is null)
            _outcome.SetResult(_value!);
        else
            _outcome.SetException(_failure);
    }

    public override void Fail(Exception why) => _outcome.SetException(why);
}
