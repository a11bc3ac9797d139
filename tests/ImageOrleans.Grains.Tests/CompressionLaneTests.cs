using ImageOrleans.Grains.Images;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Tests;

public sealed class CompressionLaneTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_is_done_by_as_many_threads_as_there_are_slots()
    {
        using var lane = Lane(3);
        using var arrived = new CountdownEvent(3);
        using var go = new ManualResetEventSlim();
        var threads = new HashSet<int>();

        var tasks = Enumerable.Range(0, 30).Select(_ => lane.RunAsync(
            () =>
            {
                lock (threads)
                {
                    threads.Add(Environment.CurrentManagedThreadId);
                }

                if (arrived.CurrentCount > 0)
                {
                    arrived.Signal();
                }

                go.Wait(Cancellation);
                return Thread.CurrentThread.Name;
            },
            Cancellation)).ToList();
        Assert.True(arrived.Wait(TimeSpan.FromSeconds(30), Cancellation), "Three pieces of work are begun at once.");
        go.Set();
        var names = await Task.WhenAll(tasks);

        Assert.Equal(3, threads.Count);
        Assert.All(names, name => Assert.StartsWith("compression-", name, StringComparison.Ordinal));
        Assert.NotEqual("compression-0", Thread.CurrentThread.Name);
    }

    [Fact]
    public async Task What_work_throws_its_task_throws_and_the_lane_goes_on()
    {
        using var lane = Lane(1);

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => lane.RunAsync<int>(() => throw new InvalidTimeZoneException(), Cancellation));

        Assert.Equal(5, await lane.RunAsync(() => 5, Cancellation));
    }

    [Fact]
    public async Task Work_that_waits_can_be_given_up()
    {
        using var lane = Lane(1);
        using var go = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        using var impatient = new CancellationTokenSource();
        var running = lane.RunAsync(
            () =>
            {
                begun.Set();
                go.Wait(Cancellation);
                return 1;
            },
            impatient.Token);
        var waiting = lane.RunAsync(() => 2, impatient.Token);
        begun.Wait(Cancellation);

        await impatient.CancelAsync();
        go.Set();

        Assert.Equal(1, await running);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Closing_waits_for_what_was_taken()
    {
        var lane = Lane(2);
        var tasks = Enumerable.Range(0, 20).Select(i => lane.RunAsync(() => i, Cancellation)).ToList();

        lane.Dispose();

        Assert.All(tasks, task => Assert.True(task.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => lane.RunAsync(() => 1, Cancellation));
    }

    [Fact]
    public void Without_a_setting_there_is_a_slot_for_each_processor()
    {
        using var lane = Lane(0);

        Assert.Equal(Environment.ProcessorCount, lane.Slots);
    }

    private static CompressionLane Lane(int slots) => new(Options.Create(new ProcessingOptions { CompressionSlots = slots }));
}
