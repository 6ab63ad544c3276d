using Acquaint.Core;
using Acquaint.Server.Storage;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The model keeps its own contract: what the real stores are compared with is right.</summary>
public sealed class ModelStoreTests : StoreContract
{
    private protected override Task<IStore> Open() => Task.FromResult<IStore>(new ModelStore());

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class SqliteStoreTests : StoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("acquaint-store-").FullName;
    private SqlStore? _store;

    private protected override async Task<IStore> Open() =>
        _store = await Database.Open($"Data Source={Path.Combine(_folder, "store.db")}", default);

    public override async ValueTask DisposeAsync()
    {
        await _store!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
