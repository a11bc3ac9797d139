namespace Orleans.Configuration;

/// <summary>Which silo this is.</summary>
public class SiloOptions
{
    /// <summary>The silo's name; a random one unless it is given.</summary>
    public string SiloName { get; set; } = null!;
}
