using System.Collections.Concurrent;
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
    // One that answers late holds up few others.
    private const int WokenAtOnce = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A silo that is still starting refuses calls, with an exception that is none of those that pass by themselves.
        await WaitForStartAsync(stoppingToken);
        var unfinished = await ListAsync(requests.ListUnfinishedAsync, stoppingToken);
        var webhooks = await ListAsync(requests.ListPendingWebhooksAsync, stoppingToken);
        await Task.WhenAll(
            WakeAllAsync(unfinished, id => grains.GetGrain<IRequestGrain>(id).Resume(), "request", stoppingToken),
            WakeAllAsync(webhooks, id => grains.GetGrain<IWebhookGrain>(id).Resume(), "webhook of request", stoppingToken));
    }

    private async Task<IReadOnlyList<Guid>> ListAsync(
        Func<CancellationToken, Task<IReadOnlyList<Guid>>> list, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await list(cancellationToken);
            }
            catch (Exception exception) when (GrainCallRetry.IsTransient(exception))
            {
                logger.LogWarning(exception, "Unfinished requests can't be listed; trying again in {Pause}.", Pause);
                await Task.Delay(Pause, time, cancellationToken);
            }
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

    // Each by itself: who can't be woken is tried again when all others are awake.
    private async Task WakeAllAsync(IReadOnlyList<Guid> ids, Func<Guid, Task> wake, string kind, CancellationToken cancellationToken)
    {
        while (true)
        {
            var left = new ConcurrentQueue<Guid>();
            await Parallel.ForEachAsync(
                ids,
                new ParallelOptions { MaxDegreeOfParallelism = WokenAtOnce, CancellationToken = cancellationToken },
                async (id, _) =>
                {
                    if (!await TryWakeAsync(id, wake, kind))
                    {
                        left.Enqueue(id);
                    }
                });
            if (left.IsEmpty)
            {
                return;
            }

            ids = [.. left];
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<bool> TryWakeAsync(Guid id, Func<Guid, Task> wake, string kind)
    {
        try
        {
            logger.LogInformation("Going on with {Kind} {Id}.", kind, id);
            await wake(id);
            return true;
        }
        catch (Exception exception) when (GrainCallRetry.IsTransient(exception))
        {
            logger.LogWarning(exception, "The {Kind} {Id} can't be woken; trying again in {Pause}.", kind, id, Pause);
            return false;
        }
#pragma warning disable CA1031 // A request with damaged state is no reason to end the process, and with it all others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "The {Kind} {Id} can't be woken.", kind, id);
            return true;
        }
    }
}
