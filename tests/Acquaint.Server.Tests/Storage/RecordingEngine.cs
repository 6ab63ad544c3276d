using System.Collections.Concurrent;

namespace Acquaint.Server.Tests.Storage;

/// <summary>A statement as the store sent it.</summary>
internal readonly record struct Sent(string Sql, bool InWrite, bool IsScript = false);

/// <summary>An engine that notes every statement on its way to a real one.</summary>
internal sealed class RecordingEngine(ISqlEngine engine, ConcurrentDictionary<Sent, bool> sent) : ISqlEngine
{
    public int UserIdBlock => engine.UserIdBlock;

    // The locks of those that don't write alone are among what is to be seen.
    public bool WritesAlone => false;

    public Task LockSchema(SqlSession session) => engine.LockSchema(session);

    public Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken stop) =>
        engine.Read(session => work(Noting(session, inWrite: false)), stop);

    public Task<T> Snapshot<T>(Func<SqlSession, Task<T>> work, CancellationToken stop) =>
        engine.Snapshot(session => work(Noting(session, inWrite: false)), stop);

    public Task<T> Write<T>(Func<SqlSession, Task<Written<T>>> work, CancellationToken stop) =>
        engine.Write(session => work(Noting(session, inWrite: true)), stop);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private NotingSession Noting(SqlSession session, bool inWrite) => new(session, (statements, isScript) =>
    {
        foreach (var sql in statements)
            sent.TryAdd(new(sql, inWrite, isScript), true);
    });
}

/// <summary>A session that tells of the statements of each trip before it goes.</summary>
internal sealed class NotingSession(SqlSession session, Action<IReadOnlyList<string>, bool> note) : SqlSession
{
    public override Task<List<T>> Query<T>(Func<SqlRow, T> map, params Step[] steps) => session.Query(map, Note(steps));

    public override Task Ask(params Question[] questions)
    {
        Note([.. questions.Select(question => question.Step)]);
        return session.Ask(questions);
    }

    public override Task<int> Run(params Step[] steps) => session.Run(Note(steps));

    public override Task Script(string sql)
    {
        note([sql], true);
        return session.Script(sql);
    }

    private Step[] Note(Step[] steps)
    {
        note([.. steps.Select(step => step.Sql)], false);
        return steps;
    }
}
