using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Requests;

/// <summary>
/// Bounds the images that the requests of one silo have in flight, all together. The requests that wait get their turns one after
/// the other, each for one row: so a small request is not held up behind a huge one, however many rows of that wait.
/// </summary>
public sealed class ImageBudget
{
    private readonly Lock _lock = new();

    // The requests that have somebody waiting, the one whose turn it is first; and those who wait, by request.
    private readonly LinkedList<LinkedList<Waiter>> _turns = [];
    private readonly Dictionary<Guid, LinkedList<Waiter>> _waiters = [];
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
    /// <param name="requestId">The request that they are of. Its rows get their turns in the order of asking.</param>
    /// <param name="images">How many, 1 or more. More than the whole budget waits for the whole budget.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What to give back.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public async Task<IDisposable> TakeAsync(Guid requestId, int images, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(this, requestId, images);
        lock (_lock)
        {
            Add(waiter);
            Grant();
        }

        await using (cancellationToken.UnsafeRegister(static (state, token) => ((Waiter)state!).Cancel(token), waiter))
        {
            return await waiter.Granted.Task;
        }
    }

    private void Add(Waiter waiter)
    {
        if (!_waiters.TryGetValue(waiter.RequestId, out var waiters))
        {
            waiters = [];
            _waiters.Add(waiter.RequestId, waiters);
            _turns.AddLast(waiters);
        }

        waiter.Node = waiters.AddLast(waiter);
    }

    private void Remove(Waiter waiter)
    {
        var waiters = waiter.Node!.List!;
        waiters.Remove(waiter.Node);
        waiter.Node = null;
        if (waiters.Count == 0)
        {
            _waiters.Remove(waiter.RequestId);
            _turns.Remove(waiters);
        }
    }

    private void Grant()
    {
        // Who wants much keeps its turn until there is room for it: nobody who wants less gets ahead of it for ever.
        while (_turns.First is { Value.First.Value: var waiter } turn)
        {
            var size = Math.Min(waiter.Images, _capacity);
            if (_used + size > _capacity)
            {
                return;
            }

            _turns.RemoveFirst();
            _turns.AddLast(turn);
            Remove(waiter);
            waiter.Taken = size;
            _used += size;
            waiter.Granted.SetResult(waiter);
        }
    }

    private sealed class Waiter(ImageBudget budget, Guid requestId, int images) : IDisposable
    {
        public TaskCompletionSource<IDisposable> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Waiter>? Node { get; set; }

        public Guid RequestId => requestId;

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

                budget.Remove(this);
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
