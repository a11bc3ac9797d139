using System.Collections.Concurrent;
using ImageOrleans.Contracts;
using ImageOrleans.Samples;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Makes image files of every format.</summary>
internal static class SourceFiles
{
    private static readonly ConcurrentDictionary<ImageFormat, byte[]> Photographs = new();

    /// <summary>A photograph of 320×240 pixels in good quality. In HEIC it is a file, as few libraries write that.</summary>
    public static byte[] Photograph(ImageFormat format) => Photographs.GetOrAdd(format, static format => format == ImageFormat.Heif
        ? File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Files", "photograph.heic"))
        : Of(Pictures.Photograph(), format));

    public static byte[] Of(PixelBuffer pixels, ImageFormat format, int quality = 95) => format switch
    {
        ImageFormat.Gif => GifFile.Write([pixels], [0]),
        ImageFormat.Tiff => TiffFile.Write(pixels),
        ImageFormat.Avif or ImageFormat.Heif => TestLibvips.Encode(pixels, format, quality),
        ImageFormat.Png => PngFile.Write(pixels),
        _ => Encode(pixels, format, quality),
    };

    private static byte[] Encode(PixelBuffer pixels, ImageFormat format, int quality)
    {
        using var bitmap = pixels.ToBitmap();
        return SamplePhotographs.Encode(bitmap, format, quality);
    }
}
