using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.StandIn.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.Clustering;

public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly string Placed = typeof(PlacedGrain).FullName!;
    private readonly Journal _journal = new();
    private readonly InProcessTestCluster _cluster;

    public ClusterTests()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo
            .Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(4))
            .Services.AddSingleton(_journal));
        builder.ConfigureSiloHost((silo, host) => host.Services.AddKeyedSingleton("name", silo.SiloName));
        builder.ConfigureClient(client => client
            .Configure<ClientMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(4)));
        builder.ConfigureHost(host => host.Services.AddKeyedSingleton("everywhere", "yes"));
        _cluster = builder.Build();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public void The_handles_tell_of_the_silos()
    {
        Assert.Equal(2, _cluster.Silos.Count);
        Assert.Equal(["Silo_0", "Silo_1"], _cluster.Silos.Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.All(_cluster.Silos, silo =>
        {
            Assert.True(silo.IsActive);
            Assert.Equal(silo.SiloAddress, silo.ServiceProvider.GetRequiredService<ILocalSiloDetails>().SiloAddress);
            Assert.Equal(silo.Name, silo.ServiceProvider.GetRequiredKeyedService<string>("name"));
            Assert.Equal("yes", silo.ServiceProvider.GetRequiredKeyedService<string>("everywhere"));
            Assert.Same(silo.ServiceProvider, _cluster.GetSiloServiceProvider(silo.SiloAddress));
        });
        Assert.NotNull(_cluster.GetSiloServiceProvider());
        Assert.Equal("yes", _cluster.Client.ServiceProvider.GetRequiredKeyedService<string>("everywhere"));
    }

    [Fact]
    public async Task Grains_are_placed_on_all_silos()
    {
        var silos = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => NewGrain().Silo())).Soon();

        Assert.Equal(_cluster.Silos.Select(s => s.SiloAddress).ToHashSet(), silos.ToHashSet());
    }

    [Fact]
    public async Task A_grain_is_in_one_place_whoever_calls_it()
    {
        var key = Guid.NewGuid();
        var clients = _cluster.Silos.Select(s => s.ServiceProvider.GetRequiredService<IClusterClient>()).Append(_cluster.Client);

        var silos = await Task.WhenAll(clients.Select(c => c.GetGrain<IPlacedGrain>(key, Placed).Silo())).Soon();

        Assert.Single(silos.Distinct());
    }

    [Fact]
    public async Task A_grain_that_prefers_local_placement_is_where_its_caller_is()
    {
        var caller = NewGrain();
        var silo = await caller.Silo().Soon();

        Assert.All(await caller.SilosOfNew("local", 10).Soon(), s => Assert.Equal(silo, s));
    }

    [Theory]
    [InlineData("hashed")]
    [InlineData("random")]
    [InlineData("balanced")]
    public async Task Other_placements_use_all_silos(string placement)
    {
        var silos = new HashSet<SiloAddress>();

        await Patience.Until(async () =>
        {
            silos.UnionWith(await NewGrain().SilosOfNew(placement, 20));
            return silos.Count == 2;
        });
    }

    [Fact]
    public async Task A_silo_may_be_added()
    {
        var added = await _cluster.StartAdditionalSiloAsync();
        var more = await _cluster.StartSilosAsync(1, Token);

        Assert.Equal(4, _cluster.Silos.Count);
        await Patience.Until(async () => (await NewGrain().Silo()).Equals(added.SiloAddress));
        await Patience.Until(async () => (await NewGrain().Silo()).Equals(more[0].SiloAddress));
    }

    [Fact]
    public async Task Grains_of_a_stopped_silo_are_deactivated_and_come_back_elsewhere()
    {
        var (silo, grain) = await GrainOnOtherSilo();

        await _cluster.StopSiloAsync(silo, Token);

        Assert.Contains("ShuttingDown", _journal.Notes($"{grain.GetPrimaryKey()} "));
        Assert.False(silo.IsActive);
        var survivor = Assert.Single(_cluster.Silos).SiloAddress;
        Assert.Equal(survivor, await Patience.UntilAnswered(grain.Silo));
    }

    [Fact]
    public async Task A_call_under_way_is_finished_before_its_silo_stops()
    {
        var (silo, grain) = await GrainOnOtherSilo();
        var stay = grain.Stay("busy");
        await _journal.Gate("busy entered").Soon();

        var stop = _cluster.StopSiloAsync(silo, Token);
        _journal.Open("busy");
        await stop.Soon();

        await _journal.Gate("busy left").Soon();
        await stay.Soon();
    }

    [Fact]
    public async Task A_call_that_waits_when_its_silo_stops_is_served_elsewhere()
    {
        var (silo, grain) = await GrainOnOtherSilo();
        var survivor = _cluster.Silos.Single(s => s != silo).SiloAddress;
        var stay = grain.Stay("busy");
        await _journal.Gate("busy entered").Soon();
        var waiting = grain.Silo();
        await grain.Touch().Soon();

        var stop = _cluster.StopSiloAsync(silo, Token);
        await Patience.Until(async () => (await NewGrain().Silo()).Equals(survivor) && !await IsActive(silo));
        _journal.Open("busy");
        await Task.WhenAll(stop, stay).Soon();

        Assert.Equal(survivor, await waiting.Soon());
    }

    [Fact]
    public async Task Calls_to_a_killed_silo_fail_and_its_grains_come_back_elsewhere()
    {
        var (silo, grain) = await GrainOnOtherSilo();
        var stay = grain.Stay("stuck");
        await _journal.Gate("stuck entered").Soon();

        await _cluster.KillSiloAsync(silo, Token);

        var e = await Assert.ThrowsAnyAsync<Exception>(() => stay.Soon());
        Assert.True(e is SiloUnavailableException or TimeoutException, e.ToString());
        Assert.DoesNotContain(_journal.Notes(""), n => n.StartsWith($"{grain.GetPrimaryKey()}", StringComparison.Ordinal));
        Assert.False(silo.IsActive);
        var survivor = Assert.Single(_cluster.Silos).SiloAddress;
        Assert.Equal(survivor, await Patience.UntilAnswered(grain.Silo));
        _journal.Open("stuck");
    }

    [Fact]
    public async Task Calls_between_grains_to_a_killed_silo_fail_too()
    {
        var (silo, grain) = await GrainOnOtherSilo();
        var survivor = _cluster.Silos.Single(s => s != silo).ServiceProvider.GetRequiredService<IGrainFactory>();
        var stay = survivor.GetGrain<IPlacedGrain>(grain.GetGrainId()).Stay("stuck");
        await _journal.Gate("stuck entered").Soon();

        await _cluster.KillSiloAsync(silo, Token);

        var e = await Assert.ThrowsAnyAsync<Exception>(() => stay.Soon());
        Assert.True(e is SiloUnavailableException or TimeoutException, e.ToString());
        _journal.Open("stuck");
    }

    [Fact]
    public async Task A_restarted_silo_takes_part_again()
    {
        var silo = _cluster.Silos[1];

        var restarted = await _cluster.RestartSiloAsync(silo);

        Assert.NotNull(restarted);
        Assert.Equal(silo.Name, restarted.Name);
        Assert.NotEqual(silo.SiloAddress, restarted.SiloAddress);
        await Patience.Until(async () => (await Patience.UntilAnswered(NewGrain().Silo)).Equals(restarted.SiloAddress));
    }

    [Fact]
    public async Task Without_any_silo_calls_fail()
    {
        await _cluster.StopSilosAsync(Token);

        await Assert.ThrowsAnyAsync<Exception>(() => NewGrain().Silo().Soon());
    }

    private async Task<bool> IsActive(InProcessSiloHandle silo) =>
        (await _cluster.Client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, Token)).ContainsKey(silo.SiloAddress);

    private IPlacedGrain NewGrain() => _cluster.Client.GetGrain<IPlacedGrain>(Guid.NewGuid(), Placed);

    /// <summary>A grain on the silo that started last, so that the first one can go on.</summary>
    private async Task<(InProcessSiloHandle Silo, IPlacedGrain Grain)> GrainOnOtherSilo()
    {
        var silo = _cluster.Silos[1];
        while (true)
        {
            var grain = NewGrain();
            if ((await grain.Silo().Soon()).Equals(silo.SiloAddress))
            {
                return (silo, grain);
            }
        }
    }
}
