namespace Orleans.Runtime;

/// <summary>A client, be it in a silo or in a host of its own.</summary>
internal sealed class ClusterClient(Caller caller, IServiceProvider services) : GrainFactory(caller), IClusterClient
{
    public IServiceProvider ServiceProvider => services;
}
