using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Images;

/// <summary>
/// Where a silo compresses: threads of its own, one for each processor. Orleans' threads stay free, so that a busy silo
/// still answers its neighbours' probes and status calls.
/// </summary>
public sealed class CompressionLane : IDisposable
{
    // A queue whose readers sleep while it is empty. Those of a channel or a BlockingCollection spin first, which takes a processor
    // from those who have work.
    private readonly Queue<Action> _work = [];
    private readonly Thread[] _threads;
    private bool _isClosed;

    /// <summary>Starts the threads.</summary>
    /// <param name="options">How many.</param>
    public CompressionLane(IOptions<ProcessingOptions> options)
    {
        Slots = options.Value.CompressionSlots > 0 ? options.Value.CompressionSlots : Environment.ProcessorCount;
        _threads = new Thread[Slots];
        for (var i = 0; i < Slots; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"compression-{i}" };
            _threads[i].Start();
        }
    }

    /// <summary>How many pieces of work are done at once.</summary>
    public int Slots { get; }

    /// <summary>Does a piece of work when a thread is free, in the order of the calls.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">The work. What it throws, the task throws.</param>
    /// <param name="cancellationToken">Gives up the work while it waits; not once it is begun.</param>
    /// <returns>The result. What follows runs on the thread pool, not on the lane.</returns>
    /// <exception cref="ObjectDisposedException">The lane is closed.</exception>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(() =>
        {
            if (cancellationToken.IsCancellationRequested)
            {
                result.SetCanceled(cancellationToken);
                return;
            }

            try
            {
                result.SetResult(work());
            }
#pragma warning disable CA1031 // Handed to whoever awaits the work.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                result.SetException(exception);
            }
        });
        return result.Task;
    }

    /// <summary>Takes no more work, and waits until what was taken is done.</summary>
    public void Dispose()
    {
        lock (_work)
        {
            _isClosed = true;
            Monitor.PulseAll(_work);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Add(Action work)
    {
        lock (_work)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _work.Enqueue(work);
            Monitor.Pulse(_work);
        }
    }

    private void Work()
    {
        while (Take() is { } work)
        {
            work();
        }
    }

    // Null when there is no more.
    private Action? Take()
    {
        lock (_work)
        {
            Action? work;
            while (!_work.TryDequeue(out work) && !_isClosed)
            {
                Monitor.Wait(_work);
            }

            return work;
        }
    }
}
