using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps states in the memory of this process.</summary>
internal sealed class MemoryGrainStorage(string name, MemoryGrainStorageOptions options, Silo silo) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = silo.Cluster.MemoryStore.Records.GetValueOrDefault((name, stateName, grainId));
        grainState.State = (record is null ? default : options.GrainStorageSerializer.Deserialize<T>(record.Data))
            ?? StateActivator.Create<T>();
        grainState.ETag = record?.Etag;
        grainState.RecordExists = record is not null;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var records = silo.Cluster.MemoryStore.Records;
        var key = (name, stateName, grainId);
        var record = new MemoryRecord(options.GrainStorageSerializer.Serialize(grainState.State), Guid.NewGuid().ToString("N"));
        var current = records.GetValueOrDefault(key);
        if (!string.Equals(current?.Etag, grainState.ETag, StringComparison.Ordinal)
            || !(current is null ? records.TryAdd(key, record) : records.TryUpdate(key, record, current)))
        {
            throw Conflict(grainId, current?.Etag, grainState.ETag);
        }

        grainState.ETag = record.Etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var records = silo.Cluster.MemoryStore.Records;
        var key = (name, stateName, grainId);
        var current = records.GetValueOrDefault(key);
        if (!string.Equals(current?.Etag, grainState.ETag, StringComparison.Ordinal)
            || (current is not null && !records.TryRemove(KeyValuePair.Create(key, current))))
        {
            throw Conflict(grainId, current?.Etag, grainState.ETag);
        }

        grainState.State = StateActivator.Create<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private InconsistentStateException Conflict(GrainId grainId, string? stored, string? current) =>
        new($"Version conflict in memory store '{name}' for {grainId}: stored {stored ?? "none"}, expected {current ?? "none"}.", stored, current);
}
