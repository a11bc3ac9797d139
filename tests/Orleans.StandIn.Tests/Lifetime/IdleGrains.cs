using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Lifetime;

public class IdleGrain(Journal journal) : Grain, IIdleGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task Stay(TimeSpan atLeast)
    {
        DelayDeactivation(atLeast);
        return Task.CompletedTask;
    }

    public Task Tick(bool keepAlive)
    {
        var period = TimeSpan.FromMilliseconds(200);
        this.RegisterGrainTimer(
            () => Task.CompletedTask, new GrainTimerCreationOptions(period, period) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note($"{this.GetGrainId()} {reason.ReasonCode}");
        journal.Open($"{this.GetGrainId()} gone");
        return Task.CompletedTask;
    }
}

[KeepAlive]
public sealed class KeptGrain(Journal journal) : IdleGrain(journal), IKeptGrain;

[CollectionAgeLimit("00:10:00")]
public sealed class LongLivedGrain(Journal journal) : IdleGrain(journal), ILongLivedGrain;
