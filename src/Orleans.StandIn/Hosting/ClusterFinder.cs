using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>How a client finds its cluster; null if there is none at the moment.</summary>
internal delegate Cluster? ClusterFinder(string clusterId);
