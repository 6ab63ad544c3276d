namespace Acquaint.Server.Tests;

/// <summary>What tests that set a state up do to a person, whatever the use cases allow.</summary>
internal static class SavingStores
{
    /// <summary>Makes the person this. Returns the kind of handle that somebody else has.</summary>
    public static async Task<HandleKind?> Save(this IStore store, User user, CancellationToken stop) =>
        (await store.Save(user.Community, user.Id, _ => user, stop)).Taken;

    /// <summary>Has the relation alone decide.</summary>
    public static Task<Transition> Act(
        this IStore store, ActionContext context, Func<Relation, Transition> decide, Quotas quotas, CancellationToken stop) =>
        store.Act(context, pair => new(decide(pair.Relation), quotas), stop);
}
