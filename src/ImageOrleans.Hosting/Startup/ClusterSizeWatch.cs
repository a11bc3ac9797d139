using ImageOrleans.Grains.Requests;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Hosting.Startup;

/// <summary>Tells the budget of images in flight how many silos there are to share the work.</summary>
internal sealed class ClusterSizeWatch(
    IGrainFactory grains, ImageBudget budget, IOptions<ClusterSettings> cluster, TimeProvider time, ILogger<ClusterSizeWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (cluster.Value.Clustering == ClusteringKind.Embedded)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, stoppingToken);
                budget.SetSilos(hosts.Count);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                // The size that was known last is a good guess meanwhile.
                logger.LogWarning(exception, "The size of the cluster can't be told.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
