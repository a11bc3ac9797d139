using System.Collections.Immutable;
using ImageOrleans.Contracts;

namespace ImageOrleans.Grains.Requests;

/// <summary>The calls of a request's products, of this run and of those before: a run that is stopped leaves its calls to themselves.</summary>
/// <param name="requestId">The request.</param>
/// <param name="grains">Other grains.</param>
/// <param name="patience">Waits out what passes by itself.</param>
internal sealed class ProductCalls(Guid requestId, IGrainFactory grains, TransientPatience patience)
{
    private readonly HashSet<Task> _underWay = [];

    /// <summary>Has a row processed.</summary>
    /// <param name="rowIndex">The row.</param>
    /// <param name="job">The row.</param>
    /// <param name="share">Its share of the budget, given back when the call is over, also when nobody waits for it any more.</param>
    /// <param name="cancellationToken">Ends the waiting, not the call.</param>
    /// <returns>The outcome of each URL, position by position.</returns>
    public Task<ImmutableArray<ImageOutcome>> ProcessAsync(int rowIndex, ProductJob job, IDisposable share, CancellationToken cancellationToken)
    {
        var call = CallAsync(rowIndex, job, share, cancellationToken);
        _underWay.Add(call);
        _ = ForgetAsync(call);
        return call.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until no call is under way any more.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends then; calls that fail do not matter.</returns>
    public async Task WhenDrainedAsync(CancellationToken cancellationToken)
    {
        while (_underWay.Count > 0)
        {
            List<Task> calls = [.. _underWay];
            await Task.WhenAll(calls).WaitAsync(cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            cancellationToken.ThrowIfCancellationRequested();
            _underWay.ExceptWith(calls);
        }
    }

    private async Task<ImmutableArray<ImageOutcome>> CallAsync(int rowIndex, ProductJob job, IDisposable share, CancellationToken cancellationToken)
    {
        using (share)
        {
            var product = grains.GetGrain<IProductGrain>(requestId, ProductKey.Extension(rowIndex));
            return await patience.TryAsync(() => TransientFailures.CallAsync(() => product.Process(job)), cancellationToken);
        }
    }

    private async Task ForgetAsync(Task call)
    {
        await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _underWay.Remove(call);
    }
}
