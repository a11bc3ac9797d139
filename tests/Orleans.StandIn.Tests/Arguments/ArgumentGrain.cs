using Orleans.Concurrency;
using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Arguments;

public sealed class ArgumentGrain(Journal journal) : Grain, IArgumentGrain
{
    private Basket _kept = new();

    public Task<object?> Echo(object? value) => Task.FromResult(value);

    public Task<T> EchoAny<T>(T value) => Task.FromResult(value);

    public Task<string> TypeNameOf(object value) => Task.FromResult(value.GetType().Name);

    public Task<IReadOnlyList<int>> EchoList(IReadOnlyList<int> values) => Task.FromResult(values);

    public Task<int> SumOf(IEnumerable<int> values) => Task.FromResult(values.Sum());

    public Task<Basket> KeepAndAdd(Basket basket, string item)
    {
        _kept = basket;
        _kept.Items.Add(item);
        return Task.FromResult(_kept);
    }

    public Task<Basket> Kept() => Task.FromResult(_kept);

    public Task<object> Unserialisable() => Task.FromResult<object>(new Unmarked());

    public async Task<bool> IsShared(object value)
    {
        await GrainFactory.GetGrain<IReceivingWorker>(0).Receive(value, this.GetPrimaryKeyString());
        return ReferenceEquals(value, journal.Kept(this.GetPrimaryKeyString()));
    }

    public async Task<bool> IsSharedByParameter(IReadOnlyList<int> value)
    {
        await GrainFactory.GetGrain<IReceivingWorker>(0).ReceiveImmutable(value, this.GetPrimaryKeyString());
        return ReferenceEquals(value, journal.Kept(this.GetPrimaryKeyString()));
    }
}

[StatelessWorker]
public sealed class ReceivingWorker(Journal journal) : Grain, IReceivingWorker
{
    public Task Receive(object value, string name)
    {
        journal.Keep(name, value);
        return Task.CompletedTask;
    }

    public Task ReceiveImmutable([Immutable] IReadOnlyList<int> value, string name)
    {
        journal.Keep(name, value);
        return Task.CompletedTask;
    }
}
