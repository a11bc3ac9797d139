using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Calls;

public sealed class CallGrain(Journal journal) : Grain, ICallGrain
{
    private string Key => this.GetPrimaryKeyString();

    public Task<int> Inherited() => Task.FromResult(7);

    public Task<string?> Echo(string? text) => Task.FromResult(text);

    public ValueTask<int> AddAtOnce(int a, int b) => ValueTask.FromResult(a + b);

    public async ValueTask Idle() => await Task.Yield();

    public Task<T> EchoAny<T>(T value) => Task.FromResult(value);

    public async Task Fail(string kind)
    {
        await Task.Yield();
        throw kind switch
        {
            "picky" => new PickyException("picky", 42),
            "unknown" => new UnknownException("unknown"),
            "nested" => new InvalidOperationException("outer", new FormatException("inner")),
            "caused by unknown" => new InvalidOperationException("outer", new UnknownException("inner")),
            _ => new KeyNotFoundException(kind),
        };
    }

    public Task FailBeforeItsTask() => throw new InvalidDataException("at once");

    public async Task<string> FailureOf(ICallGrain other, string kind)
    {
        try
        {
            await other.Fail(kind);
            return "none";
        }
        catch (PickyException e)
        {
            return $"{e.Message} {e.Code}";
        }
        catch (KeyNotFoundException e)
        {
            return e.Message;
        }
    }

    public Task WaitImpatiently(string gate) => Wait(gate);

    public async Task Wait(string gate)
    {
        journal.Open($"{Key} waiting");
        await journal.Gate($"{Key} {gate}");
        journal.Open($"{Key} waited");
    }

    public Task Tell(string gate) => Wait(gate);

    public Task TellAndFail()
    {
        journal.Open($"{Key} failing");
        throw new InvalidOperationException("nobody hears it");
    }

    public async Task WaitFor(string gate, CancellationToken cancellationToken)
    {
        journal.Open($"{Key} waiting");
        try
        {
            await journal.Gate($"{Key} {gate}").WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            journal.Open($"{Key} saw the cancellation");
            throw;
        }
    }

    public async Task<bool> PassOn(ICallGrain other, string gate, CancellationToken cancellationToken)
    {
        try
        {
            await other.WaitFor(gate, cancellationToken);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
