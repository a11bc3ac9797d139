using ImageOrleans.Storage.Database;

namespace ImageOrleans.Cluster.Tests;

/// <summary>The catalogue, and what comes of it when nothing goes wrong.</summary>
public sealed class UndisturbedRun : IAsyncLifetime
{
    public TestCatalogue Catalogue { get; private set; } = null!;

    public string Output { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Catalogue = await TestCatalogue.StartAsync();
        Output = await Catalogue.ProcessUndisturbedAsync(DatabaseProvider.Sqlite);
    }

    public ValueTask DisposeAsync() => Catalogue.DisposeAsync();
}
