using Orleans.Concurrency;

namespace Orleans.StandIn.Tests.Scheduling;

/// <summary>Each call notes when it comes and goes, under the grain's key, and waits for the gate it is given.</summary>
public interface ITurnGrain : IGrainWithStringKey
{
    Task Enter(string name, string? gate = null);

    [ReadOnly]
    Task Read(string name, string? gate = null);

    [AlwaysInterleave]
    Task Interleave(string name, string? gate = null);
}

public interface IReentrantTurnGrain : ITurnGrain;

public interface ISchedulerGrain : IGrainWithStringKey
{
    /// <summary>Whether one scheduler of the grain's own was current at every step.</summary>
    Task<string[]> SchedulersAlongTheWay();

    /// <summary>Starts a task and does not wait for it.</summary>
    Task StartLoop(int rounds);

    /// <summary>Yields many times, always looking whether it is alone.</summary>
    Task Work(int rounds);

    [AlwaysInterleave]
    Task<bool> WasEverTwoAtOnce();
}

public interface ICycleGrain : IGrainWithStringKey
{
    [ResponseTimeout("00:00:01")]
    Task<string> CallBackThrough(ICycleGrain other, ICycleGrain self);

    [ResponseTimeout("00:00:05")]
    Task<string> Forward(ICycleGrain target);

    Task<string> Answer();
}
