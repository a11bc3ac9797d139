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

    private readonly List<Wait> _waits = [];

    /// <summary>
    /// Why work does not go on at the moment; null when it does. What is being tried again is waited for still, until
    /// anything succeeds.
    /// </summary>
    public string? Reason => _waits.Count == 0 ? null : _waits[^1].Reason;

    /// <summary>Does something until it succeeds.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    /// <returns>Its result. A failure that does not pass by itself is thrown.</returns>
    public async Task<T> TryAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        Wait? wait = null;
        try
        {
            for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
            {
                try
                {
                    var result = await action();
                    _waits.RemoveAll(other => other.IsTriedAgain);
                    return result;
                }
                catch (Exception exception) when (IsWorthWaiting(exception))
                {
                    Remove(wait);
                    wait = Begin(exception, delay);
                }

                await Task.Delay(delay, time, cancellationToken);
                wait.IsTriedAgain = true;
            }
        }
        finally
        {
            Remove(wait);
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

    private Wait Begin(Exception exception, TimeSpan delay)
    {
        // Hundreds of rows may wait for the same.
        var level = _waits.Count == 0 ? LogLevel.Warning : LogLevel.Debug;
        logger.Log(level, exception, "Waiting {Delay} before trying again.", delay);
        var wait = new Wait($"Waiting for something that is away, and trying again: {TransientFailures.Describe(exception)}");
        _waits.Add(wait);
        return wait;
    }

    private void Remove(Wait? wait)
    {
        if (wait is not null)
        {
            _waits.Remove(wait);
        }
    }

    private sealed class Wait(string reason)
    {
        public string Reason => reason;

        /// <summary>Whether the pause is over, and what was waited for is tried again.</summary>
        public bool IsTriedAgain { get; set; }
    }
}
