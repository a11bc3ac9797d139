using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>How silos find each other.</summary>
internal abstract class Clustering
{
    /// <summary>The cluster that a silo becomes part of.</summary>
    public abstract Cluster Join(Silo silo);

    /// <summary>A silo is gone.</summary>
    public abstract void Leave(Silo silo);
}
