using Orleans.Storage;

namespace ImageOrleans.Grains.State;

/// <summary>
/// Tells failures of a store that pass by themselves in a form that every silo understands: those of a database driver don't
/// travel between grains, and a state is read before any code of its grain runs.
/// </summary>
/// <param name="store">The store.</param>
public sealed class TellingGrainStorage(IGrainStorage store) : IGrainStorage
{
    /// <inheritdoc />
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        TransientFailures.AnswerAsync(() => store.ReadStateAsync(stateName, grainId, grainState));

    /// <inheritdoc />
    public Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        TransientFailures.AnswerAsync(() => store.ReadStateAsync(stateName, grainId, grainState, cancellationToken));

    /// <inheritdoc />
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        TransientFailures.AnswerAsync(() => store.WriteStateAsync(stateName, grainId, grainState));

    /// <inheritdoc />
    public Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        TransientFailures.AnswerAsync(() => store.WriteStateAsync(stateName, grainId, grainState, cancellationToken));

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        TransientFailures.AnswerAsync(() => store.ClearStateAsync(stateName, grainId, grainState));

    /// <inheritdoc />
    public Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        TransientFailures.AnswerAsync(() => store.ClearStateAsync(stateName, grainId, grainState, cancellationToken));
}
