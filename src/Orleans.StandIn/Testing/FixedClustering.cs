using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>One cluster for all.</summary>
internal sealed class FixedClustering(Cluster cluster) : Clustering
{
    public override Cluster Join(Silo silo) => cluster;

    public override void Leave(Silo silo)
    {
        // The cluster is the test's, and ends with it.
    }
}
