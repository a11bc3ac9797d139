using ImageOrleans.Grains.Images;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ImageOrleans.Grains;

/// <summary>
/// Calls again what failed for a reason that passes: a silo that ended, a database or a disk that is away. After a silo is
/// killed, calls to its grains fail for some seconds.
/// </summary>
public sealed class GrainCallRetry
{
    private readonly ResiliencePipeline _pipeline;

    /// <summary>Makes the policy: four tries in all, with pauses of about 0.2, 0.4 and 0.8 seconds.</summary>
    /// <param name="time">The time.</param>
    /// <param name="stop">While the process stops, nothing is tried again: what is called stops too.</param>
    /// <param name="logger">Where failures are written.</param>
    public GrainCallRetry(TimeProvider time, StopSignal stop, ILogger<GrainCallRetry> logger)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        _pipeline = builder.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(exception => IsTransient(exception) && !stop.Stopping.IsCancellationRequested),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromSeconds(0.2),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            OnRetry = arguments =>
            {
                Log(logger, arguments.Outcome.Exception, arguments.RetryDelay);
                return default;
            },
        }).Build();
    }

    /// <summary>Whether a failure passes by itself, so that trying again makes sense.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>
    /// True for silos, databases and disks that are away or full, for calls that took too long, and for conflicts; false for
    /// what comes again every time.
    /// </returns>
    public static bool IsTransient(Exception exception) => TransientFailures.IsTransient(exception);

    /// <summary>Makes a call, and makes it again while it fails for a reason that passes.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="call">The call. It and what follows run where they are awaited: in the turns of the grain.</param>
    /// <returns>The answer. The last failure is thrown.</returns>
    public async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true);
        try
        {
            return await _pipeline.ExecuteAsync(static async (_, call) => await call(), context, call);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // Where a failure that passes came from says little, and there may be hundreds at once: whoever wants to know asks for more.
    private static void Log(ILogger logger, Exception? exception, TimeSpan delay)
    {
        logger.LogWarning("A call failed; trying again in {Delay}: {Problem}", delay, exception?.Message);
        logger.LogDebug(exception, "The call failed here.");
    }
}
