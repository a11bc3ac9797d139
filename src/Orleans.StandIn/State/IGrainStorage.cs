using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A store of grain states.</summary>
public interface IGrainStorage
{
    /// <summary>Fills in what is stored.</summary>
    /// <param name="stateName">The state's name among those of the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Filled in: state, version, whether there is a record.</param>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ReadStateAsync{T}(string, GrainId, IGrainState{T})" />
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ReadStateAsync(stateName, grainId, grainState);

    /// <summary>Stores a state and fills in its new version.</summary>
    /// <param name="stateName">The state's name among those of the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The state and the version that it replaces.</param>
    /// <exception cref="InconsistentStateException">The stored version is another.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="WriteStateAsync{T}(string, GrainId, IGrainState{T})" />
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        WriteStateAsync(stateName, grainId, grainState);

    /// <summary>Takes a stored state away.</summary>
    /// <param name="stateName">The state's name among those of the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The version to take away; a fresh state afterwards.</param>
    /// <exception cref="InconsistentStateException">The stored version is another.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ClearStateAsync{T}(string, GrainId, IGrainState{T})" />
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ClearStateAsync(stateName, grainId, grainState);
}
