using Acquaint.Core;

namespace Acquaint.Server.Storage;

/// <summary>What becomes of a person's sign-ins and edges when they are deleted (docs/decisions/0006).</summary>
internal sealed partial class SqlStore
{
    private const string MarkGone =
        """
        INSERT INTO tallies (owner, sent, received, connected, declined, gone) VALUES (@owner, 0, 0, 0, 0, @gone)
        ON CONFLICT (owner) DO UPDATE SET gone = excluded.gone
        """;

    private const string DropPassword = "DELETE FROM passwords WHERE owner = @owner";

    private const string DropSessions = "DELETE FROM sessions WHERE owner = @owner";

    private const string DropSettings = "DELETE FROM settings WHERE owner = @owner";

    private const string OthersById = "SELECT other FROM edges WHERE owner = @owner AND other > @after ORDER BY other LIMIT @limit";

    public Task Forget(Move move, CancellationToken stop) => Change(move, RelationRules.Forget, Caps.None, evenGone: true, stop);

    public async Task<IReadOnlyList<UserId>> Others(UserId owner, UserId after, int limit, CancellationToken stop)
    {
        var step = new Step(OthersById, ("owner", owner.Value), ("after", after.Value), ("limit", limit));
        return await engine.Read(session => session.Query(ToId, step), stop);
    }

    /// <summary>The tally is written last, so that a person's own rows are never locked after it.</summary>
    private static IEnumerable<Step> GoneSteps(User? old, User user)
    {
        var owner = ("owner", (object?)user.Id.Value);
        if (user.IsDeleted)
        {
            yield return new(DropPassword, owner);
            yield return new(DropSessions, owner);
            yield return new(DropSettings, owner);
        }

        if (user.IsDeleted != (old?.IsDeleted ?? false))
            yield return new(MarkGone, owner, ("gone", Rows.Bit(user.IsDeleted)));
    }
}
