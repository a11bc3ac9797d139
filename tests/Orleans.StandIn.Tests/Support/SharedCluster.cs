using Microsoft.Extensions.DependencyInjection;
using Orleans.StandIn.Tests.Support;
using Orleans.TestingHost;

[assembly: AssemblyFixture(typeof(SharedCluster))]

namespace Orleans.StandIn.Tests.Support;

/// <summary>Two silos and a client for all tests that need no settings of their own.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public SharedCluster()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo
            .AddMemoryGrainStorageAsDefault()
            .AddMemoryGrainStorage("other")
            .ConfigureServices(services => services.AddSingleton(Journal)));
        _cluster = builder.Build();
    }

    public Journal Journal { get; } = new();

    public IClusterClient Client => _cluster.Client;

    public InProcessTestCluster Cluster => _cluster;

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
