namespace Orleans.Configuration;

/// <summary>How long activations live.</summary>
public class GrainCollectionOptions
{
    /// <summary>How often idle activations are looked for: a minute, unless another time is given.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation is idle before it ends: fifteen minutes, unless another time is given.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an activation may take to start: thirty seconds, unless another time is given.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation may take to end: thirty seconds, unless another time is given.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
