using ImageOrleans.Contracts;
using ImageOrleans.TestSupport;
using ImageOrleans.Web.Events;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ImageOrleans.Web.Tests;

public sealed class RequestFeedsTests
{
    private static readonly Guid Id = Guid.NewGuid();

    private readonly FakeTimeProvider _time = new();
    private int _asked;
    private volatile RequestSnapshot? _request = SnapshotOf(RequestStatus.Processing, rowsDone: 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_listeners_ask_as_often_as_one()
    {
        var feeds = FeedsOf(AskAsync);
        var listeners = Enumerable.Range(0, 1000).Select(_ => feeds.Join(Id)).ToList();
        var told = listeners.Select(listener => TellAllAsync(listener)).ToList();
        for (var rows = 1; rows < 5; rows++)
        {
            var asked = Volatile.Read(ref _asked);
            _request = SnapshotOf(RequestStatus.Processing, rows);
            await PassTimeUntilAsync(() => Volatile.Read(ref _asked) >= asked + 2);
        }

        _request = SnapshotOf(RequestStatus.Succeeded, rowsDone: 5);
        var ending = Task.WhenAll(told);
        await PassTimeUntilAsync(() => ending.IsCompleted);
        var all = await ending;

        // Each change was seen by a question of its own, and there is one for each interval, not for each listener.
        Assert.InRange(Volatile.Read(ref _asked), 6, 100);
        Assert.True(all.All(news => news[^1].Request is { Status: RequestStatus.Succeeded, Progress.RowsDone: 5 }));
        Assert.True(all.All(news => news.Zip(news.Skip(1)).All(pair => pair.First.Request!.Progress.RowsDone < pair.Second.Request!.Progress.RowsDone)));
        listeners.ForEach(listener => listener.Dispose());
        Assert.Equal(0, feeds.Count);
    }

    [Fact]
    public async Task When_the_last_listener_leaves_nobody_asks_any_more()
    {
        var askedForOther = 0;
        var feeds = FeedsOf((id, cancellationToken) =>
        {
            if (id == Id)
            {
                return AskAsync(id, cancellationToken);
            }

            Interlocked.Increment(ref askedForOther);
            return Task.FromResult(_request);
        });
        var (one, other) = (feeds.Join(Id), feeds.Join(Id));
        await one.NextAsync(null, Cancellation);
        one.Dispose();
        Assert.Equal(1, feeds.Count);
        other.Dispose();
        Assert.Equal(0, feeds.Count);

        // As often as another request is asked for, this one would be. One question may be under way.
        using var listener = feeds.Join(Guid.NewGuid());
        await PassTimeUntilAsync(() => Volatile.Read(ref askedForOther) >= 2);
        var asked = Volatile.Read(ref _asked);
        await PassTimeUntilAsync(() => Volatile.Read(ref askedForOther) >= 8);

        Assert.Equal(asked, Volatile.Read(ref _asked));
    }

    [Fact]
    public async Task A_slow_listener_gets_the_latest_and_holds_up_nobody()
    {
        var feeds = FeedsOf(AskAsync);
        using var slow = feeds.Join(Id);
        using var quick = feeds.Join(Id);
        var first = await slow.NextAsync(null, Cancellation);
        var seen = await quick.NextAsync(null, Cancellation);
        for (var rows = 1; rows <= 3; rows++)
        {
            _request = SnapshotOf(RequestStatus.Processing, rows);
            var news = quick.NextAsync(seen, Cancellation);
            await PassTimeUntilAsync(() => news.IsCompleted);
            seen = await news;
        }

        var next = await slow.NextAsync(first, Cancellation);

        Assert.Equal(3, next.Request!.Progress.RowsDone);
    }

    [Fact]
    public async Task What_fails_at_first_fails_for_who_asked_and_is_tried_anew_by_the_next()
    {
        var fails = true;
        var feeds = FeedsOf((_, _) => fails ? throw new TimeoutException("away") : Task.FromResult(_request));
        using (var listener = feeds.Join(Id))
        {
            await Assert.ThrowsAsync<TimeoutException>(() => listener.NextAsync(null, Cancellation));
        }

        fails = false;
        using var next = feeds.Join(Id);

        Assert.NotNull((await next.NextAsync(null, Cancellation)).Request);
    }

    [Fact]
    public async Task What_fails_for_a_while_is_waited_out()
    {
        var fails = false;
        var failures = 0;
        var feeds = FeedsOf((_, _) =>
        {
            if (!Volatile.Read(ref fails))
            {
                return Task.FromResult(_request);
            }

            Interlocked.Increment(ref failures);
            throw new TimeoutException("away");
        });
        using var listener = feeds.Join(Id);
        var first = await listener.NextAsync(null, Cancellation);
        Volatile.Write(ref fails, true);
        var next = listener.NextAsync(first, Cancellation);
        await PassTimeUntilAsync(() => Volatile.Read(ref failures) >= 2);
        _request = SnapshotOf(RequestStatus.Succeeded, rowsDone: 1);
        Volatile.Write(ref fails, false);
        await PassTimeUntilAsync(() => next.IsCompleted);

        Assert.Equal(RequestStatus.Succeeded, (await next).Request!.Status);
    }

    private static RequestSnapshot SnapshotOf(RequestStatus status, int rowsDone) => new()
    {
        Id = Id,
        FileName = "catalogue.csv",
        Settings = new CompressionSettings(),
        Status = status,
        Attempt = 1,
        RowCount = 5,
        ImageCount = 5,
        Progress = new RequestProgress { RowsDone = rowsDone },
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    private static async Task<List<RequestNews>> TellAllAsync(RequestListener listener)
    {
        var told = new List<RequestNews>();
        do
        {
            told.Add(await listener.NextAsync(told.LastOrDefault(), Cancellation));
        }
        while (!told[^1].IsLast);

        return told;
    }

    private RequestFeeds FeedsOf(Func<Guid, CancellationToken, Task<RequestSnapshot?>> find) =>
        new(find, _time, NullLogger<RequestFeeds>.Instance);

    private Task PassTimeUntilAsync(Func<bool> condition) => Eventually.HoldsAsync(
        () =>
        {
            _time.Advance(RequestFeeds.Interval);
            return condition();
        },
        Cancellation);

    private Task<RequestSnapshot?> AskAsync(Guid id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(_request);
    }
}
