using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Starts and stops a silo with its host.</summary>
internal sealed class SiloHostedService(IServiceProvider services, SiloLifecycle lifecycle, ILogger<SiloHostedService> logger)
    : IHostedService
{
    private Silo? _silo;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in services.GetServices<IConfigurationValidator>())
        {
            validator.ValidateConfiguration();
        }

        _silo = services.GetRequiredService<Silo>();
        lifecycle.Subscribe(nameof(Silo), ServiceLifecycleStage.BecomeActive, _ => Join(_silo), token => LeaveAsync(_silo, token));
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>().Distinct())
        {
            participant.Participate(lifecycle);
        }

        try
        {
            await lifecycle.StartAsync(cancellationToken);
        }
        catch
        {
            await lifecycle.StopAsync(cancellationToken);
            throw;
        }

        logger.LogInformation("Silo {Name} started as {Address} of cluster {Cluster}.", _silo.Name, _silo.SiloAddress, _silo.ClusterId);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host that is in a hurry ends its silo here and now.
        if (cancellationToken.IsCancellationRequested)
        {
            _silo?.Kill();
        }

        await lifecycle.StopAsync(cancellationToken);
    }

    private static Task Join(Silo silo)
    {
        silo.Join();
        return Task.CompletedTask;
    }

    private static async Task LeaveAsync(Silo silo, CancellationToken cancellationToken)
    {
        silo.BeginStopping();
        await silo.DeactivateAllAsync(cancellationToken);
        silo.Leave();
    }
}
