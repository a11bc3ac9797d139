using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging;

/// <summary>What is made of an image: its format, size, frames and orientation.</summary>
internal static class EncodingPolicy
{
    /// <summary>What is made of an image, whatever comes of it.</summary>
    public static PixelEncoding Choose(ImageHeader header, ImageFormat target, CompressionSettings settings) => new()
    {
        Format = target,
        Quality = settings.Quality,
        Size = ReducedSize(header, settings),
        AllFrames = header.Frames > 1 && KeepsFrames(header.Format, target),
        TurnUpright = !KeepsOrientationTag(header.Format, target),
        Metadata = settings.Metadata,
        Progressive = settings.Progressive,
    };

    /// <summary>The format of the result.</summary>
    public static ImageFormat TargetFormat(OutputFormat wanted, ImageFormat source) => wanted switch
    {
        OutputFormat.Jpeg => ImageFormat.Jpeg,
        OutputFormat.Png => ImageFormat.Png,
        OutputFormat.WebP => ImageFormat.WebP,
        OutputFormat.Avif => ImageFormat.Avif,
        _ => source,
    };

    /// <summary>The pixels of the result.</summary>
    public static long PixelsToWrite(ImageHeader header, PixelEncoding encoding) =>
        encoding.Size is { } size ? (long)size.Width * size.Height : (long)header.Width * header.Height;

    /// <summary>
    /// The size that fits into the box of the settings, which is meant for the picture as it is shown; null when it fits already.
    /// </summary>
    public static PixelSize? ReducedSize(ImageHeader header, CompressionSettings settings)
    {
        var (maxWidth, maxHeight) = header.IsOnItsSide
            ? (settings.MaxHeight, settings.MaxWidth)
            : (settings.MaxWidth, settings.MaxHeight);
        var scale = Math.Min(
            (maxWidth ?? double.PositiveInfinity) / header.Width,
            (maxHeight ?? double.PositiveInfinity) / header.Height);
        return scale < 1
            ? new PixelSize(Scaled(header.Width, scale), Scaled(header.Height, scale))
            : null;
    }

    /// <summary>Whether a format is one to write several frames of a source in.</summary>
    private static bool KeepsFrames(ImageFormat source, ImageFormat target) => (source, target) switch
    {
        (ImageFormat.Gif or ImageFormat.WebP, ImageFormat.WebP) => true,
        (ImageFormat.Gif or ImageFormat.Tiff, _) => source == target,
        _ => false,
    };

    /// <summary>
    /// Whether viewers will turn the result as they turn the source. All of them heed the tag in JPEG and TIFF; in PNG and WebP
    /// only some do, so that there it is kept for those which showed the source by it, and otherwise applied to the pixels.
    /// AVIF and HEIF have means of their own, and no such tag.
    /// </summary>
    private static bool KeepsOrientationTag(ImageFormat source, ImageFormat target) =>
        target is ImageFormat.Jpeg or ImageFormat.Tiff || source == target;

    private static int Scaled(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale));
}
