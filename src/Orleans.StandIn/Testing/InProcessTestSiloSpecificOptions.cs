namespace Orleans.TestingHost;

/// <summary>What tells a silo from the others.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    /// <summary>The port for other silos.</summary>
    public int SiloPort { get; set; }

    /// <summary>The port for clients.</summary>
    public int GatewayPort { get; set; }

    /// <summary>The silo's name.</summary>
    public string SiloName { get; set; } = null!;
}
