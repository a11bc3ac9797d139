using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Lifetime;

public sealed class LifetimeGrain(Journal journal) : Grain, ILifetimeGrain
{
    private readonly Guid _activation = Guid.NewGuid();
    private string? _holdUntil;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Note($"{Key}: {_activation} on");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note($"{Key}: {_activation} {reason.ReasonCode}");
        journal.Open($"{Key} leaving");
        if (_holdUntil is not null)
        {
            await journal.Gate($"{Key} {_holdUntil}");
        }

        journal.Note($"{Key}: {_activation} off");
        journal.Open($"{Key} off");
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task<Guid> ActivationAtOnce() => Task.FromResult(_activation);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<Guid> DeactivateAndStay(string gate)
    {
        DeactivateOnIdle();
        journal.Open($"{Key} staying");
        await journal.Gate($"{Key} {gate}");
        return _activation;
    }

    public Task HoldDeactivation(string gate)
    {
        _holdUntil = gate;
        return Task.CompletedTask;
    }
}

public sealed class FailingConstructorGrain : Grain, IFailingConstructorGrain
{
    private readonly int _attempt;

    public FailingConstructorGrain(Journal journal, IGrainContext context)
    {
        _attempt = journal.Count($"{context.GrainId}");
        if (_attempt == 1)
        {
            throw new FormatException("no constructor");
        }
    }

    public Task<int> Attempts() => Task.FromResult(_attempt);
}

public sealed class FailingActivationGrain(Journal journal) : Grain, IFailingActivationGrain
{
    private int _attempt;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _attempt = journal.Count($"{this.GetGrainId()}");
        await Task.Yield();
        if (_attempt == 1)
        {
            throw new FormatException("no activation");
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note($"{this.GetPrimaryKeyString()}: deactivated");
        return Task.CompletedTask;
    }

    public Task<int> Attempts() => Task.FromResult(_attempt);
}

public sealed class FleetingGrain : Grain, IFleetingGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;
}

public sealed class DisposableGrain(Journal journal) : Grain, IDisposableGrain, IAsyncDisposable
{
    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        journal.Open($"{this.GetPrimaryKeyString()} disposed of");
        return ValueTask.CompletedTask;
    }
}

public sealed class EquippedGrain(
    IGrainFactory factory, IClusterClient client, ILocalSiloDetails silo, ILogger<EquippedGrain> logger, IServiceProvider services)
    : Grain, IEquippedGrain
{
    public Task<string[]> Equipment() => Task.FromResult<string[]>(
    [
        factory.GetGrain<IEquippedGrain>("x").GetGrainId().ToString(),
        GrainFactory.GetGrain<IEquippedGrain>("x").GetGrainId().ToString(),
        client.GetGrain<IEquippedGrain>("x").GetGrainId().ToString(),
        $"{silo.SiloAddress.Equals(ServiceProvider.GetRequiredService<ILocalSiloDetails>().SiloAddress)}",
        $"{GrainContext.GrainId}",
        $"{GrainContext.GrainInstance == this}",
        $"{GrainContext.ActivationServices == services}",
        $"{logger is not null}",
        IdentityString,
        $"{RuntimeIdentity == silo.SiloAddress.ToString()}",
    ]);
}
