using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Chooses how silos find each other.</summary>
public static class CoreHostingExtensions
{
    /// <summary>Silos on this machine; with the stand-in, in this process.</summary>
    /// <param name="builder">The silo's builder.</param>
    /// <param name="siloPort">The port for other silos.</param>
    /// <param name="gatewayPort">The port for clients.</param>
    /// <param name="primarySiloEndpoint">The first silo's endpoint, if it is not this one.</param>
    /// <param name="serviceId">The service's name.</param>
    /// <param name="clusterId">The cluster's name.</param>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointOptions.DEFAULT_SILO_PORT,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = LocalhostNames.Default,
        string clusterId = LocalhostNames.Default)
    {
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
        builder.Services.ConfigureNames(serviceId, clusterId);
        builder.Services.AddSingleton<Clustering>(new LocalhostClustering(primarySiloEndpoint));
        return builder;
    }
}
