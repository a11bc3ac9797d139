using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Housekeeping;

/// <summary>
/// Removes requests that are kept long enough, and now and then what was left over by crashes. As there is one for all silos,
/// nothing is looked for twice.
/// </summary>
public sealed class HousekeepingGrain(
    RequestTable table, StorageSweeper sweeper, IOptions<RetentionOptions> options, TimeProvider time, ILogger<HousekeepingGrain> logger)
    : Grain, IHousekeepingGrain, IDisposable
{
    private const int RequestsAtOnce = 100;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromDays(1);

    // A process that has just started has better things to do.
    private static readonly TimeSpan FirstSweep = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _deactivating = new();
    private Task _working = Task.CompletedTask;
    private DateTimeOffset _nextSweep;

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _nextSweep = time.GetUtcNow() + FirstSweep;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _deactivating.CancelAsync();
        await _working.WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Called by Orleans when the activation is gone.</summary>
    public void Dispose() => _deactivating.Dispose();

    /// <inheritdoc />
    public Task Tidy()
    {
        if (_working.IsCompleted)
        {
            _working = WorkAsync(_deactivating.Token);
        }

        return Task.CompletedTask;
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RemoveOldRequestsAsync(cancellationToken);
            if (time.GetUtcNow() >= _nextSweep)
            {
                await SweepAsync(cancellationToken);
                _nextSweep = time.GetUtcNow() + SweepInterval;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another activation goes on.
        }
#pragma warning disable CA1031 // Nobody awaits this: it is written down, and tried again when somebody asks the next time.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "What is not needed any more can't be removed at the moment; it is tried again.");
        }
    }

    private async Task RemoveOldRequestsAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Days == 0)
        {
            return;
        }

        var keptSince = time.GetUtcNow() - TimeSpan.FromDays(options.Value.Days);
        foreach (var id in await table.ListFinishedBeforeAsync(keptSince, RequestsAtOnce, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            logger.LogInformation("Request {Id} is removed: it finished more than {Days} days ago.", id, options.Value.Days);
            try
            {
                await TransientFailures.CallAsync(() => GrainFactory.GetGrain<IRequestGrain>(id).Delete());
            }
            catch (Exception exception) when (!TransientFailures.IsTransient(exception))
            {
                // As its state is damaged, say. It keeps neither the others nor the sweep.
                logger.LogError(exception, "Request {Id} can't be removed.", id);
            }
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var states = await sweeper.RemoveOrphanedStateAsync(cancellationToken);
        var images = await Task.Run(() => sweeper.RemoveUnusedImagesAsync(cancellationToken), cancellationToken);
        if (states + images > 0)
        {
            logger.LogInformation("{Images} images that no request has any more and {States} states without a request are removed.", images, states);
        }
    }
}
