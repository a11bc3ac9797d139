using Polly;
using Polly.Retry;

namespace ImageOrleans.Fetching.Downloads;

/// <summary>
/// Repeats attempts that failed for a passing reason: after the pause the server asked for, else after one that doubles each
/// time and is jittered, so that the images of a host that was down do not all come back at once.
/// </summary>
internal static class RetryPipeline
{
    public static ResiliencePipeline<AttemptOutcome> Create(FetchingOptions options, TimeProvider timeProvider)
    {
        if (options.MaxAttempts == 1)
        {
            return ResiliencePipeline<AttemptOutcome>.Empty;
        }

        RetryStrategyOptions<AttemptOutcome> retries = new()
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryBaseDelay,
            MaxDelay = options.MaxRetryDelay,
            ShouldHandle = arguments => new(arguments.Outcome.Result is { Failure: { IsTransient: true } failure, Fetch: var fetch }
                && fetch.TimeLeft > (failure.RetryAfter ?? options.RetryBaseDelay)),
            DelayGenerator = static arguments => new(arguments.Outcome.Result.Failure?.RetryAfter),
            OnRetry = static arguments =>
            {
                arguments.Outcome.Result.Fetch.CountPause(arguments.RetryDelay);
                return default;
            },
        };
        return new ResiliencePipelineBuilder<AttemptOutcome> { TimeProvider = timeProvider }.AddRetry(retries).Build();
    }
}
