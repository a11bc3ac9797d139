using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>What to make of a JPEG file.</summary>
public sealed record JpegTranscodeOptions
{
    /// <summary>Quality on the usual scale of 1 (smallest) to 100 (best). Default 50.</summary>
    public int Quality { get; init; } = 50;

    /// <summary>Whether the result is progressive; otherwise it is baseline. Default false.</summary>
    public bool Progressive { get; init; }

    /// <summary>
    /// Whether the chrominance keeps its resolution. Otherwise it gets half of it in both directions below quality 90, as with
    /// other encoders. Default false.
    /// </summary>
    public bool KeepSampling { get; init; }

    /// <summary>What happens to metadata. Default: stripped, except ICC profile and orientation.</summary>
    public MetadataPolicy Metadata { get; init; }

    /// <summary>How much time is spent on making the file smaller. Default: little.</summary>
    public CompressionEffort Effort { get; init; }

    /// <summary>The most pixels of a picture, at least 1. Default 100,000,000.</summary>
    public long MaxPixels { get; init; } = 100_000_000;
}
