namespace Orleans;

/// <summary>Decides whether a client that cannot connect tries again.</summary>
public interface IClientConnectionRetryFilter
{
    /// <summary>Called after each failure; may wait before it answers.</summary>
    Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken);
}
