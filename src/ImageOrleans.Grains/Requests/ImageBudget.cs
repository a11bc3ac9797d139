using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Requests;

/// <summary>
/// Bounds the images that the requests of one silo have in flight, all together. Turns are given in the order of asking,
/// and each request asks for one row after the other: so a small request is not held up behind a huge one.
/// </summary>
public sealed class ImageBudget
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiters = [];
    private readonly int _imagesPerSilo;
    private int _capacity;
    private int _used;

    /// <summary>Makes a budget for a cluster of one silo.</summary>
    /// <param name="options">How many images a silo takes.</param>
    public ImageBudget(IOptions<ProcessingOptions> options)
    {
        _imagesPerSilo = options.Value.ImagesInFlight;
        _capacity = _imagesPerSilo;
    }

    /// <summary>Sets the budget for a cluster of some size.</summary>
    /// <param name="silos">The number of active silos, 1 or more.</param>
    public void SetSilos(int silos)
    {
        lock (_lock)
        {
            _capacity = _imagesPerSilo * Math.Max(1, silos);
            Grant();
        }
    }

    /// <summary>Waits until so many more images may be in flight.</summary>
    /// <param name="images">How many, 1 or more. More than the whole budget waits for the whole budget.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What to give back.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public async Task<IDisposable> TakeAsync(int images, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(this, images);
        lock (_lock)
        {
            waiter.Node = _waiters.AddLast(waiter);
            Grant();
        }

        await using (cancellationToken.UnsafeRegister(static (state, token) => ((Waiter)state!).Cancel(token), waiter))
        {
            return await waiter.Granted.Task;
        }
    }

    private void Grant()
    {
        while (_waiters.First is { Value: var waiter })
        {
            var size = Math.Min(waiter.Images, _capacity);
            if (_used + size > _capacity)
            {
                return;
            }

            _waiters.RemoveFirst();
            waiter.Node = null;
            waiter.Taken = size;
            _used += size;
            waiter.Granted.SetResult(waiter);
        }
    }

    private sealed class Waiter(ImageBudget budget, int images) : IDisposable
    {
        public TaskCompletionSource<IDisposable> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Waiter>? Node { get; set; }

        public int Images => images;

        public int Taken { get; set; }

        public void Cancel(CancellationToken cancellationToken)
        {
            lock (budget._lock)
            {
                if (Node is null)
                {
                    // Granted just before.
                    return;
                }

                budget._waiters.Remove(Node);
                Node = null;
                Granted.SetCanceled(cancellationToken);
                budget.Grant();
            }
        }

        public void Dispose()
        {
            lock (budget._lock)
            {
                budget._used -= Taken;
                Taken = 0;
                budget.Grant();
            }
        }
    }
}
