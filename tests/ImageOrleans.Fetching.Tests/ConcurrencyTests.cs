using ImageOrleans.Fetching.Tests.Support;

namespace ImageOrleans.Fetching.Tests;

public class ConcurrencyTests
{
    [Fact]
    public async Task A_host_gets_sixteen_requests_at_once_and_no_more()
    {
        int inside = 0;
        int most = 0;
        TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            int now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            if (now == 16)
            {
                full.TrySetResult();
            }

            await open.Task.WaitAsync(context.RequestAborted);
            Interlocked.Decrement(ref inside);
            await OriginServer.SendAsync(context, [1]);
        });
        using TestFetcher fetcher = new();

        Task<byte[]>[] fetching = [.. Enumerable.Range(0, 64).Select(i => fetcher.BytesAsync(server.Url($"/{i}")))];
        await full.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(16, server.Requests.Count);
        open.SetResult();
        await Task.WhenAll(fetching);

        Assert.Equal(16, most);
        Assert.Equal(64, server.Requests.Count);
        Assert.Equal(16, fetcher.Dialer.Dialed.Count);
        Assert.Equal(0, fetcher.Fetcher.Gate.HostCount);
    }

    [Fact]
    public async Task A_busy_host_does_not_hold_up_another()
    {
        await using HeldServer busy = await HeldServer.StartAsync();
        await using OriginServer idle = await OriginServer.StartAsync([2]);
        using TestFetcher fetcher = new(options => options.MaxConnectionsPerHost = 1);

        Task<byte[]> first = fetcher.BytesAsync(busy.Url("/1"));
        Task<byte[]> second = fetcher.BytesAsync(busy.Url("/2"));
        await busy.ArrivedAsync("/1");

        Assert.Equal([2], await fetcher.BytesAsync(idle.Url("/")));

        busy.Release("/1");
        busy.Release("/2");
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Many_downloads_share_a_small_budget_and_all_end()
    {
        const int Images = 200;
        byte[] announced = FetchTests.RandomBytes(30_000);
        byte[] chunked = FetchTests.RandomBytes(150_000);
        await using OriginServer server = await OriginServer.StartAsync(context => context.Request.Path.Value!.EndsWith('0')
            ? FetchTests.SendChunkedAsync(context, chunked)
            : OriginServer.SendAsync(context, announced));
        using TestFetcher fetcher = new(options => options.MaxBufferedBytes = 50_000);

        int[] lengths = await Task.WhenAll(Enumerable.Range(0, Images).Select(async i => (await fetcher.BytesAsync(server.Url($"/{i}"))).Length));

        Assert.Equal(Images / 10, lengths.Count(length => length == chunked.Length));
        Assert.Equal(Images * 9 / 10, lengths.Count(length => length == announced.Length));
        Assert.Equal(0, fetcher.Fetcher.Budget.Held);
    }

    [Fact]
    public async Task A_download_waits_while_another_holds_the_memory()
    {
        await using OriginServer server = await OriginServer.StartAsync(FetchTests.RandomBytes(40_000));
        using TestFetcher fetcher = new(options => options.MaxBufferedBytes = 100_000);

        FetchResult first = await fetcher.FetchAsync(server.Url("/1"));
        Assert.Equal(65_536, fetcher.Fetcher.Budget.Held);
        Task<FetchResult> waiting = fetcher.FetchAsync(server.Url("/2"));
        while (fetcher.Fetcher.Budget.Waiting == 0)
        {
            await Task.Yield();
        }

        Assert.False(waiting.IsCompleted);
        first.Dispose();
        using FetchResult second = await waiting;

        Assert.True(second.IsSuccess);
    }

    [Fact]
    public async Task Cancellation_throws_wherever_the_download_is()
    {
        await using HeldServer server = await HeldServer.StartAsync();
        using TestFetcher fetcher = new(options => options.MaxConnectionsPerHost = 1);
        using CancellationTokenSource cancellation = new();

        Task<FetchResult> asking = fetcher.FetchAsync(server.Url("/1"), cancellation.Token);
        await server.ArrivedAsync("/1");
        Task<FetchResult> waitingForItsTurn = fetcher.FetchAsync(server.Url("/2"), cancellation.Token);
        await cancellation.CancelAsync();

        await AssertCancelledAsync(asking, cancellation.Token);
        await AssertCancelledAsync(waitingForItsTurn, cancellation.Token);
        await AssertCancelledAsync(fetcher.FetchAsync(server.Url("/3"), cancellation.Token), cancellation.Token);
        await AssertCancelledAsync(fetcher.FetchAsync("nonsense", cancellation.Token), cancellation.Token);
        Assert.Equal(0, fetcher.Fetcher.Gate.HostCount);
    }

    [Fact]
    public async Task Cancellation_throws_in_the_middle_of_a_body()
    {
        ObservableTimeProvider time = new();
        await using RawServer server = RawServer.StartStalling("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
        using TestFetcher fetcher = new(options => options.MaxAttempts = 1, time);
        using CancellationTokenSource cancellation = new();

        Task<FetchResult> fetching = fetcher.FetchAsync(server.Url, cancellation.Token);
        await time.TimerSetAsync(fetcher.Options.IdleTimeout, times: 2);
        await cancellation.CancelAsync();

        await AssertCancelledAsync(fetching, cancellation.Token);
        Assert.Equal(0, fetcher.Fetcher.Budget.Held);
    }

    [Fact]
    public async Task Cancellation_throws_while_waiting_for_memory_or_for_the_next_attempt()
    {
        ObservableTimeProvider time = new();
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            context.Response.StatusCode = context.Request.Path == "/503" ? 503 : 200;
            context.Response.Headers.RetryAfter = "33";
            await OriginServer.SendAsync(context, [1, 2, 3]);
        });
        using TestFetcher fetcher = new(options => options.MaxBufferedBytes = 1, time);
        using CancellationTokenSource cancellation = new();

        using FetchResult holding = await fetcher.FetchAsync(server.Url("/"), cancellation.Token);
        Task<FetchResult> waitingForMemory = fetcher.FetchAsync(server.Url("/"), cancellation.Token);
        Task<FetchResult> pausing = fetcher.FetchAsync(server.Url("/503"), cancellation.Token);
        await time.TimerSetAsync(TimeSpan.FromSeconds(33));
        while (fetcher.Fetcher.Budget.Waiting == 0)
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();

        await AssertCancelledAsync(waitingForMemory, cancellation.Token);
        await AssertCancelledAsync(pausing, cancellation.Token);
        Assert.Equal(0, fetcher.Fetcher.Budget.Waiting);
        Assert.Equal(0, fetcher.Fetcher.Gate.HostCount);
    }

    [Fact]
    public async Task What_is_under_way_is_finished_and_nothing_more_is_begun()
    {
        ObservableTimeProvider time = new();
        await using OriginServer failing = await OriginServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "33";
            return Task.CompletedTask;
        });
        await using HeldServer busy = await HeldServer.StartAsync();
        using TestFetcher fetcher = new(options => options.MaxConnectionsPerHost = 1, time);
        using CancellationTokenSource stopping = new();

        Task<FetchResult> pausing = FetchAsync(failing.Url("/"));
        await time.TimerSetAsync(TimeSpan.FromSeconds(33));
        Task<FetchResult> underWay = FetchAsync(busy.Url("/1"));
        await busy.ArrivedAsync("/1");
        Task<FetchResult> waitingForTurn = FetchAsync(busy.Url("/2"));

        await stopping.CancelAsync();
        await AssertCancelledAsync(pausing, stopping.Token);
        await AssertCancelledAsync(waitingForTurn, stopping.Token);
        await AssertCancelledAsync(FetchAsync(busy.Url("/3")), stopping.Token);
        busy.Release("/1");
        using FetchResult finished = await underWay;

        Assert.True(finished.IsSuccess);
        Assert.Equal(0, fetcher.Fetcher.Gate.HostCount);

        Task<FetchResult> FetchAsync(string url) =>
            fetcher.Fetcher.FetchAsync(url, TestContext.Current.CancellationToken, stopping.Token);
    }

    [Fact]
    public async Task What_fails_for_a_passing_reason_when_nothing_more_is_begun_has_no_final_result()
    {
        await using HeldServer busy = await HeldServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        using TestFetcher fetcher = new();
        using CancellationTokenSource stopping = new();

        Task<FetchResult> underWay = fetcher.Fetcher.FetchAsync(
            busy.Url("/1"), TestContext.Current.CancellationToken, stopping.Token);
        await busy.ArrivedAsync("/1");
        await stopping.CancelAsync();
        busy.Release("/1");

        await AssertCancelledAsync(underWay, stopping.Token);
    }

    private static async Task AssertCancelledAsync(Task fetching, CancellationToken cancellationToken)
    {
        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        Assert.Equal(cancellationToken, exception.CancellationToken);
    }

    private static void InterlockedMax(ref int most, int candidate)
    {
        int seen = Volatile.Read(ref most);
        while (candidate > seen)
        {
            int before = Interlocked.CompareExchange(ref most, candidate, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
