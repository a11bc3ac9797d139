using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A state of an activation. Its operations follow one another, even if nobody waits in between.</summary>
internal sealed class PersistentState<TState>(string name, GrainId grainId, IGrainStorage store)
    : IPersistentState<TState>, IPersistentStateReader
{
    private readonly GrainState<TState> _record = new(StateActivator.Create<TState>());
    private Task _last = Task.CompletedTask;

    public TState State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        Follow(nameof(ReadStateAsync), token => store.ReadStateAsync(name, grainId, _record, token), cancellationToken);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Follow(nameof(WriteStateAsync), token => store.WriteStateAsync(name, grainId, _record, token), cancellationToken);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        Follow(nameof(ClearStateAsync), token => store.ClearStateAsync(name, grainId, _record, token), cancellationToken);

    private Task Follow(string operation, Func<CancellationToken, Task> run, CancellationToken cancellationToken) =>
        _last = RunAsync(_last, operation, run, cancellationToken);

    private async Task RunAsync(
        Task previous, string operation, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            await run(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is not OrleansException)
        {
            throw new OrleansException(
                $"Error from storage provider {store.GetType().Name}.{name} during {operation} for grain {grainId}: {e}", e);
        }
    }
}
