using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Housekeeping;

/// <summary>Removes requests that are kept long enough, and what was left over by crashes.</summary>
/// <param name="table">The requests.</param>
/// <param name="sweeper">Finds what was left over.</param>
/// <param name="grains">The grains of the requests.</param>
/// <param name="options">How long requests are kept.</param>
/// <param name="time">The time of day.</param>
/// <param name="logger">Where it is written what was removed.</param>
public sealed class Housekeeper(
    RequestTable table,
    StorageSweeper sweeper,
    IGrainFactory grains,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<Housekeeper> logger)
{
    // A removal has work to do long after it was asked for: so many at the most are begun in one round.
    private const int RequestsAtOnce = 100;

    /// <summary>Begins the removal of requests that finished longer ago than they are kept, those that finished first first.</summary>
    /// <param name="cancellationToken">Ends it between two requests.</param>
    /// <returns>How many are being removed now: a hundred at the most, the others are for the next round.</returns>
    public async Task<int> RemoveOldRequestsAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Days == 0)
        {
            return 0;
        }

        var keptSince = time.GetUtcNow() - TimeSpan.FromDays(options.Value.Days);
        var removed = 0;
        FinishedRequest? last = null;
        do
        {
            var page = await table.ListFinishedBeforeAsync(keptSince, last, RequestsAtOnce - removed, cancellationToken);
            foreach (var request in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                removed += await TryRemoveAsync(request.Id) ? 1 : 0;
            }

            last = page is [.., var latest] ? latest : null;
        }
        while (last is not null && removed < RequestsAtOnce);

        return removed;
    }

    /// <summary>Removes images and states that belong to no request any more.</summary>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <returns>A task that ends when they are removed.</returns>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var states = await sweeper.RemoveOrphanedStateAsync(cancellationToken);
        var images = await Task.Run(() => sweeper.RemoveUnusedImagesAsync(cancellationToken), cancellationToken);
        if (states + images > 0)
        {
            logger.LogInformation(
                "{Images} images that no request has any more and {States} states without a request are removed.", images, states);
        }
    }

    private async Task<bool> TryRemoveAsync(Guid id)
    {
        try
        {
            var request = grains.GetGrain<IRequestGrain>(id);
            var result = await TransientFailures.CallAsync(request.Delete);
            if (result.Outcome == CommandOutcome.UnknownRequest)
            {
                // A row without a state, which was left over.
                await TransientFailures.CallAsync(request.Resume);
            }

            logger.LogInformation("Request {Id} is removed: it finished more than {Days} days ago.", id, options.Value.Days);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !TransientFailures.IsTransient(exception))
        {
            // As its state is damaged, say. It keeps neither the others nor the sweep.
            logger.LogError(exception, "Request {Id} can't be removed.", id);
            return false;
        }
    }
}
