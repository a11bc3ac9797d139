using Orleans.Concurrency;

namespace Orleans.StandIn.Tests.Calls;

public interface IAnswering
{
    Task<int> Inherited();
}

public interface ICallGrain : IGrainWithStringKey, IAnswering
{
    Task<string?> Echo(string? text);

    ValueTask<int> AddAtOnce(int a, int b);

    ValueTask Idle();

    Task<T> EchoAny<T>(T value);

    Task Fail(string kind);

    Task FailBeforeItsTask();

    Task<string> FailureOf(ICallGrain other, string kind);

    [ResponseTimeout("00:00:01")]
    Task WaitImpatiently(string gate);

    Task Wait(string gate);

    [OneWay]
    Task Tell(string gate);

    [OneWay]
    Task TellAndFail();

    Task WaitFor(string gate, CancellationToken cancellationToken);

    Task<bool> PassOn(ICallGrain other, string gate, CancellationToken cancellationToken);
}
