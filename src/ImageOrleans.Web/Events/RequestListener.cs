namespace ImageOrleans.Web.Events;

/// <summary>Somebody who listens to a request.</summary>
/// <param name="feed">What is known of the request.</param>
/// <param name="leave">Ends listening.</param>
internal sealed class RequestListener(RequestFeed feed, Action leave) : IDisposable
{
    private Action? _leave = leave;

    /// <summary>Waits for news.</summary>
    /// <param name="seen">What is known already; null for nothing.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The latest.</returns>
    public Task<RequestNews> NextAsync(RequestNews? seen, CancellationToken cancellationToken) => feed.NextAsync(seen, cancellationToken);

    public void Dispose()
    {
        _leave?.Invoke();
        _leave = null;
    }
}
