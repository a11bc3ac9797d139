namespace ImageOrleans.Fetching.Downloads;

/// <summary>
/// Bounds the memory of all downloads together. Whoever finds it used up waits, first come, first served; whoever finds it
/// unused is admitted whatever he asks for, so that an image larger than the whole budget still passes, alone.
/// </summary>
internal sealed class BufferBudget(long limit)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiters = [];
    private long _held;

    /// <summary>Bytes taken and not given back.</summary>
    public long Held
    {
        get
        {
            lock (_lock)
            {
                return _held;
            }
        }
    }

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiters.Count;
            }
        }
    }

    /// <summary>Takes bytes if there is room at once.</summary>
    public bool TryTake(long bytes)
    {
        lock (_lock)
        {
            if (_waiters.Count > 0 || !HasRoomFor(bytes))
            {
                return false;
            }

            _held += bytes;
            return true;
        }
    }

    /// <summary>Takes bytes, after waiting for room and for those who came before.</summary>
    public async ValueTask TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        Waiter waiter = new(bytes);
        lock (_lock)
        {
            _waiters.AddLast(waiter);
            AdmitWaiters();
        }

        using CancellationTokenRegistration giveUp = cancellationToken.UnsafeRegister(
            (_, token) => GiveUp(waiter, token), state: null);
        await waiter.Admitted.Task;
    }

    /// <summary>Takes bytes without waiting, past the limit if need be: for a download under way, which others wait for.</summary>
    public void Grow(long bytes)
    {
        lock (_lock)
        {
            _held += bytes;
        }
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(long bytes)
    {
        lock (_lock)
        {
            _held -= bytes;
            AdmitWaiters();
        }
    }

    private bool HasRoomFor(long bytes) => _held == 0 || _held + bytes <= limit;

    private void AdmitWaiters()
    {
        while (_waiters.First is { } first && HasRoomFor(first.Value.Bytes))
        {
            _waiters.RemoveFirst();
            _held += first.Value.Bytes;
            first.Value.Admitted.SetResult();
        }
    }

    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiters.Remove(waiter))
            {
                waiter.Admitted.SetCanceled(cancellationToken);
                AdmitWaiters();
            }
        }
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes { get; } = bytes;

        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
