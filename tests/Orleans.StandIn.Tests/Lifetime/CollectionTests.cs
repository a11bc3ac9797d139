using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.StandIn.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.Lifetime;

public sealed class CollectionTests
{
    [Fact]
    public async Task Idle_grains_are_collected_and_the_others_stay()
    {
        var journal = new Journal();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo
            .Configure<GrainCollectionOptions>(o =>
            {
                o.CollectionQuantum = TimeSpan.FromSeconds(1);
                o.CollectionAge = TimeSpan.FromSeconds(2);
            })
            .Services.AddSingleton(journal));
        await using var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);

        var idle = Grain<IdleGrain>("idle");
        var ticking = Grain<IdleGrain>("ticking");
        var kept = cluster.Client.GetGrain<IKeptGrain>("kept");
        var longLived = cluster.Client.GetGrain<ILongLivedGrain>("long");
        var delayed = Grain<IdleGrain>("delayed");
        var keptByTimer = Grain<IdleGrain>("kept-by-timer");
        IIdleGrain[] collected = [idle, ticking];
        IIdleGrain[] staying = [kept, longLived, delayed, keptByTimer];

        var before = await Task.WhenAll(staying.Select(g => g.Activation())).Soon();
        await delayed.Stay(TimeSpan.FromHours(1)).Soon();
        await keptByTimer.Tick(keepAlive: true).Soon();
        await Task.WhenAll(idle.Activation(), ticking.Tick(keepAlive: false)).Soon();

        await Task.WhenAll(collected.Select(g => journal.Gate($"{g.GetGrainId()} gone"))).Soon();

        Assert.Equal(before, await Task.WhenAll(staying.Select(g => g.Activation())).Soon());
        Assert.All(collected, g => Assert.Equal(["ActivationIdle"], journal.Notes($"{g.GetGrainId()} ")));

        IIdleGrain Grain<T>(string key) => cluster.Client.GetGrain<IIdleGrain>(key, typeof(T).FullName);
    }
}
