namespace Orleans.Configuration;

/// <summary>Which cluster this is.</summary>
public class ClusterOptions
{
    /// <summary>The cluster's name unless another is given.</summary>
    public const string DefaultClusterId = "default";

    /// <summary>The service's name unless another is given.</summary>
    public const string DefaultServiceId = "default";

    /// <summary>The cluster's name: silos of one name work together.</summary>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>The service's name: stored state belongs to it.</summary>
    public string ServiceId { get; set; } = DefaultServiceId;
}
