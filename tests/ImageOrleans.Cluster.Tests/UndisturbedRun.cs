using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Cluster.Tests;

/// <summary>The catalogue, and what comes of it when nothing goes wrong. The tests share it; one at a time has it processed.</summary>
/// <param name="catalogue">The catalogue.</param>
/// <param name="output">The output CSV.</param>
internal sealed class UndisturbedRun(TestCatalogue catalogue, string output) : IAsyncDisposable
{
    public TestCatalogue Catalogue => catalogue;

    public string Output => output;

    public static Task<UndisturbedRun> ShareAsync() => SharedParts.GetAsync(typeof(UndisturbedRun), async () =>
    {
        var catalogue = await TestCatalogue.StartAsync();
        return new UndisturbedRun(catalogue, await catalogue.ProcessUndisturbedAsync(DatabaseProvider.Sqlite));
    });

    public ValueTask DisposeAsync() => catalogue.DisposeAsync();
}
