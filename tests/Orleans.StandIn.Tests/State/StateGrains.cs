using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.State;

public abstract class CounterGrain(IPersistentState<CounterState> state, Journal journal) : Grain, ICounterGrain
{
    private int? _onActivation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _onActivation = state.State.Value;
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note($"{this.GetGrainId()} {_onActivation}");
        journal.Open($"{this.GetGrainId()} off {journal.Count($"{this.GetGrainId()} off")}");
        return Task.CompletedTask;
    }

    public Task<int> Value() => Task.FromResult(state.State.Value);

    public async Task<int> Add(int amount)
    {
        state.State.Value += amount;
        state.State.Log.Add($"+{amount}");
        await state.WriteStateAsync();
        return state.State.Value;
    }

    public Task<int> AddUnwritten(int amount) => Task.FromResult(state.State.Value += amount);

    public async Task<int> Reread()
    {
        await state.ReadStateAsync(CancellationToken.None);
        return state.State.Value;
    }

    public Task Clear() => state.ClearStateAsync(CancellationToken.None);

    public Task<(string? Etag, bool Exists)> Record() => Task.FromResult((state.Etag, state.RecordExists));

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<string> WriteCancelled()
    {
        try
        {
            await state.WriteStateAsync(new CancellationToken(canceled: true));
            return "written";
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
    }

    public Task WriteAtOnce(int times) => Task.WhenAll(Enumerable.Range(0, times).Select(_ =>
    {
        state.State.Value++;
        return state.WriteStateAsync();
    }));
}

public sealed class DefaultStoreGrain([PersistentState("counter")] IPersistentState<CounterState> state, Journal journal)
    : CounterGrain(state, journal), IDefaultStoreGrain;

public sealed class NamedStoreGrain([PersistentState("counter", "other")] IPersistentState<CounterState> state, Journal journal)
    : CounterGrain(state, journal), INamedStoreGrain;

public sealed class TwoStatesGrain(
    [PersistentState("left", "other")] IPersistentState<CounterState> left,
    [PersistentState("right", "other")] IPersistentState<CounterState> right) : Grain, ITwoStatesGrain
{
    public async Task SetBoth(int leftValue, int rightValue)
    {
        left.State.Value = leftValue;
        right.State.Value = rightValue;
        await Task.WhenAll(left.WriteStateAsync(), right.WriteStateAsync());
    }

    public Task<(int Left, int Right)> Both() => Task.FromResult((left.State.Value, right.State.Value));

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class UnknownStoreGrain([PersistentState("counter", "no-such-store")] IPersistentState<CounterState> state)
    : Grain, IUnknownStoreGrain
{
    public Task Touch() => state.ReadStateAsync();
}
