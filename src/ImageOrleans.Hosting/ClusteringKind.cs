namespace ImageOrleans.Hosting;

/// <summary>How silos find each other.</summary>
public enum ClusteringKind
{
    /// <summary>There is one silo, inside the web server.</summary>
    Embedded,

    /// <summary>Silos and web servers find each other through Redis.</summary>
    Redis,
}
