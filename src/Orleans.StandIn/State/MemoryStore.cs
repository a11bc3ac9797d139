using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>What the memory stores of a cluster hold, by store, state and grain. Survives the silos, not the cluster.</summary>
internal sealed class MemoryStore
{
    public ConcurrentDictionary<(string Store, string State, GrainId Grain), MemoryRecord> Records { get; } = new();
}

internal sealed record MemoryRecord(BinaryData Data, string Etag);
