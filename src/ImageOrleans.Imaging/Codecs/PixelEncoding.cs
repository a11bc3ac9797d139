using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Codecs;

/// <summary>What a codec is to make of an image.</summary>
public sealed record PixelEncoding
{
    /// <summary>The format to write.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Quality on the usual scale of 1 (smallest) to 100 (best).</summary>
    public required int Quality { get; init; }

    /// <summary>
    /// For PNG: whether the colours are reduced to a palette of at most 256, at <see cref="Quality"/>. Otherwise without meaning.
    /// </summary>
    public bool UsePalette { get; init; }

    /// <summary>
    /// The size of a frame to write, in pixels as the source stores it (before its orientation is applied); null for that of the
    /// source. It is smaller than the source, and of its proportions.
    /// </summary>
    public PixelSize? Size { get; init; }

    /// <summary>Whether all frames are written; otherwise the first alone is.</summary>
    public bool AllFrames { get; init; }

    /// <summary>
    /// Whether the picture is turned upright and its orientation tag dropped. Otherwise the tag is kept and the pixels stay as
    /// they are stored.
    /// </summary>
    public bool TurnUpright { get; init; }

    /// <summary>What happens to metadata.</summary>
    public MetadataPolicy Metadata { get; init; }

    /// <summary>Whether JPEG, PNG and GIF are written progressively (interlaced).</summary>
    public bool Progressive { get; init; }
}
