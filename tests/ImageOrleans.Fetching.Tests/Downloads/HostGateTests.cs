using ImageOrleans.Fetching.Downloads;

namespace ImageOrleans.Fetching.Tests.Downloads;

public class HostGateTests
{
    private static readonly Uri Shop = new("http://shop.example/a.jpg");

    [Fact]
    public async Task One_more_than_the_turns_waits_until_one_is_given_back()
    {
        HostGate gate = new(2);
        HostGate.Turn first = await gate.EnterAsync(Shop, TestContext.Current.CancellationToken);
        using HostGate.Turn second = await gate.EnterAsync(Shop, TestContext.Current.CancellationToken);

        ValueTask<HostGate.Turn> entering = gate.EnterAsync(new Uri("http://SHOP.example:80/b.jpg"), TestContext.Current.CancellationToken);
        Assert.False(entering.IsCompleted);
        first.Dispose();

        using HostGate.Turn third = await entering;
        Assert.Equal(1, gate.HostCount);
    }

    [Theory]
    [InlineData("https://shop.example/a.jpg")]
    [InlineData("http://shop.example:8080/a.jpg")]
    [InlineData("http://cdn.shop.example/a.jpg")]
    public async Task Another_scheme_port_or_name_is_another_host(string url)
    {
        HostGate gate = new(1);
        using HostGate.Turn first = await gate.EnterAsync(Shop, TestContext.Current.CancellationToken);

        using HostGate.Turn second = await gate.EnterAsync(new Uri(url), TestContext.Current.CancellationToken);

        Assert.Equal(2, gate.HostCount);
    }

    [Fact]
    public async Task A_host_nobody_asks_for_is_forgotten()
    {
        HostGate gate = new(1);
        HostGate.Turn first = await gate.EnterAsync(Shop, TestContext.Current.CancellationToken);
        using CancellationTokenSource cancellation = new();
        ValueTask<HostGate.Turn> waiting = gate.EnterAsync(Shop, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        Assert.Equal(1, gate.HostCount);

        first.Dispose();

        Assert.Equal(0, gate.HostCount);
    }
}
