using Microsoft.Extensions.DependencyInjection;
using Orleans.StandIn.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.Clustering;

public sealed class ManagementTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public ManagementTests()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.Services.AddSingleton(new Journal()));
        _cluster = builder.Build();
    }

    private IManagementGrain Management => _cluster.Client.GetGrain<IManagementGrain>(0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Hosts_are_listed_with_their_status()
    {
        var hosts = await Management.GetHosts(onlyActive: true, Token).Soon();

        Assert.Equal(_cluster.Silos.Select(s => s.SiloAddress).ToHashSet(), hosts.Keys.ToHashSet());
        Assert.All(hosts.Values, status => Assert.Equal(SiloStatus.Active, status));
    }

    [Fact]
    public async Task Hosts_are_described_in_detail()
    {
        var entries = await Management.GetDetailedHosts(onlyActive: true, Token).Soon();

        Assert.Equal(["Silo_0", "Silo_1"], entries.Select(e => e.SiloName).Order(StringComparer.Ordinal));
        Assert.All(entries, e =>
        {
            Assert.Contains(_cluster.Silos, s => s.SiloAddress.Equals(e.SiloAddress));
            Assert.Equal(SiloStatus.Active, e.Status);
            Assert.InRange(e.StartTime, DateTime.UtcNow.AddMinutes(-10), DateTime.UtcNow);
            Assert.NotEmpty(e.HostName);
        });
    }

    [Fact]
    public async Task A_stopped_silo_is_no_longer_active()
    {
        var silo = _cluster.Silos[1];
        await _cluster.StopSiloAsync(silo, Token);

        await Patience.Until(async () =>
            !(await Patience.UntilAnswered(() => Management.GetHosts(onlyActive: true, Token))).ContainsKey(silo.SiloAddress));
        var all = await Management.GetHosts(onlyActive: false, Token).Soon();
        Assert.False(all.TryGetValue(silo.SiloAddress, out var status) && status == SiloStatus.Active);
    }

    [Fact]
    public async Task Activations_are_counted_by_type_and_silo()
    {
        var type = typeof(RandomGrain);
        var grains = Enumerable.Range(0, 20).Select(_ => _cluster.Client.GetGrain<IRandomGrain>(Guid.NewGuid())).ToArray();
        var silos = await Task.WhenAll(grains.Select(g => g.Silo())).Soon();
        var name = $"{type.FullName},{type.Assembly.GetName().Name}";

        var counts = (await Management.GetSimpleGrainStatistics(Token).Soon()).Where(s => s.GrainType == name).ToArray();

        Assert.Equal(
            silos.GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count()),
            counts.ToDictionary(c => c.SiloAddress, c => c.ActivationCount));
        Assert.InRange(await Management.GetTotalActivationCount(Token).Soon(), 20, int.MaxValue);
        var one = await Management.GetSimpleGrainStatistics([_cluster.Silos[0].SiloAddress], Token).Soon();
        Assert.All(one, s => Assert.Equal(_cluster.Silos[0].SiloAddress, s.SiloAddress));
    }

    [Fact]
    public async Task Activations_are_listed()
    {
        var grain = _cluster.Client.GetGrain<IRandomGrain>(Guid.NewGuid());
        var silo = await grain.Silo().Soon();
        var type = typeof(RandomGrain);
        var name = $"{type.FullName},{type.Assembly.GetName().Name}";

        var all = await Management.GetDetailedGrainStatistics(null, null, Token).Soon();
        var ofType = await Management.GetDetailedGrainStatistics([name], null, Token).Soon();

        Assert.Single(all, s => s.GrainId == grain.GetGrainId());
        var found = Assert.Single(ofType);
        Assert.Equal((name, grain.GetGrainId(), silo), (found.GrainType, found.GrainId, found.SiloAddress));
    }
}
