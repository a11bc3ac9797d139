using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;
using ImageOrleans.TestSupport.Faults;

namespace ImageOrleans.Cluster.Tests;

/// <summary>
/// A catalogue for faults, and all that a server leaves behind of it when nothing goes wrong. The tests share it; one at a time has it
/// processed.
/// </summary>
/// <param name="catalogue">The catalogue.</param>
/// <param name="trace">What is left behind.</param>
internal sealed class UndisturbedTrace(FaultCatalogue catalogue, RequestTrace trace) : IAsyncDisposable
{
    // Three segments, the last one short.
    private const int Rows = 600;

    public FaultCatalogue Catalogue => catalogue;

    public RequestTrace Trace => trace;

    public static Task<UndisturbedTrace> ShareAsync(DatabaseProvider provider) => SharedParts.GetAsync(
        (typeof(UndisturbedTrace), provider),
        async () =>
        {
            var catalogue = await FaultCatalogue.StartAsync(Rows);
            var trace = await RequestTrace.OfUndisturbedAsync(
                catalogue, provider, administrator: null, TestContext.Current.CancellationToken);
            return new UndisturbedTrace(catalogue, trace);
        });

    public ValueTask DisposeAsync() => catalogue.DisposeAsync();
}
