using System.Collections.Concurrent;
using Orleans.Storage;

namespace Orleans.StandIn.Tests.State;

/// <summary>A store of the tests' own: keeps objects, counts calls, and fails as it is told.</summary>
public sealed class ScriptedStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, object> _states = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Calls { get; } = new();

    public Func<Exception>? NextFailure { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Calls.Enqueue($"read {stateName} {grainId}");
        FailIfTold();
        if (_states.TryGetValue($"{grainId}", out var state))
        {
            grainState.State = (T)state;
            grainState.RecordExists = true;
            grainState.ETag = "tag";
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Calls.Enqueue($"write {stateName} {grainId}");
        FailIfTold();
        _states[$"{grainId}"] = grainState.State!;
        grainState.RecordExists = true;
        grainState.ETag = "tag";
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Calls.Enqueue($"clear {stateName} {grainId}");
        FailIfTold();
        _states.TryRemove($"{grainId}", out _);
        grainState.RecordExists = false;
        grainState.ETag = null;
        return Task.CompletedTask;
    }

    private void FailIfTold()
    {
        if (NextFailure is { } failure)
        {
            NextFailure = null;
            throw failure();
        }
    }
}
