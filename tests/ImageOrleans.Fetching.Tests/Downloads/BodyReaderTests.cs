using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Downloads;

namespace ImageOrleans.Fetching.Tests.Downloads;

public class BodyReaderTests
{
    [Theory]
    [InlineData(4L, null)]
    [InlineData(5L, FailureCodes.ConnectionFailed)]
    [InlineData(3L, FailureCodes.ConnectionFailed)]
    public async Task A_body_that_contradicts_its_announced_length_is_a_failure(long announced, string? code)
    {
        // As over HTTP/2, where the HTTP stack does not compare the two.
        using StreamContent content = new(new MemoryStream([1, 2, 3, 4]));
        content.Headers.ContentLength = announced;
        BufferBudget budget = new(1000);
        using AttemptClock clock = new(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);

        (PooledBody? body, FetchFailure? failure) = await new BodyReader(new FetchingOptions(), budget).ReadAsync(content, clock);

        Assert.Equal(code, failure?.Code);
        Assert.Equal(code is null, body is not null);
        body?.Dispose();
        Assert.Equal(0, budget.Held);
    }
}
