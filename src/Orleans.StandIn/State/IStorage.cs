namespace Orleans.Core;

/// <summary>A stored state: reading, writing and clearing it.</summary>
public interface IStorage
{
    /// <summary>The version that the store gave the state; null without a record.</summary>
    string? Etag { get; }

    /// <summary>Whether the store has a record of the state.</summary>
    bool RecordExists { get; }

    /// <summary>Replaces the state by what is stored.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ReadStateAsync()" />
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();

    /// <summary>Stores the state.</summary>
    /// <exception cref="Storage.InconsistentStateException">Somebody else stored it since it was read.</exception>
    Task WriteStateAsync();

    /// <inheritdoc cref="WriteStateAsync()" />
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>Takes the stored state away and starts afresh.</summary>
    /// <exception cref="Storage.InconsistentStateException">Somebody else stored it since it was read.</exception>
    Task ClearStateAsync();

    /// <inheritdoc cref="ClearStateAsync()" />
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();
}
