using Orleans.Placement;
using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Clustering;

public class PlacedGrain(ILocalSiloDetails silo, Journal journal) : Grain, IPlacedGrain
{
    public Task<SiloAddress> Silo() => Task.FromResult(silo.SiloAddress);

    public async Task Stay(string gate)
    {
        journal.Open($"{gate} entered");
        await journal.Gate(gate);
        journal.Open($"{gate} left");
    }

    public Task StartLoop(string name)
    {
        _ = Loop();
        return Task.CompletedTask;

        async Task Loop()
        {
            while (!journal.Gate($"{name} end").IsCompleted)
            {
                journal.Open($"{name} {journal.Count(name)}");
                await Task.Delay(TimeSpan.FromMilliseconds(1));
            }
        }
    }

    public async Task<SiloAddress[]> SilosOfNew(string placement, int count) => await Task.WhenAll(
        Enumerable.Range(0, count).Select(_ => placement switch
        {
            "local" => GrainFactory.GetGrain<ILocalGrain>(Guid.NewGuid()).Silo(),
            "hashed" => GrainFactory.GetGrain<IHashedGrain>(Guid.NewGuid()).Silo(),
            "random" => GrainFactory.GetGrain<IRandomGrain>(Guid.NewGuid()).Silo(),
            _ => GrainFactory.GetGrain<IBalancedGrain>(Guid.NewGuid()).Silo(),
        }));

    public Task Touch() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note($"{this.GetPrimaryKey()} {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}

[PreferLocalPlacement]
public sealed class LocalGrain(ILocalSiloDetails silo, Journal journal) : PlacedGrain(silo, journal), ILocalGrain;

[HashBasedPlacement]
public sealed class HashedGrain(ILocalSiloDetails silo, Journal journal) : PlacedGrain(silo, journal), IHashedGrain;

[RandomPlacement]
public sealed class RandomGrain(ILocalSiloDetails silo, Journal journal) : PlacedGrain(silo, journal), IRandomGrain;

[ActivationCountBasedPlacement]
public sealed class BalancedGrain(ILocalSiloDetails silo, Journal journal) : PlacedGrain(silo, journal), IBalancedGrain;
