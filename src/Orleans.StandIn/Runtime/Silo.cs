using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>A silo: a host's services and the activations that live on them.</summary>
internal sealed class Silo : ILocalSiloDetails, IDisposable
{
    private readonly ConcurrentDictionary<Activation, byte> _activations = new();
    private readonly ConcurrentDictionary<GrainId, WorkerPool> _workers = new();
    private readonly Timer _collector;
    private readonly Clustering _clustering;
    private readonly Lazy<IIncomingGrainCallFilter[]> _incomingFilters;

    public Silo(
        IServiceProvider services,
        Clustering clustering,
        IOptions<ClusterOptions> cluster,
        IOptions<SiloOptions> silo,
        IOptions<EndpointOptions> endpoints,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection,
        ILogger<Silo> logger)
    {
        Services = services;
        _clustering = clustering;
        ClusterId = cluster.Value.ClusterId;
        Name = silo.Value.SiloName;
        var address = endpoints.Value.AdvertisedIPAddress ?? System.Net.IPAddress.Loopback;
        SiloAddress = SiloAddress.New(address, endpoints.Value.SiloPort, SiloAddress.AllocateNewGeneration());
        GatewayAddress = SiloAddress.New(address, endpoints.Value.GatewayPort, 0);
        CollectionOptions = collection.Value;
        // Filters may ask for a grain factory, and so for this silo.
        _incomingFilters = new Lazy<IIncomingGrainCallFilter[]>(() => [.. services.GetServices<IIncomingGrainCallFilter>()]);
        Logger = logger;
        Clock = services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Grains);
        Caller = new Caller(() => Cluster, this, messaging.Value.ResponseTimeout, services);
        _collector = new Timer(static self => ((Silo)self!).Collect(), this, Timeout.Infinite, Timeout.Infinite);
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName => Environment.MachineName;

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }

    public SiloAddress Address => SiloAddress;

    public IServiceProvider Services { get; }

    public Cluster Cluster { get; private set; } = null!;

    public Caller Caller { get; }

    public ILogger Logger { get; }

    public TimeProvider Clock { get; }

    public GrainCollectionOptions CollectionOptions { get; }

    public IIncomingGrainCallFilter[] IncomingFilters => _incomingFilters.Value;

    public SiloStatus Status { get; private set; } = SiloStatus.Created;

    public DateTime StartTime { get; } = DateTime.UtcNow;

    public ReminderService? Reminders { get; set; }

    /// <summary>Whether nothing runs here any more.</summary>
    public bool IsKilled { get; private set; }

    public ICollection<Activation> Activations => _activations.Keys;

    public int ActivationCount => _activations.Count;

    /// <summary>Becomes part of the cluster.</summary>
    public void Join()
    {
        Cluster = _clustering.Join(this);
        Status = SiloStatus.Active;
        Cluster.Add(this);
        _collector.Change(CollectionOptions.CollectionQuantum, CollectionOptions.CollectionQuantum);
    }

    /// <summary>Takes no more new grains.</summary>
    public void BeginStopping()
    {
        if (Status == SiloStatus.Active)
        {
            Status = SiloStatus.ShuttingDown;
            Cluster.Refresh();
        }
    }

    /// <summary>Ends all activations; what waited for them goes to other silos. When it takes too long the silo is killed.</summary>
    public async Task DeactivateAllAsync(CancellationToken cancellationToken)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down.");
        try
        {
            while (!_activations.IsEmpty)
            {
                var activations = _activations.Keys;
                foreach (var activation in activations)
                {
                    activation.Deactivate(reason, cancellationToken);
                }

                await Task.WhenAll(activations.Select(a => a.Deactivated)).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            Kill();
        }
    }

    /// <summary>Ends here and now: no activation gets another turn, and whoever waits for one is told.</summary>
    public void Kill()
    {
        if (IsKilled || Cluster is null || Status == SiloStatus.Dead)
        {
            return;
        }

        IsKilled = true;
        Leave();
        foreach (var activation in _activations.Keys)
        {
            activation.Abandon(new SiloUnavailableException($"The target silo {SiloAddress} became unavailable."));
        }
    }

    /// <summary>Is no longer part of the cluster.</summary>
    public void Leave()
    {
        if (Cluster is null || Status == SiloStatus.Dead)
        {
            return;
        }

        Status = SiloStatus.Dead;
        _collector.Dispose();
        Cluster.Refresh();
        _clustering.Leave(this);
        Caller.Close("The local Orleans host is shutting down and can no longer process the request");
    }

    public void Add(Activation activation)
    {
        _activations[activation] = 0;
        if (IsKilled)
        {
            activation.Abandon(new SiloUnavailableException($"The target silo {SiloAddress} became unavailable."));
        }
        else if (Status != SiloStatus.Active)
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down."));
        }
    }

    public void Forget(Activation activation, WorkerPool? pool)
    {
        pool?.Remove(activation);
        Cluster.Forget(activation);
        _activations.TryRemove(activation, out _);
    }

    public WorkerPool GetWorkers(GrainClass grainClass, GrainId grainId) =>
        _workers.GetOrAdd(grainId, static (id, args) => new WorkerPool(args.self, args.grainClass, id), (self: this, grainClass));

    public SiloUnavailableException Unavailable(Request request) =>
        new($"The target silo {SiloAddress} became unavailable for message: {request}.");

    /// <summary>A host that is disposed of without having been stopped ends its silo here and now.</summary>
    public void Dispose()
    {
        Kill();
        Caller.Dispose();
        _collector.Dispose();
    }

    private void Collect()
    {
        var now = Clock.GetUtcNow();
        foreach (var activation in _activations.Keys)
        {
            activation.CollectIfIdle(now, CollectionOptions.CollectionAge);
        }
    }
}
