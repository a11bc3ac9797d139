using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Downloads;

namespace ImageOrleans.Fetching.Tests.Downloads;

public class DownloaderTests
{
    [Fact]
    public async Task Where_the_pause_took_the_rest_of_the_time_the_last_failure_stands()
    {
        FetchingOptions options = new();
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        Downloader downloader = new(
            http, new HostGate(1), new BodyReader(options, new BufferBudget(1)), options, TimeProvider.System);
        FetchFailure last = new(FailureCodes.HttpError, "The server answered with status 503 instead of an image.");
        Fetch fetch = new(new Uri("http://127.0.0.1:1/"), TimeSpan.FromSeconds(10));
        fetch.CountAttempt(TimeSpan.FromSeconds(9), last);
        fetch.CountPause(TimeSpan.FromSeconds(1));

        AttemptOutcome outcome = await downloader.AttemptAsync(
            fetch, waiting: TestContext.Current.CancellationToken, TestContext.Current.CancellationToken);

        Assert.Same(last, outcome.Failure);
        Assert.Null(outcome.Image);
        Assert.Equal(1, fetch.Attempts);
    }
}
