using ImageOrleans.Contracts;

namespace ImageOrleans.Web.Events;

/// <summary>What is known of a request, for any number of listeners: each takes the latest when it is ready for it.</summary>
/// <param name="id">The request's id.</param>
internal sealed class RequestFeed(Guid id) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Guid Id => id;

    /// <summary>How many listen; in the care of <see cref="RequestFeeds"/>.</summary>
    public int Listeners { get; set; }

    /// <summary>Ends the following. Take it while somebody listens.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>What is known; null before anything is.</summary>
    public RequestNews? Latest { get; private set; }

    /// <summary>Notes what is known now. The same again is no news.</summary>
    /// <param name="request">The request; null when there is none.</param>
    public void Publish(RequestSnapshot? request)
    {
        lock (_lock)
        {
            if (Latest is not null && Latest.Request == request)
            {
                return;
            }

            Latest = new RequestNews(request);
            var changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.SetResult();
        }
    }

    /// <summary>Has everybody who waits, or comes to wait, fail.</summary>
    public void Fail(Exception exception)
    {
        lock (_lock)
        {
            _changed.SetException(exception);
        }
    }

    /// <summary>Waits for news.</summary>
    /// <param name="seen">What the caller knows already; null for nothing.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The latest.</returns>
    public async Task<RequestNews> NextAsync(RequestNews? seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (Latest is not null && Latest != seen)
                {
                    return Latest;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends the following: nobody listens any more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
