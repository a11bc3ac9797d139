using System.ComponentModel.DataAnnotations;

namespace ImageOrleans.Grains;

/// <summary>How much is done at once, and how it ends.</summary>
public sealed class ProcessingOptions
{
    /// <summary>The name of the configuration section that binds to these options.</summary>
    public const string SectionName = "Processing";

    /// <summary>
    /// How many images the requests of a silo keep in flight for each silo of the cluster, 1 to 256. Default 256, as many
    /// as there are workers: enough to hide an origin's latency of a second behind the compression.
    /// </summary>
    [Range(1, 256)]
    public int ImagesInFlight { get; set; } = 256;

    /// <summary>How many segments a request works on at once, 1 to 64. Default 8: one slow image holds up nothing but its own segment.</summary>
    [Range(1, 64)]
    public int OpenSegments { get; set; } = 8;

    /// <summary>How many images a silo compresses at once, 0 to 1,024. Default 0: as many as there are processors.</summary>
    [Range(0, 1024)]
    public int CompressionSlots { get; set; }

    /// <summary>
    /// How long what is under way may go on when the process is asked to stop, 0 to 5 minutes. Default 20 seconds; then it is
    /// ended, and left to the next process.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(20);
}
