using ImageOrleans.Contracts;
using ImageOrleans.Grains;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Hosting.Startup;

/// <summary>Asks now and then that what is not needed any more be removed. All silos ask; one grain does it.</summary>
internal sealed class HousekeepingWatch(IGrainFactory grains, TimeProvider time, ILogger<HousekeepingWatch> logger) : BackgroundService
{
    // Shorter than the time after which an idle grain is forgotten.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await grains.GetGrain<IHousekeepingGrain>(0).Tidy();
            }
            catch (Exception exception) when (GrainCallRetry.IsTransient(exception))
            {
                logger.LogWarning(exception, "Nobody tidies up at the moment; it is asked for again in {Period}.", Period);
            }
        }
    }
}
