using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Imaging.Skia;

namespace ImageOrleans.Imaging.Codecs;

/// <summary>Creates pixel codecs.</summary>
public static class ImageCodecs
{
    /// <summary>Creates the codec that the options name.</summary>
    /// <param name="options">The options.</param>
    /// <returns>A codec, for the life of the process.</returns>
    /// <exception cref="LibvipsNotFoundException">libvips is asked for and can't be loaded.</exception>
    public static IPixelCodec Create(ImagingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Codec == PixelCodecKind.Skia ? new SkiaCodec() : new LibvipsCodec(options.Libvips);
    }
}
