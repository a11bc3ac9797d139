using Orleans.Runtime;

namespace Orleans;

/// <summary>What is known of a silo.</summary>
[GenerateSerializer]
public sealed class MembershipEntry
{
    /// <summary>The silo.</summary>
    [Id(0)]
    public SiloAddress SiloAddress { get; set; } = null!;

    /// <summary>How far its life has come.</summary>
    [Id(1)]
    public SiloStatus Status { get; set; }

    /// <summary>The port for clients.</summary>
    [Id(2)]
    public int ProxyPort { get; set; }

    /// <summary>The machine.</summary>
    [Id(3)]
    public string HostName { get; set; } = null!;

    /// <summary>The silo's name.</summary>
    [Id(4)]
    public string SiloName { get; set; } = null!;

    /// <summary>When it started, in UTC.</summary>
    [Id(5)]
    public DateTime StartTime { get; set; }

    /// <summary>When it was last known to be alive, in UTC.</summary>
    [Id(6)]
    public DateTime IAmAliveTime { get; set; }
}
