using ImageOrleans.Contracts;
using ImageOrleans.Grains;

namespace ImageOrleans.Web.Events;

/// <summary>
/// Follows requests for those who listen to them: each request is asked for once per interval, however many listen, and not at all
/// when nobody does.
/// </summary>
/// <param name="find">Looks a request up; null when there is none.</param>
/// <param name="time">The time.</param>
/// <param name="logger">Where failures that pass are written.</param>
internal sealed class RequestFeeds(
    Func<Guid, CancellationToken, Task<RequestSnapshot?>> find, TimeProvider time, ILogger<RequestFeeds> logger)
{
    /// <summary>How often a request is asked for: four times a second.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, RequestFeed> _feeds = [];

    /// <summary>How many requests are followed at the moment.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _feeds.Count;
            }
        }
    }

    /// <summary>Begins to listen to a request.</summary>
    /// <param name="id">The request's id.</param>
    /// <returns>What is known of it from now on; dispose of it to end listening.</returns>
    public RequestListener Join(Guid id)
    {
        lock (_lock)
        {
            if (!_feeds.TryGetValue(id, out var feed))
            {
                feed = new RequestFeed(id);
                _feeds.Add(id, feed);
                var stopping = feed.Stopping;
                _ = Task.Run(() => FollowAsync(feed, stopping), CancellationToken.None);
            }

            feed.Listeners++;
            return new RequestListener(feed, () => Leave(feed));
        }
    }

    private void Leave(RequestFeed feed)
    {
        lock (_lock)
        {
            if (--feed.Listeners > 0)
            {
                return;
            }

            Remove(feed);
        }

        feed.Dispose();
    }

    private void Remove(RequestFeed feed)
    {
        lock (_lock)
        {
            if (_feeds.GetValueOrDefault(feed.Id) == feed)
            {
                _feeds.Remove(feed.Id);
            }
        }
    }

    private async Task FollowAsync(RequestFeed feed, CancellationToken stopping)
    {
        try
        {
            while (!await AskAsync(feed, stopping))
            {
                await Task.Delay(Interval, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
#pragma warning disable CA1031 // It is told to everybody who listens.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Who comes from now on begins anew.
            Remove(feed);
            feed.Fail(exception);
        }
    }

    // True when there is nothing more to come.
    private async Task<bool> AskAsync(RequestFeed feed, CancellationToken stopping)
    {
        RequestSnapshot? request;
        try
        {
            request = await find(feed.Id, stopping);
        }
        catch (Exception exception) when (feed.Latest is not null && GrainCallRetry.IsTransient(exception))
        {
            logger.LogWarning(exception, "Request {Id} can't be followed at the moment; trying again in {Pause}.", feed.Id, PauseAfterFailure);
            await Task.Delay(PauseAfterFailure, time, stopping);
            return false;
        }

        var isEnd = request is null || request.Status.IsFinal();
        if (isEnd)
        {
            // It may be tried again: who comes from now on begins anew.
            Remove(feed);
        }

        feed.Publish(request);
        return isEnd;
    }
}
