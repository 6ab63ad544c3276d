namespace Acquaint.Storage;

/// <summary>What becomes of a person's sign-ins and edges when they are deleted (docs/decisions/0006).</summary>
internal sealed partial class SqlStore
{
    private const string MarkDeleted =
        """
        INSERT INTO counters (owner, sent, received, connected, declined, deleted) VALUES (@owner, 0, 0, 0, 0, @deleted)
        ON CONFLICT (owner) DO UPDATE SET deleted = excluded.deleted
        """;

    private const string DropPassword = "DELETE FROM passwords WHERE owner = @owner";
    private const string DropSessions = "DELETE FROM sessions WHERE owner = @owner";
    private const string DropSettings = "DELETE FROM settings WHERE owner = @owner";
    private const string OthersById = "SELECT other FROM edges WHERE owner = @owner AND other > @after ORDER BY other LIMIT @limit";

    public Task Purge(ActionContext context, CancellationToken stop) =>
        Change(context, pair => new(RelationRules.Purge(pair.Relation), Quotas.None), evenDeleted: true, stop);

    public Task<IReadOnlyList<UserId>> Others(UserId owner, UserId after, int limit, CancellationToken stop) =>
        All(ToId, new Step(OthersById, ("owner", owner.Value), ("after", after.Value), ("limit", limit)), stop);

    /// <summary>The counters is written last, so that a person's own rows are never locked after it.</summary>
    private static IEnumerable<Step> DeletionSteps(User? old, User user)
    {
        var owner = ("owner", (object?)user.Id.Value);
        if (user.IsDeleted)
        {
            yield return new(DropPassword, owner);
            yield return new(DropSessions, owner);
            yield return new(DropSettings, owner);
        }

        if (user.IsDeleted != (old?.IsDeleted ?? false))
            yield return new(MarkDeleted, owner, ("deleted", Rows.Bit(user.IsDeleted)));
    }
}
