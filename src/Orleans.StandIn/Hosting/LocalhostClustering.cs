using System.Net;
using System.Net.Sockets;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Clusters of this process, by their names and the endpoints of their first silos, as if on the machine's network.</summary>
internal sealed class LocalhostClustering(IPEndPoint? primary) : Clustering
{
    private static readonly Dictionary<(string ClusterId, IPEndPoint Primary), Cluster> Clusters = [];

    /// <summary>The cluster of that name with a silo at one of those gateways.</summary>
    public static Cluster? Find(string clusterId, IEnumerable<int> gatewayPorts)
    {
        lock (Clusters)
        {
            return Clusters.Values.FirstOrDefault(c => string.Equals(c.ClusterId, clusterId, StringComparison.Ordinal)
                && c.ActiveSilos.Any(s => gatewayPorts.Contains(s.GatewayAddress.Endpoint.Port)));
        }
    }

    /// <exception cref="SocketException">There is a silo at that endpoint already.</exception>
    public override Cluster Join(Silo silo)
    {
        lock (Clusters)
        {
            var endpoint = silo.SiloAddress.Endpoint;
            if (Clusters.Values.Any(c => c.ActiveSilos.Any(s => s.SiloAddress.Endpoint.Equals(endpoint))))
            {
                throw new SocketException((int)SocketError.AddressAlreadyInUse);
            }

            var key = (silo.ClusterId, primary ?? endpoint);
            if (!Clusters.TryGetValue(key, out var cluster))
            {
                Clusters[key] = cluster = new Cluster(silo.ClusterId);
            }

            return cluster;
        }
    }

    public override void Leave(Silo silo)
    {
        lock (Clusters)
        {
            foreach (var (key, _) in Clusters.Where(c => c.Value == silo.Cluster && c.Value.ActiveSilos.Length == 0).ToArray())
            {
                Clusters.Remove(key);
            }
        }
    }
}
