using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport;
using MsOptions = Microsoft.Extensions.Options.Options;

namespace ImageOrleans.Storage.Tests;

/// <summary>A database with the schema, and the tables on it.</summary>
internal sealed class DatabaseFixture : IAsyncDisposable
{
    private readonly TestDatabase _testDatabase;
    private readonly TemporaryFolder _folder = new();

    private DatabaseFixture(TestDatabase testDatabase)
    {
        _testDatabase = testDatabase;
        var storage = MsOptions.Create(new StorageOptions { DataDirectory = _folder.Path });
        Database = new CatalogueDatabase(MsOptions.Create(testDatabase.Options), storage);
        Objects = new ObjectStore(storage);
        Images = new ImageStore(Objects, TimeProvider.System);
        Requests = new RequestTable(Database);
        Segments = new SegmentTables(Database);
        Remover = new RequestRemover(Database, Objects, Images, TimeProvider.System);
    }

    public DatabaseOptions Options => _testDatabase.Options;

    public CatalogueDatabase Database { get; }

    public ObjectStore Objects { get; }

    public ImageStore Images { get; }

    public RequestTable Requests { get; }

    public SegmentTables Segments { get; }

    public RequestRemover Remover { get; }

    public static async Task<DatabaseFixture> CreateAsync(DatabaseProvider provider)
    {
        var fixture = new DatabaseFixture(await TestDatabase.CreateAsync(provider));
        await new SchemaInstaller(fixture.Database).ApplyAsync(TestContext.Current.CancellationToken);
        return fixture;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _testDatabase.DisposeAsync();
        _folder.Dispose();
    }
}
