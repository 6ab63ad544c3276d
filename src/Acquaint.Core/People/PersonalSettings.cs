namespace Acquaint.Core;

/// <summary>What people set for themselves: numbers by name. What a name means, and what holds until it is set, a dialect knows.</summary>
public sealed class PersonalSettings(IPersonStore store)
{
    public Task<IReadOnlyDictionary<string, int>> Of(Viewer viewer, CancellationToken stop) => store.Settings(viewer.Id, stop);

    /// <summary>Returns all that is set afterwards.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Set(
        Viewer viewer, IReadOnlyDictionary<string, int> settings, CancellationToken stop)
    {
        if (settings.Count > 0)
            await store.Set(viewer.Id, settings, stop);
        return await Of(viewer, stop);
    }
}
