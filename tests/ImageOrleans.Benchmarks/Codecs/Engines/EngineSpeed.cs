using ImageOrleans.Benchmarks.Codecs.Images;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>How fast an engine went through a set.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="SecondsPerPass">The shortest time of a pass over the set, of all rounds.</param>
/// <param name="ProcessorSecondsPerPass">The least processor time of a pass, all threads of its process, of all rounds.</param>
/// <param name="BytesOut">The bytes of all results.</param>
/// <param name="Failed">The images it could not recompress.</param>
/// <param name="AllocatedBytesPerImage">Managed memory allocated for an image, in bytes; null where it cannot be told.</param>
/// <param name="Set">The set.</param>
internal sealed record EngineSpeed(
    string Engine,
    double SecondsPerPass,
    double ProcessorSecondsPerPass,
    long BytesOut,
    int Failed,
    long? AllocatedBytesPerImage,
    ImageSet Set)
{
    /// <summary>Images recompressed in a second.</summary>
    public double ImagesPerSecond => (Set.Images.Count - Failed) / SecondsPerPass;

    /// <summary>Images recompressed in a second of processor time, which says more on a busy machine.</summary>
    public double ImagesPerProcessorSecond => (Set.Images.Count - Failed) / ProcessorSecondsPerPass;

    /// <summary>Millions of bytes read in a second.</summary>
    public double MegabytesPerSecond => Set.Bytes / 1e6 / SecondsPerPass;
}
