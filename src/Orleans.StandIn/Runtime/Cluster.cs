using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Silos of this process that work together: where each grain is, and where new ones go.</summary>
internal sealed class Cluster(string clusterId)
{
    private readonly ConcurrentDictionary<GrainId, Activation> _directory = new();
    private readonly Lock _sync = new();
    private ImmutableArray<Silo> _silos = [];

    /// <summary>A silo came or went. Handlers run under the cluster's lock and must be quick.</summary>
    public event EventHandler? Changed;

    public string ClusterId { get; } = clusterId;

    /// <summary>All silos that ever were part of it, oldest first.</summary>
    public ImmutableArray<Silo> Silos => _silos;

    public Silo[] ActiveSilos { get; private set; } = [];

    public MemoryStore MemoryStore { get; } = new();

    public MemoryReminderTable MemoryReminders { get; } = new();

    public void Add(Silo silo)
    {
        lock (_sync)
        {
            _silos = _silos.Add(silo);
            Refresh();
        }
    }

    /// <summary>Takes notice of a silo's new status.</summary>
    public void Refresh()
    {
        lock (_sync)
        {
            ActiveSilos = [.. _silos.Where(s => s.Status == SiloStatus.Active)];
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    public Activation? Find(GrainId grainId) => _directory.GetValueOrDefault(grainId);

    public void Forget(Activation activation) => _directory.TryRemove(KeyValuePair.Create(activation.GrainId, activation));

    /// <summary>Hands a request to its grain's activation, which is created if there is none.</summary>
    public void Dispatch(Request request, Silo? from)
    {
        try
        {
            var grainClass = GrainClasses.Instance.Get(request.Target.Type);
            if (grainClass.Placement == PlacementKind.StatelessWorker)
            {
                Place(grainClass, request.Target, from).GetWorkers(grainClass, request.Target).Receive(request);
                return;
            }

            while (!Locate(grainClass, request.Target, from).TryReceive(request))
            {
                // It ended just now: the next look finds another.
                if (_directory.TryGetValue(request.Target, out var gone) && (gone.State == ActivationState.Gone || gone.Silo.IsKilled))
                {
                    Forget(gone);
                }
            }
        }
        catch (Exception e) when (e is ArgumentException or SiloUnavailableException)
        {
            request.Fail(e);
        }
    }

    private Activation Locate(GrainClass grainClass, GrainId grainId, Silo? from)
    {
        while (true)
        {
            if (_directory.TryGetValue(grainId, out var activation))
            {
                return activation;
            }

            activation = new Activation(Place(grainClass, grainId, from), grainClass, grainId);
            if (_directory.TryAdd(grainId, activation))
            {
                activation.Silo.Add(activation);
                activation.Start();
                return activation;
            }
        }
    }

    private Silo Place(GrainClass grainClass, GrainId grainId, Silo? from)
    {
        var silos = ActiveSilos;
        if (silos.Length == 0)
        {
            throw new SiloUnavailableException($"Cluster '{ClusterId}' has no active silo to place {grainId} on.");
        }

        return grainClass.Placement switch
        {
            PlacementKind.PreferLocal or PlacementKind.StatelessWorker when from?.Status == SiloStatus.Active => from,
            PlacementKind.HashBased => silos[grainId.GetUniformHashCode() % (uint)silos.Length],
            PlacementKind.ActivationCountBased => LessBusy(Any(), Any()),
            _ => Any(),
        };

        Silo Any() => silos[Random.Shared.Next(silos.Length)];

        static Silo LessBusy(Silo a, Silo b) => a.ActivationCount <= b.ActivationCount ? a : b;
    }
}
