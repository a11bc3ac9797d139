using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Tests.Support;

namespace ImageOrleans.Fetching.Tests;

public class TimeoutTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_timeout()
    {
        ObservableTimeProvider time = new();
        await using RawServer server = RawServer.StartStalling("HTTP/1.1 200 OK\r\nContent-");
        using TestFetcher fetcher = new(options => options.MaxAttempts = 1, time);

        Task<string> failing = fetcher.FailureAsync(FailureCodes.Timeout, server.Url);
        await time.TimerSetAsync(Attempt);
        time.Advance(Attempt);

        Assert.Equal("The server did not answer in time.", await failing);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nsome")]
    public async Task A_body_that_stalls_is_a_timeout(string answer)
    {
        ObservableTimeProvider time = new();
        await using RawServer server = RawServer.StartStalling(answer);
        using TestFetcher fetcher = new(options => options.MaxAttempts = 1, time);

        Task<string> failing = fetcher.FailureAsync(FailureCodes.Timeout, server.Url);
        await time.TimerSetAsync(Idle, times: 2); // for the first bytes, and for those that never come
        time.Advance(Idle);

        Assert.Equal("The server did not finish sending the image in time.", await failing);
        Assert.Equal(0, fetcher.Fetcher.Budget.Held);
        Assert.Equal(0, fetcher.Fetcher.Gate.HostCount);
    }

    [Fact]
    public async Task A_body_that_trickles_is_a_timeout_when_the_attempt_s_time_is_up()
    {
        ObservableTimeProvider time = new();
        SemaphoreSlim nextByte = new(0);
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            while (true)
            {
                await nextByte.WaitAsync(context.RequestAborted);
                await context.Response.Body.WriteAsync(new byte[1], context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
        using TestFetcher fetcher = new(options => options.MaxAttempts = 1, time);

        Task<string> failing = fetcher.FailureAsync(FailureCodes.Timeout, server.Url("/"));
        nextByte.Release();
        await time.TimerSetAsync(Idle, times: 2);
        time.Advance(TimeSpan.FromSeconds(19));
        nextByte.Release();
        await time.TimerSetAsync(Idle, times: 3);
        time.Advance(TimeSpan.FromSeconds(19));
        nextByte.Release();
        await time.TimerSetAsync(Idle, times: 4);
        time.Advance(TimeSpan.FromSeconds(19));
        nextByte.Release();
        await time.TimerSetAsync(TimeSpan.FromSeconds(3)); // what is left of the attempt
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("The server did not finish sending the image in time.", await failing);
    }

    [Fact]
    public async Task A_timeout_is_tried_again_until_the_total_time_is_up()
    {
        ObservableTimeProvider time = new();
        SemaphoreSlim arrived = new(0);
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            arrived.Release();
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        });
        using TestFetcher fetcher = new(
            options =>
            {
                options.TotalTimeout = TimeSpan.FromSeconds(100);
                options.RetryBaseDelay = options.MaxRetryDelay = TimeSpan.FromSeconds(1);
            },
            time);

        Task<string> failing = fetcher.FailureAsync(FailureCodes.Timeout, server.Url("/"));
        await arrived.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(Attempt);
        TimeSpan pause = await time.TimerSetAsync(due => due > TimeSpan.Zero && due <= TimeSpan.FromSeconds(1));
        time.Advance(pause);
        await arrived.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(40) - pause); // less than an attempt's time, but all that is left

        await failing;
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Waiting_for_a_turn_at_the_host_is_not_counted()
    {
        ObservableTimeProvider time = new();
        await using HeldServer server = await HeldServer.StartAsync();
        using TestFetcher fetcher = new(
            options =>
            {
                options.MaxConnectionsPerHost = 1;
                options.MaxAttempts = 1;
                options.TotalTimeout = Attempt;
            },
            time);

        Task<byte[]> first = fetcher.BytesAsync(server.Url("/1"));
        Task<byte[]> second = fetcher.BytesAsync(server.Url("/2"));
        await server.ArrivedAsync("/1");
        time.Advance(TimeSpan.FromSeconds(50));
        server.Release("/1");
        await first;

        await server.ArrivedAsync("/2");
        time.Advance(TimeSpan.FromSeconds(50));
        server.Release("/2");

        Assert.NotEmpty(await second);
    }

    [Fact]
    public async Task Waiting_for_a_turn_after_a_redirect_is_not_counted()
    {
        ObservableTimeProvider time = new();
        await using HeldServer target = await HeldServer.StartAsync();
        await using OriginServer server = await OriginServer.StartAsync(context =>
        {
            context.Response.Redirect(target.Url("/2"));
            return Task.CompletedTask;
        });
        using TestFetcher fetcher = new(
            options =>
            {
                options.MaxConnectionsPerHost = 1;
                options.MaxAttempts = 1;
            },
            time);

        Task<byte[]> first = fetcher.BytesAsync(target.Url("/1"));
        await target.ArrivedAsync("/1");
        Task<byte[]> second = fetcher.BytesAsync(server.Url("/"));
        await time.TimerSetAsync(Timeout.InfiniteTimeSpan, times: 5); // made and paused for each first hop, paused for the next
        time.Advance(TimeSpan.FromSeconds(50));
        target.Release("/1");
        await first;
        await target.ArrivedAsync("/2");
        time.Advance(TimeSpan.FromSeconds(50));
        target.Release("/2");

        Assert.Equal([1], await second);
    }

    [Fact]
    public async Task Waiting_for_memory_is_not_counted()
    {
        ObservableTimeProvider time = new();
        await using OriginServer server = await OriginServer.StartAsync(FetchTests.RandomBytes(1024));
        using TestFetcher fetcher = new(
            options =>
            {
                options.MaxBufferedBytes = 1024;
                options.MaxAttempts = 1;
                options.TotalTimeout = Attempt;
            },
            time);

        FetchResult first = await fetcher.FetchAsync(server.Url("/1"));
        Task<FetchResult> fetchingSecond = fetcher.FetchAsync(server.Url("/2"));
        while (fetcher.Fetcher.Budget.Waiting == 0)
        {
            await Task.Yield();
        }

        time.Advance(TimeSpan.FromHours(1));
        Assert.False(fetchingSecond.IsCompleted);
        first.Dispose();

        using FetchResult second = await fetchingSecond;
        Assert.True(second.IsSuccess, second.Failure?.ToString());
    }

    [Fact]
    public async Task Redirects_share_the_time_of_one_attempt()
    {
        ObservableTimeProvider time = new();
        await using HeldServer server = await HeldServer.StartAsync(context =>
        {
            context.Response.Redirect("/2");
            return Task.CompletedTask;
        });
        using TestFetcher fetcher = new(options => options.MaxAttempts = 1, time);

        Task<string> failing = fetcher.FailureAsync(FailureCodes.Timeout, server.Url("/1"));
        await server.ArrivedAsync("/1");
        time.Advance(TimeSpan.FromSeconds(50));
        server.Release("/1");
        await time.TimerSetAsync(TimeSpan.FromSeconds(10)); // what is left for the second hop
        await server.ArrivedAsync("/2");
        time.Advance(TimeSpan.FromSeconds(10));

        await failing;
    }
}
