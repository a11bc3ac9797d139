using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.StandIn.Tests.Support;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.State;

public sealed class CustomStorageTests : IAsyncLifetime
{
    private readonly Journal _journal = new();
    private readonly ScriptedStorage _storage = new();
    private readonly InProcessTestCluster _cluster;

    public CustomStorageTests()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddSingleton(_journal)
            .AddGrainStorage("other", (_, _) => _storage));
        _cluster = builder.Build();
    }

    private INamedStoreGrain Grain => _cluster.Client.GetGrain<INamedStoreGrain>("g");

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_store_is_told_the_state_s_name_and_the_grain_s_id()
    {
        await Grain.Add(1).Soon();
        await Grain.Clear().Soon();

        Assert.Equal(
            ["read counter namedstore/g", "write counter namedstore/g", "clear counter namedstore/g"], _storage.Calls);
    }

    [Fact]
    public async Task A_failing_write_fails_the_call_and_leaves_the_grain_alive()
    {
        await Grain.Add(1).Soon();
        _storage.NextFailure = () => new TimeoutException("no disk");

        var e = await Assert.ThrowsAsync<OrleansException>(() => Grain.Add(1).Soon());

        Assert.Equal("no disk", Assert.IsType<TimeoutException>(e.InnerException).Message);
        Assert.Equal(3, await Grain.Add(1).Soon());
        Assert.Equal(0, _journal.CountSoFar($"{Grain.GetGrainId()} off"));
    }

    [Fact]
    public async Task A_failing_read_fails_the_activation_and_the_next_call_tries_again()
    {
        _storage.NextFailure = () => new TimeoutException("no disk");

        var e = await Assert.ThrowsAnyAsync<OrleansException>(() => Grain.Value().Soon());

        Assert.Contains("no disk", e.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Grain.Value().Soon());
    }

    [Fact]
    public async Task A_conflict_fails_the_call_and_ends_the_activation()
    {
        await Grain.Add(1).Soon();
        await Grain.AddUnwritten(10).Soon();
        _storage.NextFailure = () => new InconsistentStateException("conflict", "stored", "current");

        var e = await Assert.ThrowsAsync<InconsistentStateException>(() => Grain.Add(100).Soon());

        Assert.Equal(("stored", "current"), (e.StoredEtag, e.CurrentEtag));
        await _journal.Gate($"{Grain.GetGrainId()} off 1").Soon();
    }

    [Fact]
    public async Task A_cancelled_write_is_the_store_s_to_judge() =>
        Assert.Equal("written", await Grain.WriteCancelled().Soon());
}
