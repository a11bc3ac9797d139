using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace ImageOrleans.Grains.Requests;

/// <summary>Tries again what fails for a reason that passes by itself, for as long as it takes, and tells what it waits for.</summary>
/// <param name="time">The time.</param>
/// <param name="logger">Where failures are written.</param>
internal sealed class TransientPatience(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(15);

    private readonly List<string> _waiting = [];

    /// <summary>Why work does not go on at the moment; null when it does.</summary>
    public string? Reason => _waiting.Count == 0 ? null : _waiting[^1];

    /// <summary>Does something until it succeeds.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    /// <returns>Its result. A failure that does not pass by itself is thrown.</returns>
    public async Task<T> TryAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                return await action();
            }
            catch (Exception exception) when (IsWorthWaiting(exception))
            {
                logger.LogWarning(exception, "Waiting {Delay} before trying again.", delay);
                var reason = $"Waiting for something that is away, and trying again: {TransientFailures.Describe(exception)}";
                _waiting.Add(reason);
                try
                {
                    await Task.Delay(delay, time, cancellationToken);
                }
                finally
                {
                    _waiting.Remove(reason);
                }
            }
        }
    }

    /// <summary>Does something that has no result until it succeeds.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    /// <returns>A task that ends when it succeeded. A failure that does not pass by itself is thrown.</returns>
    public Task TryAsync(Func<Task> action, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            await action();
            return true;
        },
        cancellationToken);

    // A conflict of versions means that another activation took over: waiting does not help.
    private static bool IsWorthWaiting(Exception exception) =>
        TransientFailures.IsTransient(exception) && exception is not InconsistentStateException;
}
