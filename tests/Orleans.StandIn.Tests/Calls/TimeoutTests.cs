using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.StandIn.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.Calls;

public sealed class TimeoutTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task The_client_s_own_limit_holds_for_its_calls()
    {
        await using var cluster = await Deploy(client: TimeSpan.FromSeconds(1), silo: TimeSpan.FromSeconds(100));
        var grain = cluster.Client.GetGrain<ICallGrain>("grain");

        var e = await Assert.ThrowsAsync<TimeoutException>(() => grain.Wait("go").Soon());

        Assert.Contains("00:00:01", e.Message, StringComparison.Ordinal);
        _journal.Open("grain go");
    }

    [Fact]
    public async Task The_silo_s_limit_holds_for_calls_between_grains()
    {
        await using var cluster = await Deploy(client: TimeSpan.FromSeconds(100), silo: TimeSpan.FromSeconds(1));
        var grain = cluster.Client.GetGrain<ICallGrain>("grain");
        var other = cluster.Client.GetGrain<ICallGrain>("other");

        await Assert.ThrowsAsync<TimeoutException>(() => grain.PassOn(other, "go", CancellationToken.None).Soon());
        _journal.Open("other go");
    }

    private async Task<InProcessTestCluster> Deploy(TimeSpan client, TimeSpan silo)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, s) => s
            .Configure<SiloMessagingOptions>(o => o.ResponseTimeout = silo)
            .Services.AddSingleton(_journal));
        builder.ConfigureClient(c => c.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = client));
        var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        return cluster;
    }
}
