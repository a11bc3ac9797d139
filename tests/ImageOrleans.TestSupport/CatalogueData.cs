using ImageOrleans.Storage.Database;

namespace ImageOrleans.TestSupport;

/// <summary>What clusters of a test leave to each other: database and files.</summary>
public sealed class CatalogueData : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private CatalogueData(TestDatabase database)
    {
        Database = database;
    }

    public TestDatabase Database { get; }

    public string Folder => _folder.Path;

    public static async Task<CatalogueData> CreateAsync(
        DatabaseProvider provider = DatabaseProvider.Sqlite, string? administrator = null) =>
        new(await TestDatabase.CreateAsync(provider, administrator));

    public string PathOf(string key) => Path.Combine(Folder, key);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
