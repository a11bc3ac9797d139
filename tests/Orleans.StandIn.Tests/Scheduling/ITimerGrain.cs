using Orleans.Concurrency;

namespace Orleans.StandIn.Tests.Scheduling;

public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Starts a timer that notes its ticks under a name; a tick opens the gate "{name} {n}".</summary>
    Task Start(string name, TimeSpan due, TimeSpan period, bool interleave = false, string? holdEachTickFor = null);

    Task StartFailing(string name);

    Task Change(string name, TimeSpan due, TimeSpan period);

    Task Silence(string name);

    /// <summary>Starts a ticking timer and stays inside until the gate opens.</summary>
    Task StartAndStay(string name, string gate);

    /// <summary>Stays inside until the gate opens.</summary>
    Task Stay(string gate);

    [AlwaysInterleave]
    Task Touch();

    Task Deactivate();
}
