using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Calls;

public sealed class StreamTests(SharedCluster cluster)
{
    private readonly string _key = Guid.NewGuid().ToString("N") + "-stream";

    private IStreamGrain Grain => cluster.Client.GetGrain<IStreamGrain>(_key);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task Elements_arrive_in_order_and_complete(int count)
    {
        var seen = new List<int>();
        await foreach (var i in Grain.Count(count))
        {
            seen.Add(i);
        }

        Assert.Equal(Enumerable.Range(1, count), seen);
    }

    [Fact]
    public async Task A_grain_reads_another_grain_s_stream() =>
        Assert.Equal(5050, await Grain.SumOf(cluster.Client.GetGrain<IStreamGrain>(_key + "-other"), 100).Soon());

    [Fact]
    public async Task A_failure_arrives_after_the_elements_before_it()
    {
        var seen = new List<string>();
        var e = await Assert.ThrowsAsync<PickyException>(async () =>
        {
            await foreach (var i in Grain.CountAndFail(3))
            {
                seen.Add(i);
            }
        });

        Assert.Equal(3, e.Code);
        Assert.Equal(["1", "2", "3"], seen);
    }

    [Fact]
    public async Task A_stream_holds_up_no_other_call()
    {
        await using var stream = Grain.OneThenWait(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await stream.MoveNextAsync());

        Assert.Equal("free", await Grain.Echo("free").Soon());
    }

    [Fact]
    public async Task Cancelling_ends_the_stream_on_both_sides()
    {
        using var cancellation = new CancellationTokenSource();
        await using var stream = Grain.OneThenWait(CancellationToken.None).GetAsyncEnumerator(cancellation.Token);
        Assert.True(await stream.MoveNextAsync());

        var next = stream.MoveNextAsync();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.AsTask().Soon());
        await cluster.Journal.Gate($"{_key} left").Soon();
    }

    [Fact]
    public async Task Leaving_early_ends_the_stream_on_the_grain()
    {
        await foreach (var i in Grain.Forever())
        {
            if (i == 3)
            {
                break;
            }
        }

        await cluster.Journal.Gate($"{_key} left").Soon();
    }
}
