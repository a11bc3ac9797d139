using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Connects a client when its host starts.</summary>
internal sealed class ClientHostedService : IHostedService, IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly IServiceProvider _services;
    private readonly string _clusterId;
    private volatile Cluster? _cluster;

    public ClientHostedService(IServiceProvider services, IOptions<ClusterOptions> cluster, IOptions<ClientMessagingOptions> messaging)
    {
        _services = services;
        _clusterId = cluster.Value.ClusterId;
        Caller = new Caller(Current, null, messaging.Value.ResponseTimeout, services);
    }

    public Caller Caller { get; }

    /// <exception cref="SiloUnavailableException">There is no such cluster in this process.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var filter = _services.GetService<IClientConnectionRetryFilter>();
        for (var attempt = 1; (_cluster = Find()) is null; attempt++)
        {
            var trouble = new SiloUnavailableException(
                $"Could not find a silo of cluster '{_clusterId}' in this process. Orleans.StandIn works within a single process: "
                + "a client finds silos only there. For a cluster of several processes build with OrleansPackages=nuget.");
            if (filter is null ? attempt >= Attempts : !await filter.ShouldRetryConnectionAttempt(trouble, cancellationToken))
            {
                throw trouble;
            }

            await Task.Delay(filter is null ? Pause : TimeSpan.Zero, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Caller.Close("The client was stopped");
        return Task.CompletedTask;
    }

    public void Dispose() => Caller.Dispose();

    private Cluster? Current() => _cluster is { ActiveSilos.Length: 0 } ended ? _cluster = Find() ?? ended : _cluster;

    private Cluster? Find() => _services.GetService<ClusterFinder>()?.Invoke(_clusterId);
}
