using ImageOrleans.Contracts;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Grains;

/// <summary>
/// Makes of failures that pass by themselves what gets to callers on every silo, and writes down what can't: their causes.
/// </summary>
/// <param name="time">The time.</param>
/// <param name="logger">Where causes are written.</param>
public sealed class TransientFailureReporter(TimeProvider time, ILogger<TransientFailureReporter> logger)
{
    // While a database is away, hundreds of calls fail for the same reason.
    private static readonly TimeSpan WarningInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long? _warnedAt;

    /// <summary>Makes what a caller gets.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>An exception that says what is away.</returns>
    public TransientFailureException Report(Exception exception)
    {
        var level = TakeWarning() ? LogLevel.Warning : LogLevel.Debug;
        logger.Log(level, exception, "A call failed for a reason that passes: {Problem}", exception.Message);

        // Without the cause: with a driver's exception inside, none of it could be serialised.
        return new TransientFailureException(TransientFailures.Describe(exception));
    }

    private bool TakeWarning()
    {
        lock (_lock)
        {
            if (_warnedAt is { } warnedAt && time.GetElapsedTime(warnedAt) < WarningInterval)
            {
                return false;
            }

            _warnedAt = time.GetTimestamp();
            return true;
        }
    }
}
