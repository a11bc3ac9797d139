using ImageOrleans.Contracts;
using ImageOrleans.Grains;
using ImageOrleans.Storage.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Hosting.Startup;

/// <summary>
/// Goes on with what the process' last run left unfinished. In a cluster the reminders do the same; asked twice, a grain
/// does nothing twice.
/// </summary>
internal sealed class UnfinishedWork(
    RequestTable requests, IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<UnfinishedWork> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A silo that is still starting refuses calls, with an exception that is none of those that pass by themselves.
        await WaitForStartAsync(stoppingToken);
        while (!await TryResumeAllAsync(stoppingToken))
        {
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.UnsafeRegister(static source => ((TaskCompletionSource)source!).SetResult(), started))
        {
            await started.Task.WaitAsync(cancellationToken);
        }
    }

    private async Task<bool> TryResumeAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var id in await requests.ListUnfinishedAsync(cancellationToken))
            {
                logger.LogInformation("Going on with request {Id}.", id);
                await grains.GetGrain<IRequestGrain>(id).Resume();
            }

            foreach (var id in await requests.ListPendingWebhooksAsync(cancellationToken))
            {
                await grains.GetGrain<IWebhookGrain>(id).Resume();
            }

            return true;
        }
        catch (Exception exception) when (GrainCallRetry.IsTransient(exception))
        {
            logger.LogWarning(exception, "Unfinished requests can't be woken; trying again in {Pause}.", Pause);
            return false;
        }
    }
}
