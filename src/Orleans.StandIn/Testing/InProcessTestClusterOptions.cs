using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>Options of a cluster for tests.</summary>
public sealed class InProcessTestClusterOptions
{
    /// <summary>The cluster's name.</summary>
    public string ClusterId { get; set; } = null!;

    /// <summary>The service's name.</summary>
    public string ServiceId { get; set; } = null!;

    /// <summary>How many silos there are at first.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>Whether there is a client from the start.</summary>
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>Whether logs are written to files, which they never are here.</summary>
    public bool ConfigureFileLogging { get; set; }

    /// <summary>Called for every silo's host.</summary>
    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    /// <summary>Called for the client's host.</summary>
    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}
