using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Scheduling;

public sealed class TimerGrain(Journal journal) : Grain, ITimerGrain
{
    private readonly Dictionary<string, IGrainTimer> _timers = new(StringComparer.Ordinal);

    private string Key => this.GetPrimaryKeyString();

    public Task Start(string name, TimeSpan due, TimeSpan period, bool interleave = false, string? holdEachTickFor = null)
    {
        var scheduler = TaskScheduler.Current;
        _timers[name] = this.RegisterGrainTimer(
            async (state, cancellation) =>
            {
                var n = journal.Count($"{Key} {state}");
                journal.Note($"{Key}: {state} {n} {(TaskScheduler.Current == scheduler ? "on" : "off")}");
                journal.Open($"{Key} {state} {n}");
                if (holdEachTickFor is not null)
                {
                    await journal.Gate($"{Key} {holdEachTickFor}").WaitAsync(cancellation);
                }
            },
            name,
            new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailing(string name)
    {
        _timers[name] = this.RegisterGrainTimer(
            () =>
            {
                journal.Open($"{Key} {name} {journal.Count($"{Key} {name}")}");
                throw new InvalidOperationException("a tick that fails");
            },
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(1));
        return Task.CompletedTask;
    }

    public Task Change(string name, TimeSpan due, TimeSpan period)
    {
        _timers[name].Change(due, period);
        return Task.CompletedTask;
    }

    public Task Silence(string name)
    {
        _timers[name].Dispose();
        return Task.CompletedTask;
    }

    public async Task StartAndStay(string name, string gate)
    {
        await Start(name, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        await Stay(gate);
    }

    public async Task Stay(string gate)
    {
        journal.Open($"{Key} staying");
        await journal.Gate($"{Key} {gate}");
        journal.Note($"{Key}: stayed");
    }

    public Task Touch() => Task.CompletedTask;

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Open($"{Key} gone");
        return Task.CompletedTask;
    }
}
