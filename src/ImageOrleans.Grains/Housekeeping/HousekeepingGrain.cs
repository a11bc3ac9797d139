using ImageOrleans.Contracts;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Grains.Housekeeping;

/// <summary>
/// Has the house kept: old requests removed each time that it is asked, what was left over looked for when an activation is asked
/// first, and then daily. As there is one for all silos, nothing is looked for twice.
/// </summary>
public sealed class HousekeepingGrain(Housekeeper housekeeper, TimeProvider time, ILogger<HousekeepingGrain> logger)
    : Grain, IHousekeepingGrain, IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource _deactivating = new();
    private Task _working = Task.CompletedTask;

    // Long ago: the first time is now.
    private DateTimeOffset _nextSweep;

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
            await housekeeper.RemoveOldRequestsAsync(cancellationToken);
            if (time.GetUtcNow() >= _nextSweep)
            {
                await housekeeper.SweepAsync(cancellationToken);
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
}
