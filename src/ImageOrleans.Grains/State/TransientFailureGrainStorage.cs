using Orleans.Storage;

namespace ImageOrleans.Grains.State;

/// <summary>
/// Tells failures of a store that pass by themselves in a form that every silo understands: those of a database driver don't
/// travel between grains, and a state is read before any code of its grain runs.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="reporter">Makes what is told.</param>
public sealed class TransientFailureGrainStorage(IGrainStorage store, TransientFailureReporter reporter) : IGrainStorage
{
    /// <inheritdoc />
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => store.ReadStateAsync(stateName, grainId, grainState));

    /// <inheritdoc />
    public Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        RunAsync(() => store.ReadStateAsync(stateName, grainId, grainState, cancellationToken));

    /// <inheritdoc />
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => store.WriteStateAsync(stateName, grainId, grainState));

    /// <inheritdoc />
    public Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        RunAsync(() => store.WriteStateAsync(stateName, grainId, grainState, cancellationToken));

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => store.ClearStateAsync(stateName, grainId, grainState));

    /// <inheritdoc />
    public Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        RunAsync(() => store.ClearStateAsync(stateName, grainId, grainState, cancellationToken));

    private async Task RunAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception) when (TransientFailures.NeedsReport(exception))
        {
            throw reporter.Report(exception);
        }
    }
}
