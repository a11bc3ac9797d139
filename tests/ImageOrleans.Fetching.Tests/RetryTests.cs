using System.Globalization;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ImageOrleans.Fetching.Tests;

public class RetryTests
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_failure_that_passes_ends_in_success(int status)
    {
        await using OriginServer server = await StartFailingAsync(3, status);
        using TestFetcher fetcher = new();

        Assert.Equal([9], await fetcher.BytesAsync(server.Url("/")));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task The_last_attempt_s_failure_is_final()
    {
        await using OriginServer server = await StartFailingAsync(4, 503);
        using TestFetcher fetcher = new();

        Assert.Contains("503", await fetcher.FailureAsync(FailureCodes.HttpError, server.Url("/")), StringComparison.Ordinal);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task With_one_attempt_nothing_is_tried_again()
    {
        await using OriginServer server = await StartFailingAsync(1, 503);
        using TestFetcher fetcher = new(options => options.MaxAttempts = 1);

        await fetcher.FailureAsync(FailureCodes.HttpError, server.Url("/"));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Retry_After_in_seconds_is_waited_for(int status)
    {
        ObservableTimeProvider time = new();
        await using OriginServer server = await StartFailingAsync(1, status, _ => "7");
        using TestFetcher fetcher = new(time: time);

        Task<byte[]> fetching = fetcher.BytesAsync(server.Url("/"));
        await time.TimerSetAsync(TimeSpan.FromSeconds(7));
        time.Advance(TimeSpan.FromSeconds(6.999));
        Assert.Single(server.Requests);
        time.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Equal([9], await fetching);
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_waited_for()
    {
        ObservableTimeProvider time = new();
        time.SetUtcNow(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using OriginServer server = await StartFailingAsync(1, 503, _ => "Sun, 01 Mar 2026 12:00:13 GMT");
        using TestFetcher fetcher = new(time: time);

        Task<byte[]> fetching = fetcher.BytesAsync(server.Url("/"));
        await time.TimerSetAsync(TimeSpan.FromSeconds(13));
        time.Advance(TimeSpan.FromSeconds(13));

        Assert.Equal([9], await fetching);
    }

    [Fact]
    public async Task A_long_Retry_After_is_cut_to_the_limit()
    {
        ObservableTimeProvider time = new();
        await using OriginServer server = await StartFailingAsync(1, 503, _ => "86400");
        using TestFetcher fetcher = new(options => options.MaxRetryAfter = TimeSpan.FromSeconds(41), time);

        Task<byte[]> fetching = fetcher.BytesAsync(server.Url("/"));
        await time.TimerSetAsync(TimeSpan.FromSeconds(41));
        time.Advance(TimeSpan.FromSeconds(41));

        Assert.Equal([9], await fetching);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("Sun, 01 Mar 1998 12:00:13 GMT")]
    public async Task A_Retry_After_that_says_nothing_leaves_the_usual_pause(string retryAfter)
    {
        ObservableTimeProvider time = new();
        time.SetUtcNow(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using OriginServer server = await StartFailingAsync(1, 503, _ => retryAfter);
        using TestFetcher fetcher = new(options => options.RetryBaseDelay = options.MaxRetryDelay = TimeSpan.FromSeconds(2), time);

        Task<byte[]> fetching = fetcher.BytesAsync(server.Url("/"));
        time.Advance(await time.TimerSetAsync(due => due > TimeSpan.Zero && due <= TimeSpan.FromSeconds(2)));

        Assert.Equal([9], await fetching);
    }

    [Fact]
    public async Task A_pause_longer_than_the_time_left_is_not_begun()
    {
        ObservableTimeProvider time = new();
        await using OriginServer server = await StartFailingAsync(4, 503, _ => "50");
        using TestFetcher fetcher = new(
            options =>
            {
                options.AttemptTimeout = TimeSpan.FromSeconds(10);
                options.TotalTimeout = TimeSpan.FromSeconds(120);
            },
            time);

        Task<string> failing = fetcher.FailureAsync(FailureCodes.HttpError, server.Url("/"));
        await time.TimerSetAsync(TimeSpan.FromSeconds(50));
        time.Advance(TimeSpan.FromSeconds(50));
        await time.TimerSetAsync(TimeSpan.FromSeconds(50), times: 2);
        time.Advance(TimeSpan.FromSeconds(50));

        Assert.Contains("503", await failing, StringComparison.Ordinal); // 20 seconds are left, and 50 asked for
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task The_pauses_grow_with_jitter_up_to_the_limit()
    {
        ObservableTimeProvider time = new();
        TimeSpan longest = TimeSpan.FromSeconds(30);
        await using OriginServer server = await StartFailingAsync(100, 503);
        using TestFetcher fetcher = new(
            options =>
            {
                options.RetryBaseDelay = TimeSpan.FromMilliseconds(500);
                options.MaxRetryDelay = longest;
                options.MaxAttempts = 20;
                options.TotalTimeout = TimeSpan.FromHours(1);
                options.ConnectTimeout = TimeSpan.FromSeconds(45);
            },
            time);

        Task<string> failing = fetcher.FailureAsync(FailureCodes.HttpError, server.Url("/"));
        List<TimeSpan> pauses = [];
        for (int number = 1; number < 20; number++)
        {
            pauses.Add(await time.TimerSetAsync(due => due > TimeSpan.Zero && due <= longest, number));
            time.Advance(pauses[^1]);
        }

        await failing;
        Assert.Equal(20, server.Requests.Count);
        Assert.InRange(pauses[0], TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(longest, pauses[^1]);
        Assert.NotEqual(pauses[0] * 2, pauses[1]); // jitter
    }

    private static async Task<OriginServer> StartFailingAsync(int failures, int status, Func<HttpContext, string>? retryAfter = null)
    {
        int requests = 0;
        return await OriginServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref requests) > failures)
            {
                return OriginServer.SendAsync(context, [9]);
            }

            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter?.Invoke(context).ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
    }
}
