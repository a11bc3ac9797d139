namespace Orleans.Configuration;

/// <summary>How silos find activations. This library asks the directory each time: what is set here changes nothing.</summary>
public class GrainDirectoryOptions
{
    /// <summary>The default of <see cref="CacheSize"/>.</summary>
    public const int DEFAULT_CACHE_SIZE = 1_000_000;

    /// <summary>For how many grains a silo remembers where they are.</summary>
    public int CacheSize { get; set; } = DEFAULT_CACHE_SIZE;
}
