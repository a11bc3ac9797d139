using System.ComponentModel.DataAnnotations;

namespace ImageOrleans.Hosting;

/// <summary>How the processes form a cluster.</summary>
public sealed class ClusterSettings
{
    /// <summary>The name of the configuration section that binds to these options.</summary>
    public const string SectionName = "Cluster";

    /// <summary>How silos find each other. Default: one silo, inside the web server.</summary>
    public ClusteringKind Clustering { get; set; }

    /// <summary>The cluster's name: silos and clients with the same one find each other. Default <c>imageorleans</c>.</summary>
    [Required]
    public string ClusterId { get; set; } = "imageorleans";

    /// <summary>The service's name: it is part of the key of all grain state, and never changed. Default <c>imageorleans</c>.</summary>
    [Required]
    public string ServiceId { get; set; } = "imageorleans";

    /// <summary>With Redis: how to connect, in the form of StackExchange.Redis, such as <c>redis:6379</c>.</summary>
    public string? RedisConnectionString { get; set; }

    /// <summary>With Redis: the port on which a silo talks to other silos, 1 to 65,535. Default 11111.</summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11111;

    /// <summary>With Redis: the port on which a silo talks to clients, 1 to 65,535. Default 30000.</summary>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30000;

    /// <summary>
    /// With Redis: the IP address by which others reach this silo. Default: the host's first address that is no loopback
    /// address. A silo listens on all addresses of its host; with a loopback address, on that alone.
    /// </summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>Whether the web server shows the Orleans Dashboard under <c>/orleans</c>. Default false.</summary>
    public bool Dashboard { get; set; }
}
