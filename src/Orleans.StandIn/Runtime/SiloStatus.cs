namespace Orleans.Runtime;

/// <summary>How far a silo's life has come.</summary>
[GenerateSerializer]
public enum SiloStatus
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>Not yet part of the cluster.</summary>
    Created = 1,

    /// <summary>About to be part of the cluster.</summary>
    Joining = 2,

    /// <summary>Part of the cluster.</summary>
    Active = 3,

    /// <summary>Ends its activations.</summary>
    ShuttingDown = 4,

    /// <summary>Stops.</summary>
    Stopping = 5,

    /// <summary>Gone for good.</summary>
    Dead = 6,
}
