using System.Net;

namespace Orleans.Configuration;

/// <summary>Where the silo would listen. The stand-in listens nowhere, but knows silos by their endpoints.</summary>
public class EndpointOptions
{
    /// <summary>The silos' port unless another is given.</summary>
    public const int DEFAULT_SILO_PORT = 11111;

    /// <summary>The clients' port unless another is given.</summary>
    public const int DEFAULT_GATEWAY_PORT = 30000;

    /// <summary>The address for both ports.</summary>
    public IPAddress AdvertisedIPAddress { get; set; } = null!;

    /// <summary>The port for other silos.</summary>
    public int SiloPort { get; set; } = DEFAULT_SILO_PORT;

    /// <summary>The port for clients.</summary>
    public int GatewayPort { get; set; } = DEFAULT_GATEWAY_PORT;
}
