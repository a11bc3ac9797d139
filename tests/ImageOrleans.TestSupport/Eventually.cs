namespace ImageOrleans.TestSupport;

/// <summary>Waits for what becomes true by itself, as work in the background goes on.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Waits until a condition holds, for a minute at the most.</summary>
    /// <param name="condition">The condition, which is looked at every 20 ms.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">It did not hold within a minute.</exception>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        while (!await condition())
        {
            try
            {
                await Task.Delay(Interval, limit.Token);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"What was waited for did not happen within {Limit.TotalSeconds:N0} s.", exception);
            }
        }
    }

    /// <summary>Waits until a condition holds, for a minute at the most.</summary>
    /// <param name="condition">The condition, which is looked at every 20 ms.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">It did not hold within a minute.</exception>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public static Task HoldsAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        HoldsAsync(() => Task.FromResult(condition()), cancellationToken);
}
