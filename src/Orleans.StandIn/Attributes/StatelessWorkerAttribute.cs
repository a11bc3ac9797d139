using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Concurrency;

/// <summary>Each silo runs several activations of such a grain, each one call at a time, as many as are needed up to a limit.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>As many workers a silo as there are processors.</summary>
    public StatelessWorkerAttribute()
        : this(Environment.ProcessorCount)
    {
    }

    /// <summary>At most this many workers a silo.</summary>
    /// <param name="maxLocalWorkers">One or more.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers)
        : base(PlacementKind.StatelessWorker) => MaxLocalWorkers = maxLocalWorkers;

    internal int MaxLocalWorkers { get; }
}
