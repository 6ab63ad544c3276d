namespace Acquaint.Server.Accounts;

/// <summary>
/// Finds the community that a request is for. Holds all of them in memory and looks again when its view is older than
/// <see cref="Limits.CommunityStaleness"/>, so that what an operator sets in another process soon holds here.
/// </summary>
internal sealed class CommunityList(IStore store, TimeProvider clock, Ids ids, IEnumerable<Setting> settings) : IDisposable
{
    private readonly SemaphoreSlim _looking = new(1, 1);
    private volatile View? _view;

    private sealed record View(IReadOnlyList<Community> All, DateTimeOffset At);

    public async ValueTask<IReadOnlyList<Community>> All(CancellationToken stop)
    {
        if (Fresh() is { } view)
            return view.All;
        await _looking.WaitAsync(stop);
        try
        {
            return (Fresh() ?? (_view = new(await store.Communities(stop), clock.GetUtcNow()))).All;
        }
        finally
        {
            _looking.Release();
        }
    }

    public async ValueTask<Community?> Find(CommunityId id, CancellationToken stop) =>
        (await All(stop)).FirstOrDefault(community => community.Id == id);

    /// <summary>The community that names this host (without port, any letter case), or else the default one.</summary>
    public async ValueTask<Community> FindByHost(string host, CancellationToken stop)
    {
        var all = await All(stop);
        return all.FirstOrDefault(community => community.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase))
            ?? all.First(community => community.IsDefault);
    }

    public async ValueTask<Community> Default(CancellationToken stop) => (await All(stop)).First(community => community.IsDefault);

    /// <summary>Adds a community with fresh keys. The first one is the default.</summary>
    public async Task<Community> Add(string name, IReadOnlyList<string> hosts, CancellationToken stop)
    {
        var community = Complete(new(
            new(ids.Next()), name, hosts, IsDefault: (await store.Communities(stop)).Count == 0, clock.Now(), new CommunityRules(),
            CommunitySettings.Empty));
        return await Save(community, stop) is { } taken ? throw new HostTakenException(taken) : community;
    }

    /// <summary>Replaces a community. Returns the host name that another one has, or null.</summary>
    public async Task<string?> Save(Community community, CancellationToken stop)
    {
        var taken = await store.Save(community, stop);
        await Invalidate(stop);
        return taken;
    }

    /// <summary>An empty database gets one community, so that a first start has somewhere to go.</summary>
    public async Task EnsureOne(CancellationToken stop)
    {
        var all = await All(stop);
        foreach (var community in all)
        {
            // One that is older than a dialect lacks the dialect's keys.
            if (Complete(community) is var complete && complete != community)
                await Save(complete, stop);
        }

        if (all.Count > 0)
            return;
        try
        {
            await Add("Community", ["localhost"], stop);
        }
        catch (HostTakenException)
        {
            // Another process was first; its community serves.
            await Invalidate(stop);
        }
    }

    public void Dispose() => _looking.Dispose();

    /// <summary>With the keys and secrets that each community has of its own.</summary>
    private Community Complete(Community community) => settings.Aggregate(community, (it, setting) => setting.Make(it));

    /// <summary>Waits for a look under way: it began before the change, and must not be what is remembered after it.</summary>
    private async Task Invalidate(CancellationToken stop)
    {
        await _looking.WaitAsync(stop);
        _view = null;
        _looking.Release();
    }

    private View? Fresh() => _view is { } view && clock.GetUtcNow() - view.At < Limits.CommunityStaleness ? view : null;
}

/// <summary>A host name leads to one community only.</summary>
internal sealed class HostTakenException(string host) : Exception($"The host {host} belongs to another community.");
