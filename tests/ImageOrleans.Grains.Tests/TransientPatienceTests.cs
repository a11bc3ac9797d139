using ImageOrleans.Grains.Requests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;

namespace ImageOrleans.Grains.Tests;

public sealed class TransientPatienceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TransientPatience _patience;

    public TransientPatienceTests()
    {
        _patience = new TransientPatience(_time, NullLogger.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_passes_by_itself_is_waited_out_with_a_visible_reason()
    {
        var failures = 10;
        var task = _patience.TryAsync(
            () => failures-- > 0 ? Task.FromException<int>(new IOException("No space left on device", 28)) : Task.FromResult(7), Cancellation);

        Assert.EndsWith("the disk is full.", _patience.Reason, StringComparison.Ordinal);
        for (var i = 0; !task.IsCompleted; i++)
        {
            Assert.InRange(i, 0, 100);
            _time.Advance(TimeSpan.FromSeconds(15));
            await Task.Yield();
        }

        Assert.Equal(7, await task);
        Assert.Null(_patience.Reason);
    }

    public static TheoryData<Exception> Permanent() =>
        [new InvalidOperationException(), new InvalidDataException(), new InconsistentStateException()];

    [Theory]
    [MemberData(nameof(Permanent), DisableDiscoveryEnumeration = true)]
    public async Task What_does_not_pass_is_thrown_at_once(Exception exception)
    {
        var calls = 0;

        var thrown = await Assert.ThrowsAsync(exception.GetType(), () => _patience.TryAsync<int>(
            () =>
            {
                calls++;
                throw exception;
            },
            Cancellation));

        Assert.Same(exception, thrown);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task What_is_tried_again_is_waited_for_until_anything_succeeds()
    {
        var again = new TaskCompletionSource<int>();
        var calls = 0;
        var task = _patience.TryAsync(
            () => calls++ == 0 ? Task.FromException<int>(new IOException("No space left on device", 28)) : again.Task, Cancellation);
        _time.Advance(TimeSpan.FromSeconds(15));
        while (calls < 2)
        {
            await Task.Yield();
        }

        var reason = _patience.Reason;
        await _patience.TryAsync(() => Task.CompletedTask, Cancellation);

        Assert.EndsWith("the disk is full.", reason, StringComparison.Ordinal);
        Assert.Null(_patience.Reason);
        again.SetResult(7);
        Assert.Equal(7, await task);
    }

    [Fact]
    public async Task Waiting_can_be_ended()
    {
        using var impatient = new CancellationTokenSource();
        var task = _patience.TryAsync(() => Task.FromException<int>(new TimeoutException()), impatient.Token);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.Null(_patience.Reason);
    }
}
