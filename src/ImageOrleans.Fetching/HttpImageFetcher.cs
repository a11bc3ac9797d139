using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Downloads;
using ImageOrleans.Fetching.Guarding;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace ImageOrleans.Fetching;

/// <summary>Downloads images over HTTP, with retries.</summary>
public sealed partial class HttpImageFetcher : IImageFetcher, IDisposable
{
    private readonly FetchingOptions _options;
    private readonly ILogger _logger;
    private readonly HttpMessageInvoker _http;
    private readonly Downloader _downloader;
    private readonly ResiliencePipeline<AttemptOutcome> _retries;

    /// <summary>Makes a fetcher.</summary>
    /// <param name="options">How images are downloaded.</param>
    /// <param name="guard">Which addresses may be connected to.</param>
    /// <param name="timeProvider">The clock of timeouts and pauses.</param>
    /// <param name="logger">Where failures are written.</param>
    public HttpImageFetcher(
        IOptions<FetchingOptions> options, AddressGuard guard, TimeProvider timeProvider, ILogger<HttpImageFetcher> logger)
        : this(options.Value, GuardedHttpHandler.Create(guard, options.Value, timeProvider), timeProvider, logger)
    {
    }

    internal HttpImageFetcher(
        FetchingOptions options, SocketsHttpHandler handler, TimeProvider timeProvider, ILogger<HttpImageFetcher> logger)
    {
        _options = options;
        _logger = logger;
        _http = new HttpMessageInvoker(handler, disposeHandler: true);
        Gate = new HostGate(options.MaxConnectionsPerHost);
        Budget = new BufferBudget(options.MaxBufferedBytes);
        _downloader = new Downloader(_http, Gate, new BodyReader(options, Budget), options, timeProvider);
        _retries = RetryPipeline.Create(options, timeProvider);
    }

    internal HostGate Gate { get; }

    internal BufferBudget Budget { get; }

    /// <inheritdoc />
    public async Task<FetchResult> FetchAsync(string url, CancellationToken cancellationToken, CancellationToken beginNoMore = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        beginNoMore.ThrowIfCancellationRequested();
        if (!ImageUrl.TryParse(url, out Uri? target, out FetchFailure? invalid))
        {
            LogInvalid(url, invalid.Message);
            return FetchResult.Failed(new ImageFailure(invalid.Code, invalid.Message));
        }

        AttemptOutcome outcome = await AttemptAllAsync(new Fetch(target, _options.TotalTimeout), cancellationToken, beginNoMore);
        if (outcome.Failure is { } failure)
        {
            LogFailed(target, failure.Code, failure.Message, outcome.Fetch.Attempts, failure.Cause);
            return FetchResult.Failed(new ImageFailure(failure.Code, failure.Message));
        }

        return FetchResult.Succeeded(outcome.Image!);
    }

    private async Task<AttemptOutcome> AttemptAllAsync(Fetch fetch, CancellationToken cancellationToken, CancellationToken beginNoMore)
    {
        // The pauses between attempts end with either token, an attempt under way with the first alone.
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, beginNoMore);
        AttemptOutcome outcome;
        try
        {
            outcome = await _retries.ExecuteAsync(
                static (state, waiting) => state._downloader.AttemptAsync(state.fetch, waiting, state.cancellationToken),
                (_downloader, fetch, cancellationToken),
                waiting.Token);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            beginNoMore.ThrowIfCancellationRequested();
            throw;
        }

        if (outcome.Failure is { IsTransient: true })
        {
            // It may have been the last attempt only because no further one was to be begun.
            beginNoMore.ThrowIfCancellationRequested();
        }

        return outcome;
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Url} is not fetched: {Problem}")]
    private partial void LogInvalid(string? url, string problem);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Url} failed with {Code} after {Attempts} attempts: {Problem}")]
    private partial void LogFailed(Uri url, string code, string problem, int attempts, Exception? cause);
}
