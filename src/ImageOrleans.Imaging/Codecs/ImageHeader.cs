using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Codecs;

/// <summary>What an image file says of itself before its pixels.</summary>
/// <param name="Format">The format.</param>
/// <param name="Width">The width of a frame as it is stored, in pixels.</param>
/// <param name="Height">The height of a frame as it is stored, in pixels.</param>
/// <param name="Frames">The number of frames of an animation, or of pages of a document; 1 for a single picture.</param>
/// <param name="Orientation">How the stored picture is turned and mirrored to be shown: EXIF tag 0x0112, 1 (not at all) to 8.</param>
public sealed record ImageHeader(ImageFormat Format, int Width, int Height, int Frames, int Orientation)
{
    /// <summary>The pixels of all frames together.</summary>
    public long Pixels => (long)Width * Height * Frames;

    /// <summary>Whether the picture is shown on its side: its width when stored is its height when shown.</summary>
    public bool IsOnItsSide => Orientation is >= 5 and <= 8;
}
