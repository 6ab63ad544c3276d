using Acquaint.Core;
using Acquaint.Server.Storage;

namespace Acquaint.Server.Tests.Storage;

/// <summary>The model keeps its own contract: what the real stores are compared with is right.</summary>
public sealed class ModelStoreTests : StoreContract
{
    private protected override Task<IStore> Open() => Task.FromResult<IStore>(new ModelStore());

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class SqliteStoreTests : SqlStoreContract
{
    protected override Task<TestDatabase> Create() => Task.FromResult(TestDatabase.OnSqlite());
}

public sealed class PostgresStoreTests : SqlStoreContract
{
    protected override Task<TestDatabase> Create() => TestDatabase.OnPostgres();
}

/// <summary>The contract on a database; an engine is one line.</summary>
public abstract class SqlStoreContract : StoreContract
{
    private TestDatabase? _database;
    private SqlStore? _store;

    protected abstract Task<TestDatabase> Create();

    private protected override async Task<IStore> Open()
    {
        _database = await Create();
        return _store = await Database.Open(_database.ConnectionString, default);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
