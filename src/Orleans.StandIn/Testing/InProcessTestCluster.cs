using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster for tests: silos that can be added, stopped and killed, and a client.</summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private static int _lastPort = 20000;
    private readonly List<InProcessSiloHandle> _silos = [];
    private readonly Cluster _cluster;
    private IHost? _clientHost;
    private int _started;

    internal InProcessTestCluster(InProcessTestClusterOptions options)
    {
        Options = options;
        _cluster = new Cluster(options.ClusterId);
    }

    /// <summary>What was chosen.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>The silos that run.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos
    {
        get
        {
            lock (_silos)
            {
                return new List<InProcessSiloHandle>(_silos).AsReadOnly();
            }
        }
    }

    /// <summary>The client.</summary>
    /// <exception cref="InvalidOperationException">The cluster was not deployed, or the client was stopped.</exception>
    public IClusterClient Client => _clientHost?.Services.GetRequiredService<IClusterClient>()
        ?? throw new InvalidOperationException("The test cluster has no client: it was not deployed, or was stopped.");

    /// <summary>Starts the silos and the client.</summary>
    public Task DeployAsync() => DeployAsync(CancellationToken.None);

    /// <summary>Starts the silos and the client.</summary>
    public async Task DeployAsync(CancellationToken cancellationToken)
    {
        await StartSilosAsync(Options.InitialSilosCount, cancellationToken).ConfigureAwait(false);
        if (Options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Starts the client, in place of the one there is.</summary>
    public Task InitializeClientAsync() => InitializeClientAsync(CancellationToken.None);

    /// <summary>Starts the client, in place of the one there is.</summary>
    public async Task InitializeClientAsync(CancellationToken cancellationToken)
    {
        await StopClusterClientAsync(cancellationToken).ConfigureAwait(false);
        var builder = NewHost("TestClusterClient");
        foreach (var configure in Options.ClientHostConfigurationDelegates)
        {
            configure(builder);
        }

        builder.UseOrleansClient(client => client.Configure<ClusterOptions>(Name).Services.AddSingleton<ClusterFinder>(_ => _cluster));
        _clientHost = await StartAsync(builder, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a silo.</summary>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1).ConfigureAwait(false))[0];

    /// <summary>Adds silos.</summary>
    public Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart) => StartSilosAsync(silosToStart, CancellationToken.None);

    /// <summary>Adds silos.</summary>
    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart, CancellationToken cancellationToken)
    {
        var handles = new List<InProcessSiloHandle>();
        for (var i = 0; i < silosToStart; i++)
        {
            handles.Add(await StartSiloAsync((short)_started++, cancellationToken).ConfigureAwait(false));
        }

        return handles;
    }

    /// <summary>Stops a silo: its grains are deactivated and come back elsewhere.</summary>
    public Task StopSiloAsync(InProcessSiloHandle instance) => StopSiloAsync(instance, CancellationToken.None);

    /// <summary>Stops a silo: its grains are deactivated and come back elsewhere.</summary>
    public async Task StopSiloAsync(InProcessSiloHandle instance, CancellationToken cancellationToken)
    {
        await instance.StopSiloAsync(cancellationToken).ConfigureAwait(false);
        await RemoveAsync(instance).ConfigureAwait(false);
    }

    /// <summary>Kills a silo: its grains are lost where they stand and come back elsewhere; calls to them fail.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => KillSiloAsync(instance, CancellationToken.None);

    /// <summary>Kills a silo: its grains are lost where they stand and come back elsewhere; calls to them fail.</summary>
    public async Task KillSiloAsync(InProcessSiloHandle instance, CancellationToken cancellationToken)
    {
        await instance.StopSiloAsync(stopGracefully: false).WaitAsync(cancellationToken).ConfigureAwait(false);
        await RemoveAsync(instance).ConfigureAwait(false);
    }

    /// <summary>Stops a silo and starts one of the same name.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance).ConfigureAwait(false);
        return await StartSiloAsync(instance.InstanceNumber, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Stops all silos.</summary>
    public Task StopSilosAsync() => StopSilosAsync(CancellationToken.None);

    /// <summary>Stops all silos.</summary>
    public async Task StopSilosAsync(CancellationToken cancellationToken)
    {
        foreach (var silo in Silos)
        {
            await StopSiloAsync(silo, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the client and all silos.</summary>
    public Task StopAllSilosAsync() => StopAllSilosAsync(CancellationToken.None);

    /// <summary>Stops the client and all silos.</summary>
    public async Task StopAllSilosAsync(CancellationToken cancellationToken)
    {
        await StopClusterClientAsync(cancellationToken).ConfigureAwait(false);
        await StopSilosAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the client.</summary>
    public Task StopClusterClientAsync() => StopClusterClientAsync(CancellationToken.None);

    /// <summary>Stops the client.</summary>
    public async Task StopClusterClientAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _clientHost, null) is { } client)
        {
            await client.StopAsync(cancellationToken).ConfigureAwait(false);
            client.Dispose();
        }
    }

    /// <summary>The silos that run.</summary>
    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => Silos.Where(s => s.IsActive);

    /// <summary>The silo of an address, if it runs.</summary>
    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) =>
        GetActiveSilos().FirstOrDefault(s => s.SiloAddress.Equals(siloAddress));

    /// <summary>The services of a silo; of any, if none is given.</summary>
    /// <exception cref="ArgumentException">There is no such silo.</exception>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        Silos.FirstOrDefault(s => silo is null || s.SiloAddress.Equals(silo))?.ServiceProvider
        ?? throw new ArgumentException($"The provided silo address '{silo}' is unknown.", nameof(silo));

    /// <summary>Waits until all silos know of each other: here they always do.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "In Orleans it belongs to the instance.")]
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    /// <summary>Ends an activation, and waits for its end.</summary>
    public async Task DeactivateAsync(IAddressable grain)
    {
        if (_cluster.Find(grain.GetGrainId()) is { } activation)
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateAsync)} was called."));
            await activation.Deactivated.ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAllSilosAsync().ConfigureAwait(false);

    /// <inheritdoc />
    public void Dispose() => StopAllSilosAsync().GetAwaiter().GetResult();

    private static HostApplicationBuilder NewHost(string name) => Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
    {
        ApplicationName = name,
        EnvironmentName = Environments.Development,
        DisableDefaults = true,
    });

    private static async Task<IHost> StartAsync(HostApplicationBuilder builder, CancellationToken cancellationToken)
    {
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private async Task<InProcessSiloHandle> StartSiloAsync(short number, CancellationToken cancellationToken)
    {
        var port = Interlocked.Add(ref _lastPort, 2);
        var specific = new InProcessTestSiloSpecificOptions { SiloName = $"Silo_{number}", SiloPort = port, GatewayPort = port + 1 };
        var builder = NewHost(specific.SiloName);
        foreach (var configure in Options.SiloHostConfigurationDelegates)
        {
            configure(specific, builder);
        }

        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(Name)
            .Configure<SiloOptions>(o => o.SiloName = specific.SiloName)
            .Configure<EndpointOptions>(o =>
            {
                o.AdvertisedIPAddress = IPAddress.Loopback;
                o.SiloPort = specific.SiloPort;
                o.GatewayPort = specific.GatewayPort;
            })
            .Services.AddSingleton<Clustering>(new FixedClustering(_cluster)));
        var host = await StartAsync(builder, cancellationToken).ConfigureAwait(false);
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        var handle = new InProcessSiloHandle
        {
            InstanceNumber = number,
            Name = details.Name,
            SiloAddress = details.SiloAddress,
            GatewayAddress = details.GatewayAddress,
            SiloHost = host,
        };
        lock (_silos)
        {
            _silos.Add(handle);
        }

        return handle;
    }

    private async Task RemoveAsync(InProcessSiloHandle instance)
    {
        lock (_silos)
        {
            _silos.Remove(instance);
        }

        await instance.DisposeAsync().ConfigureAwait(false);
    }

    private void Name(ClusterOptions options)
    {
        options.ClusterId = Options.ClusterId;
        options.ServiceId = Options.ServiceId;
    }
}
