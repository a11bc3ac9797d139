using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A silo of a cluster for tests.</summary>
public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    /// <summary>The silo's number, from 0.</summary>
    public short InstanceNumber { get; set; }

    /// <summary>The silo's name.</summary>
    public string Name { get; set; } = null!;

    /// <summary>The silo's identity.</summary>
    public SiloAddress SiloAddress { get; set; } = null!;

    /// <summary>Where clients would connect.</summary>
    public SiloAddress GatewayAddress { get; set; } = null!;

    /// <summary>Whether the silo runs.</summary>
    public abstract bool IsActive { get; }

    /// <summary>Stops the silo.</summary>
    /// <param name="stopGracefully">Whether its grains are deactivated, rather than lost.</param>
    public abstract Task StopSiloAsync(bool stopGracefully);

    /// <summary>Stops the silo; kills it when the token is cancelled.</summary>
    public abstract Task StopSiloAsync(CancellationToken ct);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    public override string ToString() => SiloAddress.ToString();

    /// <summary>Ends the silo's host.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
