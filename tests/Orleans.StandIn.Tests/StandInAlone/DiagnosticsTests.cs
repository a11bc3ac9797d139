using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Serialization;
using Orleans.StandIn.Tests.Arguments;
using Orleans.StandIn.Tests.Clustering;
using Orleans.StandIn.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.StandInAlone;

/// <summary>Where the stand-in says more than Orleans, or is stricter.</summary>
public sealed class DiagnosticsTests(SharedCluster cluster)
{
    private readonly (int Silo, int Gateway) _ports = FreePorts.Pair();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_refused_argument_is_named_with_its_place()
    {
        var grain = cluster.Client.GetGrain<IArgumentGrain>("x");

        var e = Assert.Throws<CodecNotFoundException>(() => { _ = grain.EchoAny(new Pair<Unmarked>()); });

        Assert.Contains("Unmarked", e.Message, StringComparison.Ordinal);
        Assert.Contains("Pair`1", e.Message, StringComparison.Ordinal);
        Assert.Contains("parameter 'value' of IArgumentGrain.EchoAny", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_result_is_named_with_its_method()
    {
        var e = await Assert.ThrowsAsync<CodecNotFoundException>(
            () => cluster.Client.GetGrain<IArgumentGrain>("x").Unserialisable().Soon());

        Assert.Contains("the result of IArgumentGrain.Unserialisable", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_a_silo_in_its_process_is_told_why_it_cannot_connect()
    {
        using var host = Client();

        var e = await Assert.ThrowsAsync<SiloUnavailableException>(() => host.StartAsync(Token));

        Assert.Contains("single process", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_tries_as_often_as_its_filter_wants()
    {
        var attempts = 0;
        using var host = Client(c => c.UseConnectionRetryFilter((_, _) => Task.FromResult(++attempts < 7)));

        await Assert.ThrowsAsync<SiloUnavailableException>(() => host.StartAsync(Token));

        Assert.Equal(7, attempts);
    }

    [Fact]
    public async Task Two_silos_at_one_endpoint_are_refused()
    {
        using var first = Silo();
        using var second = Silo();
        await first.StartAsync(Token);

        await Assert.ThrowsAsync<SocketException>(() => second.StartAsync(Token));
        await first.StopAsync(Token);
    }

    [Fact]
    public async Task Grains_of_a_killed_silo_get_no_more_turns()
    {
        var journal = new Journal();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.Services.AddSingleton(journal));
        await using var own = builder.Build();
        await own.DeployAsync(Token);
        var lost = await StartLoop(own.Silos[0], "lost");
        await StartLoop(own.Silos[1], "clock");

        await own.KillSiloAsync(own.Silos[0], Token);

        // A turn under way at that moment ends; what it awaited never comes back.
        var steps = journal.CountSoFar("lost");
        await journal.Gate($"clock {journal.CountSoFar("clock") + 20}").Soon();
        Assert.InRange(journal.CountSoFar("lost"), steps, steps + 1);
        Assert.Equal(own.Silos[0].SiloAddress, await lost.Silo().Soon());
        journal.Open("clock end");

        async Task<IPlacedGrain> StartLoop(InProcessSiloHandle silo, string name)
        {
            var local = silo.ServiceProvider.GetRequiredService<IClusterClient>().GetGrain<ILocalGrain>(Guid.NewGuid());
            await local.StartLoop(name).Soon();
            await journal.Gate($"{name} 3").Soon();
            return own.Client.GetGrain<ILocalGrain>(local.GetGrainId());
        }
    }

    private IHost Silo()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo.UseLocalhostClustering(_ports.Silo, _ports.Gateway));
        return builder.Build();
    }

    private IHost Client(Action<IClientBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(_ports.Gateway);
            configure?.Invoke(client);
        });
        return builder.Build();
    }
}
